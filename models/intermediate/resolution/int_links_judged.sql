{#- Every candidate link of every tier with its verdict: accepted (reject_reason is null) or why
    not. Rule 0 is a steward's always-link; it counts in every tier. -#}
with decisions as (
    select * from {{ ref('int_steward_decisions_judged') }}
    where decision = 'always_link' and decision_state != 'record_missing'
),

{% for tier in match_tiers() -%}
    links_{{ tier }} as (
        select * from {{ after_of(ref('int_links_' ~ tier)) }}
    ),

    clusters_{{ tier }} as (
        select * from {{ after_of(ref('int_clusters_' ~ tier)) }}
    ),

{% endfor -%}
links_judged as (
    select distinct
        left_record_key,
        right_record_key,
        0 as rule_number,
        'exact' as tier,
        cast(null as integer) as evidence,
        case when decision_state = 'contradicted' then 'contradicted_decision' end as reject_reason
    from decisions

    union all

    {% for tier in match_tiers() -%}
        select
            links.left_record_key,
            links.right_record_key,
            links.rule_number,
            '{{ tier }}' as tier,
            links.evidence,
            case
                when links.reject_reason is not null then links.reject_reason
                when left_cluster.cluster_key != right_cluster.cluster_key then 'component_conflict'
            end as reject_reason
        from links_{{ tier }} as links
        inner join clusters_{{ tier }} as left_cluster
            on links.left_record_key = left_cluster.record_key
        inner join clusters_{{ tier }} as right_cluster
            on links.right_record_key = right_cluster.record_key
        {{ "union all" if not loop.last }}
    {% endfor -%}
)

select * from links_judged

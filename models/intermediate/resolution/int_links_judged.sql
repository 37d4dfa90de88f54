{#- Every candidate link of every tier with its verdict: accepted (reject_reason is null) or why
    not. -#}
with
{% for tier in match_tiers() -%}
    links_{{ tier }} as (
        select * from {{ ref('int_links_' ~ tier) }}
    ),

    clusters_{{ tier }} as (
        select * from {{ ref('int_clusters_' ~ tier) }}
    ),

{% endfor -%}
links_judged as (
    {% for tier in match_tiers() -%}
        select
            links.left_record_key,
            links.right_record_key,
            links.rule_number,
            '{{ tier }}' as tier,
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

-- Law: no cluster of any tier has two person CIs or, where each person has one membership, two
-- membership numbers.
with identifiers as (
    select * from {{ ref('int_identifiers') }}
    where
        is_match_eligible
        and identifier_type in ('person_ci'{% if is_member_no_unique() %}, 'member_no'{% endif %})
),

{% for tier in match_tiers() -%}
    {{ tier }}_clusters as (
        select * from {{ ref('int_clusters_' ~ tier) }}
    ),

{% endfor -%}
breaches as (
    {% for tier in match_tiers() -%}
        select
            '{{ tier }}' as tier,
            clusters.cluster_key,
            identifiers.identifier_type,
            count(distinct identifiers.match_value) as count_values
        from {{ tier }}_clusters as clusters
        inner join identifiers on clusters.record_key = identifiers.record_key
        group by clusters.cluster_key, identifiers.identifier_type
        having count(distinct identifiers.match_value) > 1
        {{ "union all" if not loop.last }}
    {% endfor %}
)

select * from breaches

-- Law: no cluster of any tier holds a pair that a steward parted, and none of a tier after the
-- first a pair that contradicts itself, unless the first tier or a steward joined it.
with cannot_links as (
    select * from {{ ref('int_cannot_links') }}
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
            left_cluster.cluster_key,
            cannot_links.left_record_key,
            cannot_links.right_record_key,
            cannot_links.reason
        from cannot_links
        inner join {{ tier }}_clusters as left_cluster
            on cannot_links.left_record_key = left_cluster.record_key
        inner join {{ tier }}_clusters as right_cluster
            on cannot_links.right_record_key = right_cluster.record_key
        inner join exact_clusters as left_exact
            on cannot_links.left_record_key = left_exact.record_key
        inner join exact_clusters as right_exact
            on cannot_links.right_record_key = right_exact.record_key
        where
            left_cluster.cluster_key = right_cluster.cluster_key
            and (
                cannot_links.reason = 'steward_split'
                or left_exact.cluster_key != right_exact.cluster_key
            )
        {{ "union all" if not loop.last }}
    {% endfor %}
)

select * from breaches

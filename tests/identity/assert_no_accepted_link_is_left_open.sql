-- Law: the closure of each tier is complete: a candidate link that no reason refuses and that yet
-- joins nothing lies in a component that was dropped whole, so that the clusters at both its ends
-- are those of the tier before.
with records_labelled as (
    select * from {{ ref('int_records_labelled') }}
),

{% for tier in match_tiers() -%}
    {%- set tier_before = match_tiers()[loop.index0 - 1] ~ '_clusters' -%}
    {%- set labels = 'records_labelled' if loop.first else tier_before -%}
    {{ tier }}_clusters as (
        select * from {{ ref('int_clusters_' ~ tier) }}
    ),

    {{ tier }}_links as (
        select * from {{ ref('int_links_' ~ tier) }}
    ),

    {{ tier }}_grown as (
        select clusters.cluster_key
        from {{ tier }}_clusters as clusters
        inner join {{ labels }} as labels on clusters.record_key = labels.record_key
        group by clusters.cluster_key
        having count(distinct labels.cluster_key) > 1
    ),

{% endfor -%}
open_links as (
    {% for tier in match_tiers() -%}
        select
            '{{ tier }}' as tier,
            links.left_record_key,
            links.right_record_key,
            links.rule_number
        from {{ tier }}_links as links
        inner join {{ tier }}_clusters as left_cluster
            on links.left_record_key = left_cluster.record_key
        inner join {{ tier }}_clusters as right_cluster
            on links.right_record_key = right_cluster.record_key
        -- A miss: the cluster at that end is one of the tier before.
        left join {{ tier }}_grown as left_grown
            on left_cluster.cluster_key = left_grown.cluster_key
        left join {{ tier }}_grown as right_grown
            on right_cluster.cluster_key = right_grown.cluster_key
        where
            links.reject_reason is null
            and left_cluster.cluster_key != right_cluster.cluster_key
            and (left_grown.cluster_key is not null or right_grown.cluster_key is not null)
        {{ "union all" if not loop.last }}
    {% endfor -%}
)

select * from open_links

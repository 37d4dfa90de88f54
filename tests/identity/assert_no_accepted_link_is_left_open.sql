-- Law: the closure of each tier is complete. A candidate link that no reason refuses and that yet
-- joins nothing was cut: the clusters that such links would join hold, together, what one person
-- cannot. So do those that the strong ones among them would join alone.
with unique_values as (
    select * from {{ ref('int_unique_values') }}
),

cannot_links as (
    select * from {{ ref('int_cannot_links') }}
),

{% for tier in match_tiers() -%}
    {{ tier }}_clusters as (
        select * from {{ ref('int_clusters_' ~ tier) }}
    ),

    {{ tier }}_links as (
        select * from {{ ref('int_links_' ~ tier) }}
    ),

{% endfor -%}
open_links as (
    {% for tier in match_tiers() -%}
        {%- for least_evidence in [0, var('strong_evidence')] -%}
            select
                '{{ tier }}' as tier,
                {{ loop.index }} as graph,
                left_cluster.cluster_key as left_cluster_key,
                right_cluster.cluster_key as right_cluster_key
            from {{ tier }}_links as links
            inner join {{ tier }}_clusters as left_cluster
                on links.left_record_key = left_cluster.record_key
            inner join {{ tier }}_clusters as right_cluster
                on links.right_record_key = right_cluster.record_key
            where
                links.reject_reason is null
                and links.evidence >= {{ least_evidence }}
                and left_cluster.cluster_key != right_cluster.cluster_key
            {{ "union all" if not loop.last }}
        {% endfor %}
        {{ "union all" if not loop.last }}
    {% endfor -%}
),

ends as (
    select
        tier,
        graph,
        left_cluster_key as cluster_key
    from open_links
    union
    select
        tier,
        graph,
        right_cluster_key as cluster_key
    from open_links
),

-- One number per tier, graph and cluster, so that one closure does for all.
numbered_ends as (
    select
        tier,
        graph,
        cluster_key,
        row_number() over (order by {{ binary_text('tier') }}, graph, cluster_key) as number
    from ends
),

half_numbered_links as (
    select
        open_links.tier,
        open_links.graph,
        numbered_ends.number as left_node,
        open_links.right_cluster_key
    from open_links
    inner join numbered_ends
        on
            open_links.tier = numbered_ends.tier
            and open_links.graph = numbered_ends.graph
            and open_links.left_cluster_key = numbered_ends.cluster_key
),

numbered_links as (
    select
        half_numbered_links.left_node,
        numbered_ends.number as right_node
    from half_numbered_links
    inner join numbered_ends
        on
            half_numbered_links.tier = numbered_ends.tier
            and half_numbered_links.graph = numbered_ends.graph
            and half_numbered_links.right_cluster_key = numbered_ends.cluster_key
),

{{ connected_components('numbered_links') }},

cut_records as (
    {% for tier in match_tiers() -%}
        select
            components.component,
            numbered_ends.tier,
            numbered_ends.graph,
            clusters.record_key
        from components
        inner join numbered_ends on components.node = numbered_ends.number
        inner join {{ tier }}_clusters as clusters
            on numbered_ends.cluster_key = clusters.cluster_key
        where numbered_ends.tier = '{{ tier }}'
        {{ "union all" if not loop.last }}
    {% endfor -%}
),

torn as (
    select cut_records.component
    from cut_records
    inner join unique_values on cut_records.record_key = unique_values.record_key
    group by cut_records.component, unique_values.namespace
    having min(unique_values.unique_value_key) != max(unique_values.unique_value_key)
    union
    select left_record.component
    from cannot_links
    inner join cut_records as left_record
        on cannot_links.left_record_key = left_record.record_key
    inner join cut_records as right_record
        on
            cannot_links.right_record_key = right_record.record_key
            and left_record.component = right_record.component
    where left_record.tier != 'exact' or cannot_links.reason = 'steward_split'
)

select cut_records.*
from cut_records
-- A miss: nothing speaks against these records' being one person.
left join torn on cut_records.component = torn.component
where torn.component is null

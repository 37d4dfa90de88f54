{#- How many customers more there would be without the links that a rule alone supports: each
    cluster that has such links is closed again without them, once per rule. -#}
with links as (
    select distinct
        left_record_key,
        right_record_key
    from {{ ref('int_links_judged') }}
    where reject_reason is null and {{ is_tier_in_force('tier') }}
),

sole_links as (
    select * from {{ ref('int_rule_links') }}
    where is_in_force and is_sole
),

clusters as (
    select * from {{ ref('int_clusters') }}
),

rule_clusters as (
    select distinct
        sole_links.rule_number,
        clusters.cluster_key
    from sole_links
    inner join clusters on sole_links.left_record_key = clusters.record_key
),

-- A record is one node per rule: the closure runs over all rules at once.
nodes as materialized (
    select
        rule_clusters.rule_number,
        rule_clusters.cluster_key,
        clusters.record_key,
        row_number() over (order by rule_clusters.rule_number, clusters.record_key) as node
    from rule_clusters
    inner join clusters on rule_clusters.cluster_key = clusters.cluster_key
),

half_kept_links as (
    select
        nodes.rule_number,
        nodes.node as left_node,
        links.left_record_key,
        links.right_record_key
    from links
    inner join nodes on links.left_record_key = nodes.record_key
    -- A miss: another rule has a key in common for the pair, or a steward joined it.
    left join sole_links
        on
            nodes.rule_number = sole_links.rule_number
            and links.left_record_key = sole_links.left_record_key
            and links.right_record_key = sole_links.right_record_key
    where sole_links.rule_number is null
),

kept_links as (
    select
        half_kept_links.left_node,
        nodes.node as right_node
    from half_kept_links
    inner join nodes
        on
            half_kept_links.rule_number = nodes.rule_number
            and half_kept_links.right_record_key = nodes.record_key
),

{{ connected_components('kept_links') }},

cluster_parts as (
    select
        nodes.rule_number,
        nodes.cluster_key,
        count(distinct coalesce(components.component, nodes.node)) as count_parts
    from nodes
    -- A miss: without the rule's links the record stands alone.
    left join components on nodes.node = components.node
    group by nodes.rule_number, nodes.cluster_key
),

rule_merges as (
    select
        rule_number,
        cast(sum(count_parts - 1) as bigint) as count_marginal_merges
    from cluster_parts
    group by rule_number
)

select * from rule_merges

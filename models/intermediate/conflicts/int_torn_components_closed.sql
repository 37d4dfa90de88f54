{#- What the repair of a component looked at (close_tier): which of its records the tier's links
    would join, which of them strong links alone, and which were one label before the tier.
    Components without a cut link are not in it: they had no conflict. -#}
{%- set stages = {'label_key': 1, 'strong_group_key': 2, 'group_key': 3} -%}
with links as (
    select * from {{ ref('int_links_judged') }}
    where reject_reason is null or reject_reason = 'component_conflict'
),

cut_links as (
    select * from {{ after_of(ref('int_links_judged')) }}
    where reject_reason = 'component_conflict'
),

clusters as (
    {% for tier in match_tiers() -%}
        select
            '{{ tier }}' as tier,
            {{ loop.index }} as tier_rank,
            record_key,
            cluster_key,
            component_key
        from {{ after_of(ref('int_clusters_' ~ tier)) }}
        {{ "union all" if not loop.last }}
    {% endfor -%}
),

torn_components as (
    select distinct
        clusters.tier,
        clusters.component_key
    from cut_links
    inner join clusters
        on cut_links.tier = clusters.tier and cut_links.left_record_key = clusters.record_key
),

stages as (
    {% for stage in stages.values() -%}
        select {{ stage }} as repair_stage
        {{ "union all" if not loop.last }}
    {% endfor -%}
),

-- A number for each record, tier and stage: one closure serves all.
places as materialized (
    select
        clusters.*,
        stages.repair_stage,
        row_number() over (
            order by clusters.tier_rank, stages.repair_stage, clusters.record_key
        ) as node
    from clusters
    inner join torn_components
        on
            clusters.tier = torn_components.tier
            and clusters.component_key = torn_components.component_key
    cross join stages
),

-- Labels are what stewards and the tiers before have joined. A strong link counts in all stages
-- but the first, a weak one in the last alone.
place_links as (
    select
        left_place.node as left_node,
        right_place.node as right_node
    from links
    inner join places as left_place on links.left_record_key = left_place.record_key
    inner join places as right_place
        on
            links.right_record_key = right_place.record_key
            and left_place.tier = right_place.tier
            and left_place.repair_stage = right_place.repair_stage
    where
        case
            when links.rule_number = 0 or {{ tier_rank('links.tier') }} < left_place.tier_rank
                then links.reject_reason is null
            when links.tier != left_place.tier then false
            when left_place.repair_stage = {{ stages.strong_group_key }}
                then links.evidence >= {{ var('strong_evidence') }}
            else left_place.repair_stage = {{ stages.group_key }}
        end
),

{{ connected_components('place_links', 'left_node', 'right_node') }},

-- A group is named by its smallest record, as clusters are.
grouped_places as (
    select
        places.tier,
        places.record_key,
        places.cluster_key,
        places.repair_stage,
        coalesce(first_place.record_key, places.record_key) as group_key
    from places
    -- Misses: no link of the stage has the record.
    left join components on places.node = components.node
    left join places as first_place on components.component = first_place.node
),

torn_components_closed as (
    select
        tier,
        record_key,
        cluster_key,
        max(case when repair_stage = {{ stages.label_key }} then group_key end) as label_key,
        max(case when repair_stage = {{ stages.strong_group_key }} then group_key end)
            as strong_group_key,
        max(case when repair_stage = {{ stages.group_key }} then group_key end) as group_key
    from grouped_places
    group by tier, record_key, cluster_key
)

select * from torn_components_closed

{#- Each link that the repair of a component cut, with a conflict of the group that it was cut for:
    what strong links join if that is where it lies, else what all links do. Of several conflicts
    one of the customers at its ends is named before others, then the weightiest, then the first. -#}
{%- set link = ['left_record_key', 'right_record_key', 'rule_number', 'tier'] -%}
{%- set group = ['tier', 'is_of_strong_links', 'group_key'] -%}
with cut_links as (
    select * from {{ after_of(ref('int_links_judged')) }}
    where reject_reason = 'component_conflict'
),

torn_components as (
    select * from {{ after_of(ref('int_torn_components_closed')) }}
),

component_conflicts as (
    select * from {{ after_of(ref('int_component_conflicts_named')) }}
),

records as (
    select * from {{ ref('int_customer_records') }}
),

ranked_conflicts as materialized (
    select
        component_conflicts.*,
        row_number() over (
            partition by {{ columns_of('component_conflicts', group) }}
            order by
                case when component_conflicts.reason = 'steward_split' then 1 else 2 end asc,
                {{ binary_text('component_conflicts.reason') }} desc,
                {{ binary_text('component_conflicts.namespace') }} asc,
                component_conflicts.left_record_key asc,
                component_conflicts.right_record_key asc
        ) as conflict_rank
    from component_conflicts
),

grouped_links as materialized (
    select
        cut_links.left_record_key,
        cut_links.right_record_key,
        cut_links.rule_number,
        cut_links.tier,
        left_member.cluster_key as left_cluster_key,
        right_member.cluster_key as right_cluster_key,
        left_member.strong_group_key = right_member.strong_group_key as is_of_strong_links,
        case
            when left_member.strong_group_key = right_member.strong_group_key
                then left_member.strong_group_key
            else left_member.group_key
        end as group_key
    from cut_links
    inner join torn_components as left_member
        on
            cut_links.tier = left_member.tier
            and cut_links.left_record_key = left_member.record_key
    inner join torn_components as right_member
        on
            cut_links.tier = right_member.tier
            and cut_links.right_record_key = right_member.record_key
),

-- Of the conflicts that touch neither end the first will do.
conflicts_of_links as (
    {% for link_side in ['left', 'right'] -%}
        {% for conflict_side in ['left', 'right'] -%}
            select
                {{ columns_of('grouped_links', link) }},
                ranked_conflicts.conflict_rank,
                1 as is_at_end
            from grouped_links
            inner join ranked_conflicts
                on
                    {{ columns_equal('grouped_links', 'ranked_conflicts', group) }}
                    and grouped_links.{{ link_side }}_cluster_key
                    = ranked_conflicts.{{ conflict_side }}_cluster_key
            union all
        {% endfor -%}
    {% endfor -%}
    select
        {{ columns_of('grouped_links', link) }},
        ranked_conflicts.conflict_rank,
        0 as is_at_end
    from grouped_links
    inner join ranked_conflicts on {{ columns_equal('grouped_links', 'ranked_conflicts', group) }}
    where ranked_conflicts.conflict_rank = 1
),

conflicts_weighed as (
    select
        {{ link | join(', ') }},
        conflict_rank,
        sum(is_at_end) as count_ends
    from conflicts_of_links
    group by {{ link | join(', ') }}, conflict_rank
),

conflicts_chosen as (
    select
        conflicts_weighed.*,
        row_number() over (
            partition by {{ columns_of('conflicts_weighed', link) }}
            order by conflicts_weighed.count_ends desc, conflicts_weighed.conflict_rank asc
        ) as place
    from conflicts_weighed
),

cut_links_explained as (
    select
        {{ columns_of('grouped_links', link) }},
        cast(ranked_conflicts.namespace as varchar) as conflict_namespace,
        left_record.channel as conflict_left_channel,
        left_record.source_record_id as conflict_left_source_record_id,
        right_record.channel as conflict_right_channel,
        right_record.source_record_id as conflict_right_source_record_id
    from grouped_links
    inner join conflicts_chosen on {{ columns_equal('grouped_links', 'conflicts_chosen', link) }}
    inner join ranked_conflicts
        on
            {{ columns_equal('grouped_links', 'ranked_conflicts', group) }}
            and conflicts_chosen.conflict_rank = ranked_conflicts.conflict_rank
    inner join records as left_record
        on ranked_conflicts.left_record_key = left_record.record_key
    inner join records as right_record
        on ranked_conflicts.right_record_key = right_record.record_key
    where conflicts_chosen.place = 1
)

select * from cut_links_explained

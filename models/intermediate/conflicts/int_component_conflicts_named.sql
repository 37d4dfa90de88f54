{#- What the repair of components found in them (close_tier): pairs of records that contradict each
    other in a group, of strong links or of all. What one label holds has been decided before, and
    is no conflict (group_conflicts); of its records with one value the smallest is named. -#}
{%- set group = ['tier', 'is_of_strong_links', 'group_key'] -%}
with torn_components as (
    select * from {{ after_of(ref('int_torn_components_closed')) }}
),

unique_values as (
    select * from {{ ref('int_unique_values') }}
),

cannot_links as (
    select * from {{ ref('int_cannot_links') }}
),

group_members as materialized (
    {% for column in ['strong_group_key', 'group_key'] -%}
        select
            tier,
            {{ 'true' if loop.first else 'false' }} as is_of_strong_links,
            {{ column }} as group_key,
            record_key,
            label_key,
            cluster_key
        from torn_components
        {{ "union all" if not loop.last }}
    {% endfor -%}
),

values_held as materialized (
    select
        group_members.tier,
        group_members.is_of_strong_links,
        group_members.group_key,
        group_members.label_key,
        group_members.cluster_key,
        unique_values.namespace,
        unique_values.unique_value_key,
        min(group_members.record_key) as record_key
    from group_members
    inner join unique_values on group_members.record_key = unique_values.record_key
    group by
        group_members.tier,
        group_members.is_of_strong_links,
        group_members.group_key,
        group_members.label_key,
        group_members.cluster_key,
        unique_values.namespace,
        unique_values.unique_value_key
),

value_pairs as materialized (
    select
        left_value.tier,
        left_value.is_of_strong_links,
        left_value.group_key,
        left_value.namespace,
        least(left_value.unique_value_key, right_value.unique_value_key) as smaller_value_key,
        greatest(left_value.unique_value_key, right_value.unique_value_key) as larger_value_key,
        left_value.record_key as left_record_key,
        right_value.record_key as right_record_key,
        left_value.cluster_key as left_cluster_key,
        right_value.cluster_key as right_cluster_key,
        left_value.label_key = right_value.label_key as is_held
    from values_held as left_value
    inner join values_held as right_value
        on
            {{ columns_equal('left_value', 'right_value', group) }}
            and left_value.namespace = right_value.namespace
            and left_value.unique_value_key != right_value.unique_value_key
            and left_value.record_key < right_value.record_key
),

component_conflicts as (
    select
        value_pairs.tier,
        value_pairs.is_of_strong_links,
        value_pairs.group_key,
        value_pairs.namespace,
        {{ namespace_conflict('value_pairs.namespace') }} as reason,
        value_pairs.left_record_key,
        value_pairs.right_record_key,
        value_pairs.left_cluster_key,
        value_pairs.right_cluster_key
    from value_pairs
    left join value_pairs as held_pairs
        on
            {{ columns_equal('value_pairs', 'held_pairs', group) }}
            and value_pairs.namespace = held_pairs.namespace
            and value_pairs.smaller_value_key = held_pairs.smaller_value_key
            and value_pairs.larger_value_key = held_pairs.larger_value_key
            and held_pairs.is_held
    -- A miss: no label of the group holds both values.
    where held_pairs.group_key is null
    union all
    select
        left_member.tier,
        left_member.is_of_strong_links,
        left_member.group_key,
        cannot_links.reason as namespace,
        cannot_links.reason,
        cannot_links.left_record_key,
        cannot_links.right_record_key,
        left_member.cluster_key as left_cluster_key,
        right_member.cluster_key as right_cluster_key
    from cannot_links
    inner join group_members as left_member
        on cannot_links.left_record_key = left_member.record_key
    inner join group_members as right_member
        on
            cannot_links.right_record_key = right_member.record_key
            and {{ columns_equal('left_member', 'right_member', group) }}
            and left_member.label_key != right_member.label_key
    -- The exact tier knows stewards' splits alone.
    where left_member.tier != 'exact' or cannot_links.reason = 'steward_split'
)

select * from component_conflicts

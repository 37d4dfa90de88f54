{#- CTEs that say which groups of labels cannot be one person: in a namespace they hold two values that no single label
holds together, or a cannot-link parts two of them.

Reads the CTEs of `label_facts`.
Arguments:
    name: of the CTE that comes out
    members: relation or CTE with the group columns and the label column
    group_columns: what makes a group
    label: the label column of `members`
Emits CTEs ending in `<name>(<group columns>, reject_reason)`: the groups in conflict.
Use behind a comma in a `with`. -#}
{% macro group_conflicts(name, members, group_columns, label) -%}
    -- Few: the rest of the work is on these alone.
    {{ name }}_crowds as materialized (
        select
            {{ columns_of('members', group_columns) }},
            label_values.namespace
        from {{ members }} as members
        inner join label_values on members.{{ label }} = label_values.cluster_key
        group by {{ columns_of('members', group_columns) }}, label_values.namespace
        having min(label_values.unique_value_key) != max(label_values.unique_value_key)
    ),

    {{ name }}_crowd_labels as materialized (
        select distinct
            {{ columns_of('crowds', group_columns) }},
            crowds.namespace,
            members.{{ label }} as cluster_key
        from {{ name }}_crowds as crowds
        inner join {{ members }} as members on {{ columns_equal('crowds', 'members', group_columns) }}
    ),

    {{ name }}_crowd_values as materialized (
        select
            {{ columns_of('crowd_labels', group_columns) }},
            crowd_labels.namespace,
            crowd_labels.cluster_key,
            label_values.unique_value_key
        from {{ name }}_crowd_labels as crowd_labels
        inner join label_values
            on
                crowd_labels.cluster_key = label_values.cluster_key
                and crowd_labels.namespace = label_values.namespace
    ),

    {{ name }}_value_counts as (
        select
            {{ group_columns | join(', ') }},
            namespace,
            count(distinct unique_value_key) as count_values
        from {{ name }}_crowd_values
        group by {{ group_columns | join(', ') }}, namespace
    ),

    {{ name }}_held_pairs as (
        select distinct
            {{ columns_of('left_value', group_columns) }},
            left_value.namespace,
            left_value.unique_value_key as left_value_key,
            right_value.unique_value_key as right_value_key
        from {{ name }}_crowd_values as left_value
        inner join {{ name }}_crowd_values as right_value
            on
                {{ columns_equal('left_value', 'right_value', group_columns) }}
                and left_value.namespace = right_value.namespace
                and left_value.cluster_key = right_value.cluster_key
                and left_value.unique_value_key < right_value.unique_value_key
    ),

    {{ name }}_held_counts as (
        select
            {{ group_columns | join(', ') }},
            namespace,
            count(*) as count_held
        from {{ name }}_held_pairs
        group by {{ group_columns | join(', ') }}, namespace
    ),

    {{ name }}_half_parted as materialized (
        select
            {{ columns_of('members', group_columns) }},
            parted_labels.right_label,
            parted_labels.reason
        from parted_labels
        inner join {{ members }} as members on parted_labels.left_label = members.{{ label }}
    ),

    {{ name }}_reasons as (
        select
            {{ columns_of('value_counts', group_columns) }},
            {{ namespace_conflict('value_counts.namespace') }} as reason
        from {{ name }}_value_counts as value_counts
        -- A miss: no label holds two of the values.
        left join {{ name }}_held_counts as held_counts
            on
                {{ columns_equal('value_counts', 'held_counts', group_columns) }}
                and value_counts.namespace = held_counts.namespace
        where
            value_counts.count_values * (value_counts.count_values - 1)
            > 2 * coalesce(held_counts.count_held, 0)
        union all
        select
            {{ columns_of('half_parted', group_columns) }},
            half_parted.reason
        from {{ name }}_half_parted as half_parted
        inner join {{ members }} as members
            on
                {{ columns_equal('half_parted', 'members', group_columns) }}
                and half_parted.right_label = members.{{ label }}
    ),

    {{ name }} as materialized (
        select
            {{ group_columns | join(', ') }},
            {{ weightiest_conflict('reason') }} as reject_reason
        from {{ name }}_reasons
        group by {{ group_columns | join(', ') }}
    )
{%- endmacro %}

{% macro columns_of(relation, columns) -%}
    {% for column in columns %}{{ relation }}.{{ column }}{{ ', ' if not loop.last }}{% endfor %}
{%- endmacro %}

{% macro columns_equal(left, right, columns) -%}
    {% for column in columns %}{{ left }}.{{ column }} = {{ right }}.{{ column }}{{ ' and ' if not loop.last }}{% endfor %}
{%- endmacro %}

{#- What labels (clusters of the tier before) say against each other.

Reads CTEs `labels` (record_key, cluster_key), `unique_values` (record_key, namespace, unique_value_key) and
`cannot_links` (left_record_key, right_record_key, reason). Emits CTEs
`label_values(cluster_key, namespace, unique_value_key)`: what each label holds of what a person has once, and
`parted_labels(left_label, right_label, reason)`, left < right: two labels with a cannot-link between them.
Use behind a comma in a `with`. -#}
{% macro label_facts() -%}
    label_values as materialized (
        select distinct
            labels.cluster_key,
            unique_values.namespace,
            unique_values.unique_value_key
        from unique_values
        inner join labels on unique_values.record_key = labels.record_key
    ),

    half_parted_labels as materialized (
        select
            labels.cluster_key as left_label,
            cannot_links.right_record_key,
            cannot_links.reason
        from cannot_links
        inner join labels on cannot_links.left_record_key = labels.record_key
    ),

    parted_labels as materialized (
        select distinct
            least(half_parted_labels.left_label, labels.cluster_key) as left_label,
            greatest(half_parted_labels.left_label, labels.cluster_key) as right_label,
            half_parted_labels.reason
        from half_parted_labels
        inner join labels on half_parted_labels.right_record_key = labels.record_key
        where half_parted_labels.left_label != labels.cluster_key
    )
{%- endmacro %}

{#- CTEs that say which pairs of labels cannot be linked, whatever the rule: each has a value of a namespace that the
other has not, or a cannot-link parts them. What one label holds already is no conflict: it has been decided.

Reads CTEs `found_links` (left_label, right_label) and those of `label_facts`.
Emits CTEs ending in `label_conflicts(left_label, right_label, reject_reason)`, left < right. -#}
{% macro label_conflicts() -%}
    label_pairs as materialized (
        select distinct
            least(left_label, right_label) as left_label,
            greatest(left_label, right_label) as right_label
        from found_links
        where left_label != right_label
    ),

    half_compared_pairs as materialized (
        select
            label_pairs.left_label,
            label_pairs.right_label,
            label_values.namespace,
            label_values.unique_value_key
        from label_pairs
        inner join label_values on label_pairs.left_label = label_values.cluster_key
    ),

    -- Few: the rest of the work is on these alone.
    differing_pairs as materialized (
        select distinct
            half_compared_pairs.left_label,
            half_compared_pairs.right_label,
            half_compared_pairs.namespace
        from half_compared_pairs
        inner join label_values
            on
                half_compared_pairs.right_label = label_values.cluster_key
                and half_compared_pairs.namespace = label_values.namespace
        where half_compared_pairs.unique_value_key != label_values.unique_value_key
    ),

    side_values as (
        {% for side in ['left', 'right'] -%}
            select
                differing_pairs.left_label,
                differing_pairs.right_label,
                differing_pairs.namespace,
                label_values.unique_value_key,
                {{ 1 if side == 'left' else -1 }} as side
            from differing_pairs
            inner join label_values
                on
                    differing_pairs.{{ side }}_label = label_values.cluster_key
                    and differing_pairs.namespace = label_values.namespace
            {{ "union all" if not loop.last }}
        {% endfor -%}
    ),

    -- 1: the left label alone has the value; -1: the right one alone; 0: both.
    value_sides as (
        select
            left_label,
            right_label,
            namespace,
            sum(side) as side
        from side_values
        group by left_label, right_label, namespace, unique_value_key
    ),

    pair_conflicts as (
        select
            left_label,
            right_label,
            {{ namespace_conflict('namespace') }} as reason
        from value_sides
        group by left_label, right_label, namespace
        having max(side) = 1 and min(side) = -1
        union all
        select
            left_label,
            right_label,
            reason
        from parted_labels
    ),

    label_conflicts as materialized (
        select
            left_label,
            right_label,
            {{ weightiest_conflict('reason') }} as reject_reason
        from pair_conflicts
        group by left_label, right_label
    )
{%- endmacro %}

{#- The reject reason of two values in a namespace: 'person_ci' → two_person_ci, 'member_no:plus' → two_member_no. -#}
{% macro namespace_conflict(namespace) -%}
    'two_' || split_part({{ namespace }}, ':', 1)
{%- endmacro %}

{#- One reason of several, under a group by: a steward's word first, then what a person has once, then what names and
birth dates say. -#}
{% macro weightiest_conflict(reason) -%}
    coalesce(
        max(case when {{ reason }} = 'steward_split' then {{ reason }} end),
        max({{ binary_text(reason) }})
    )
{%- endmacro %}

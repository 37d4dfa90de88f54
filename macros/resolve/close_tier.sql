{#- CTEs that close the candidate links of one tier over the clusters of the tier before.

Reads CTEs `candidate_links` and `labels`. A component that would unite two values of a unique attribute is not made:
all links of this tier in it drop, and its records keep the clusters they had.
Emits CTEs ending in `clusters(record_key, cluster_key, first_/last_ person_ci and member_no)`: one row per record;
cluster_key is the smallest record_key in the cluster. Use behind a comma in a `with`. -#}
{% macro close_tier() -%}
    cluster_pairs as (
        select distinct
            left_label as left_node,
            right_label as right_node
        from candidate_links
        where reject_reason is null and left_label != right_label
    ),

    {{ connected_components('cluster_pairs') }},

    label_values as (
        select distinct
            cluster_key,
            first_person_ci,
            last_person_ci,
            first_member_no,
            last_member_no
        from labels
    ),

    component_values as (
        select
            components.component,
            min({{ binary_text('label_values.first_person_ci') }}) as first_person_ci,
            max({{ binary_text('label_values.last_person_ci') }}) as last_person_ci,
            min({{ binary_text('label_values.first_member_no') }}) as first_member_no,
            max({{ binary_text('label_values.last_member_no') }}) as last_member_no
        from components
        inner join label_values on components.node = label_values.cluster_key
        group by components.component
    ),

    components_kept as (
        select
            component,
            first_person_ci,
            last_person_ci,
            first_member_no,
            last_member_no
        from component_values
        where
            case
                {{ unique_value_verdicts('component_values', 'component_values') }}
            end is null
    ),

    clusters as (
        select
            labels.record_key,
            coalesce(components_kept.component, labels.cluster_key) as cluster_key,
            case
                when components_kept.component is null then labels.first_person_ci else components_kept.first_person_ci
            end as first_person_ci,
            case
                when components_kept.component is null then labels.last_person_ci else components_kept.last_person_ci
            end as last_person_ci,
            case
                when components_kept.component is null then labels.first_member_no else components_kept.first_member_no
            end as first_member_no,
            case
                when components_kept.component is null then labels.last_member_no else components_kept.last_member_no
            end as last_member_no
        from labels
        -- A miss: the label has no link to another one in this tier, or its links were dropped.
        left join components on labels.cluster_key = components.node
        left join components_kept on components.component = components_kept.component
    )
{%- endmacro %}

{#- CTEs that close the candidate links of one tier over the clusters of the tier before.

Reads CTEs `candidate_links` (left_label, right_label, evidence, reject_reason), `labels` (record_key, cluster_key),
`unique_values` and `cannot_links` (see label_facts). A component that holds what one person cannot (see
group_conflicts) is closed again with those of its links alone whose evidence is at least var strong_evidence; what
then still conflicts loses all its links of this tier, and its records keep the clusters they had. No step looks at
the order of links.
Emits CTEs ending in `clusters(record_key, cluster_key, component_key)`: one row per record; cluster_key is the smallest
record_key in the cluster, component_key that of all records which candidate links join, whether they count or not: what
changes in a record can change clusters in its component alone. Use behind a comma in a `with`. -#}
{% macro close_tier() -%}
    label_links as materialized (
        select
            left_label,
            right_label,
            max(evidence) as evidence
        from candidate_links
        where reject_reason is null and left_label != right_label
        group by left_label, right_label
    ),

    {{ connected_components('label_links', 'left_label', 'right_label') }},

    {{ label_facts() }},

    {{ group_conflicts('component_conflicts', 'components', ['component'], 'node') }},

    strong_links as materialized (
        select
            label_links.left_label,
            label_links.right_label
        from label_links
        inner join components on label_links.left_label = components.node
        inner join component_conflicts on components.component = component_conflicts.component
        where label_links.evidence >= {{ var('strong_evidence') }}
    ),

    {{ connected_components('strong_links', 'left_label', 'right_label', prefix='strong_') }},

    {{ group_conflicts('strong_conflicts', 'strong_components', ['component'], 'node') }},

    {#- A component in conflict keeps the parts that strong links make of it, where these do not conflict. #}
    components_kept as (
        select
            components.node,
            components.component
        from components
        left join component_conflicts on components.component = component_conflicts.component
        -- A miss: no conflict.
        where component_conflicts.component is null
        union all
        select
            strong_components.node,
            strong_components.component
        from strong_components
        left join strong_conflicts on strong_components.component = strong_conflicts.component
        -- A miss: no conflict is left.
        where strong_conflicts.component is null
    ),

    {#- Refused links are few: they are closed over the components of the others. #}
    refused_links as materialized (
        select
            coalesce(left_component.component, candidate_links.left_label) as left_component,
            coalesce(right_component.component, candidate_links.right_label) as right_component
        from candidate_links
        -- A miss: the label has no link that counts.
        left join components as left_component on candidate_links.left_label = left_component.node
        left join components as right_component on candidate_links.right_label = right_component.node
        where candidate_links.reject_reason is not null
    ),

    {{ connected_components('refused_links', 'left_component', 'right_component', prefix='refused_') }},

    component_labels as (
        select
            components.node,
            coalesce(refused_components.component, components.component) as component
        from components
        -- A miss: no refused link leads out of the component.
        left join refused_components on components.component = refused_components.node
    ),

    clusters as (
        select
            labels.record_key,
            coalesce(components_kept.component, labels.cluster_key) as cluster_key,
            coalesce(
                component_labels.component, refused_components.component, labels.cluster_key
            ) as component_key
        from labels
        -- A miss: the label has no link to another one in this tier, or its links were dropped.
        left join components_kept on labels.cluster_key = components_kept.node
        -- A miss: the label has no link that counts to another one; of both, it has none at all.
        left join component_labels on labels.cluster_key = component_labels.node
        left join refused_components on labels.cluster_key = refused_components.node
    )
{%- endmacro %}

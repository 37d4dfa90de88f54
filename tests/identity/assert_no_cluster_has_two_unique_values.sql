-- Law: no cluster of any tier has two values of what a person has once (person CI, membership of
-- a programme, verified account of a channel), unless a steward joined records that have them.
with unique_values as (
    select * from {{ ref('int_unique_values') }}
),

steward_labels as (
    select * from {{ ref('int_records_labelled') }}
),

{% for tier in match_tiers() -%}
    {{ tier }}_clusters as (
        select * from {{ ref('int_clusters_' ~ tier) }}
    ),

{% endfor -%}
cluster_values as (
    {% for tier in match_tiers() -%}
        select
            '{{ tier }}' as tier,
            clusters.cluster_key,
            steward_labels.cluster_key as steward_label,
            unique_values.namespace,
            unique_values.unique_value_key
        from unique_values
        inner join {{ tier }}_clusters as clusters
            on unique_values.record_key = clusters.record_key
        inner join steward_labels on unique_values.record_key = steward_labels.record_key
        {{ "union all" if not loop.last }}
    {% endfor %}
),

crowds as (
    select
        tier,
        cluster_key,
        namespace
    from cluster_values
    group by tier, cluster_key, namespace
    having min(unique_value_key) != max(unique_value_key)
),

crowd_values as (
    select cluster_values.*
    from cluster_values
    inner join crowds
        on
            cluster_values.tier = crowds.tier
            and cluster_values.cluster_key = crowds.cluster_key
            and cluster_values.namespace = crowds.namespace
),

value_pairs as (
    select
        left_value.tier,
        left_value.cluster_key,
        left_value.namespace,
        left_value.unique_value_key as left_value_key,
        right_value.unique_value_key as right_value_key,
        max(case when left_value.steward_label = right_value.steward_label then 1 else 0 end)
            as has_steward
    from crowd_values as left_value
    inner join crowd_values as right_value
        on
            left_value.tier = right_value.tier
            and left_value.cluster_key = right_value.cluster_key
            and left_value.namespace = right_value.namespace
            and left_value.unique_value_key < right_value.unique_value_key
    group by
        left_value.tier,
        left_value.cluster_key,
        left_value.namespace,
        left_value.unique_value_key,
        right_value.unique_value_key
)

select * from value_pairs
where has_steward = 0

-- Law: in every tier the records of an always-link that binds are in one cluster, and those of a
-- never-link that binds in two.
with decisions as (
    select * from {{ ref('int_steward_decisions_judged') }}
    where decision_state = 'binds'
),

{% for tier in match_tiers() -%}
    {{ tier }}_clusters as (
        select * from {{ ref('int_clusters_' ~ tier) }}
    ),

{% endfor -%}
breaches as (
    {% for tier in match_tiers() -%}
        select
            '{{ tier }}' as tier,
            decisions.decision_id,
            decisions.decision,
            left_cluster.cluster_key as left_cluster_key,
            right_cluster.cluster_key as right_cluster_key
        from decisions
        inner join {{ tier }}_clusters as left_cluster
            on decisions.left_record_key = left_cluster.record_key
        inner join {{ tier }}_clusters as right_cluster
            on decisions.right_record_key = right_cluster.record_key
        where
            (left_cluster.cluster_key = right_cluster.cluster_key)
            != (decisions.decision = 'always_link')
        {{ "union all" if not loop.last }}
    {% endfor %}
)

select * from breaches

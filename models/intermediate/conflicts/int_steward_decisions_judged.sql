{#- Which decisions bind. Never wins over always: an always-link of a pair that must never link
    gives way, and where always-links join the ends of such a pair over other records, all of that
    group give way, in whatever order they were made, until a steward says which one is wrong. -#}
with decisions as (
    select * from {{ ref('stg_stewardship__steward_decisions') }}
    where row_state = 'accepted' and is_in_force
),

records as (
    select * from {{ ref('int_customer_records') }}
),

pairs as (
    select
        decisions.decision_id,
        decisions.decision,
        least(decisions.left_record_key, decisions.right_record_key) as left_record_key,
        greatest(decisions.left_record_key, decisions.right_record_key) as right_record_key,
        left_record.record_key is not null and right_record.record_key is not null as has_records
    from decisions
    -- A miss: there is no such record, or no longer.
    left join records as left_record on decisions.left_record_key = left_record.record_key
    left join records as right_record on decisions.right_record_key = right_record.record_key
),

never_pairs as (
    select distinct
        left_record_key,
        right_record_key
    from pairs
    where decision = 'never_link' and has_records
),

always_pairs as materialized (
    select
        pairs.decision_id,
        pairs.left_record_key,
        pairs.right_record_key
    from pairs
    -- A miss: no decision says the opposite of this pair.
    left join never_pairs
        on
            pairs.left_record_key = never_pairs.left_record_key
            and pairs.right_record_key = never_pairs.right_record_key
    where
        pairs.decision = 'always_link'
        and pairs.has_records
        and never_pairs.left_record_key is null
),

{{ connected_components('always_pairs', 'left_record_key', 'right_record_key') }},

torn_components as (
    select distinct left_component.component
    from never_pairs
    inner join components as left_component
        on never_pairs.left_record_key = left_component.node
    inner join components as right_component
        on never_pairs.right_record_key = right_component.node
    where left_component.component = right_component.component
),

decisions_judged as (
    select
        pairs.decision_id,
        pairs.decision,
        case
            when not pairs.has_records then 'record_missing'
            when pairs.decision = 'never_link' then 'binds'
            when always_pairs.decision_id is null or torn_components.component is not null
                then 'contradicted'
            else 'binds'
        end as decision_state,
        pairs.left_record_key,
        pairs.right_record_key,
        case
            when always_pairs.decision_id is not null and torn_components.component is null
                then components.component
        end as cluster_key
    from pairs
    -- Misses: the decision is no always-link, or gives way.
    left join always_pairs on pairs.decision_id = always_pairs.decision_id
    left join components on always_pairs.left_record_key = components.node
    left join torn_components on components.component = torn_components.component
)

select * from decisions_judged

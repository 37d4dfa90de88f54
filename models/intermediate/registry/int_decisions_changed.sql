{#- Stewards' decisions that count from this run on (started) or no longer (ended), since the
    last run. -#}
with decisions as (
    select * from {{ ref('stg_stewardship__steward_decisions') }}
    where row_state = 'accepted' and is_in_force
),

registry as (
    select * from {{ ref('stg_registry__decisions') }}
),

in_force as (
    select
        {{ decision_key() }} as decision_key,
        decision_id,
        decision,
        left_record_key,
        right_record_key
    from decisions
),

last_events as (
    select
        decision_key,
        max(run_number) as run_number
    from registry
    group by decision_key
),

counted_before as (
    select
        registry.decision_key,
        registry.decision_id,
        registry.decision,
        registry.left_record_key,
        registry.right_record_key
    from registry
    inner join last_events
        on
            registry.decision_key = last_events.decision_key
            and registry.run_number = last_events.run_number
    where registry.event = 'started'
),

-- A miss on the one side is the event.
decision_events as (
    select
        in_force.decision_key,
        in_force.decision_id,
        in_force.decision,
        'started' as event,
        in_force.left_record_key,
        in_force.right_record_key
    from in_force
    left join counted_before on in_force.decision_key = counted_before.decision_key
    where counted_before.decision_key is null
    union all
    select
        counted_before.decision_key,
        counted_before.decision_id,
        counted_before.decision,
        'ended' as event,
        counted_before.left_record_key,
        counted_before.right_record_key
    from counted_before
    left join in_force on counted_before.decision_key = in_force.decision_key
    where in_force.decision_key is null
)

select * from decision_events

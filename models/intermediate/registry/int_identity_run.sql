{#- This run beside the last one that the registry logged. One row. -#}
with runs as (
    select * from {{ ref('stg_registry__identity_runs') }}
),

registry as (
    select * from {{ ref('stg_registry__customer_ids') }}
),

policy_version as (
    select * from {{ ref('int_policy_version') }}
),

decisions as (
    select * from {{ ref('stg_stewardship__steward_decisions') }}
    where row_state = 'accepted' and is_in_force
),

last_run as (
    select
        coalesce(max(run_number), 0) as run_number,
        max(as_of) as as_of
    from runs
),

ids_given as (
    select coalesce(max(customer_number), 0) as last_customer_number
    from registry
),

decision_hashes as (
    select {{ decision_key() }} as decision_hash
    from decisions
),

-- Sums do not care about the order of rows.
decisions_hashed as (
    select
        cast({{ md5_hex(
            "cast(count(*) as varchar) || ':' || coalesce(cast(sum(decision_hash) as varchar), '')"
        ) }} as varchar) as decisions_hash
    from decision_hashes
),

identity_run as (
    select
        last_run.run_number + 1 as run_number,
        {{ as_of() }} as as_of,
        policy_version.policy_version,
        decisions_hashed.decisions_hash,
        runs.policy_version as previous_policy_version,
        ids_given.last_customer_number,
        runs.run_number is not null
        and coalesce(runs.policy_version, '') != policy_version.policy_version as is_policy_changed,
        coalesce(last_run.as_of <= {{ as_of() }}, true) as is_latest
    from last_run
    cross join ids_given
    cross join policy_version
    cross join decisions_hashed
    -- A miss: the registry has logged no run yet.
    left join runs on last_run.run_number = runs.run_number
)

select * from identity_run

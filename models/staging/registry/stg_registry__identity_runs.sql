{#- The runs that the registry has logged. -#}
with

runs as (
    select * from {{ source('registry', 'identity_runs') }}
),

identity_runs as (
    select
        run_number,
        as_of,
        policy_version,
        decisions_hash,
        count_records,
        count_customers
    from runs
)

select * from identity_runs

{#- Customers that an incremental build describes anew: those that it puts together anew, and those
    who have had a birthday since the last run. Empty where everything is built. -#}
with customers_touched as (
    select * from {{ ref('int_customers_touched') }}
),

customer_master as (
    select
        customer_id,
        birth_date
    from {{ ref('customer_master') }}
    where {{ is_incremental_build() | lower }}
),

this_run as (
    select * from {{ ref('int_identity_run') }}
),

runs as (
    select * from {{ ref('stg_registry__identity_runs') }}
),

-- This run may have been logged by now.
last_run as (
    select max(runs.as_of) as as_of
    from runs
    inner join this_run on runs.run_number < this_run.run_number
),

birthdays as (
    select customer_master.customer_id
    from customer_master
    cross join last_run
    where
        {{ age_in_years('customer_master.birth_date') }}
        != {{ age_in_years('customer_master.birth_date', 'last_run.as_of') }}
),

touched_customers as (
    select customer_id
    from customers_touched
    union
    select customer_id
    from birthdays
)

select * from touched_customers

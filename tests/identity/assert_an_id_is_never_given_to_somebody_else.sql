-- Law: who gets an id that was given before shares a record with those who had it: the id is
-- never given to others, through all runs that the registry has logged.
with periods as (
    select * from {{ ref('int_customer_id_periods') }}
),

first_runs as (
    select
        customer_number,
        min(from_run_number) as run_number
    from periods
    group by customer_number
),

given_again as (
    select distinct
        periods.customer_number,
        periods.from_run_number as run_number
    from periods
    inner join first_runs on periods.customer_number = first_runs.customer_number
    where periods.from_run_number > first_runs.run_number
),

-- Records that had the id before that run and have it after it.
kept as (
    select distinct
        given_again.customer_number,
        given_again.run_number
    from given_again
    inner join periods as earlier
        on
            given_again.customer_number = earlier.customer_number
            and given_again.run_number > earlier.from_run_number
    inner join periods as later
        on
            earlier.record_key = later.record_key
            and earlier.customer_number = later.customer_number
    where
        later.from_run_number <= given_again.run_number
        and (later.to_run_number is null or later.to_run_number > given_again.run_number)
)

select
    given_again.customer_number,
    given_again.run_number
from given_again
left join kept
    on
        given_again.customer_number = kept.customer_number
        and given_again.run_number = kept.run_number
-- A miss: nobody who had the id carries it on.
where kept.customer_number is null

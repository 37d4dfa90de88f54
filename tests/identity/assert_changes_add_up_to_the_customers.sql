-- Law: run by run, who is new or back less who merged or ended is how many customers there are
-- more or fewer: identity_changes misses nobody and names nobody twice.
with changes as (
    select * from {{ ref('identity_changes') }}
),

runs as (
    select * from {{ ref('int_identity_runs_registered') }}
),

balances as (
    select
        run_number,
        sum(
            case
                when kind in ('created', 'split', 'returned') then 1
                when kind in ('merged', 'retired') then -1
                else 0
            end
        ) as balance
    from changes
    group by run_number
)

select
    runs.run_number,
    previous_runs.count_customers as count_customers_before,
    runs.count_customers,
    balances.balance
from runs
left join runs as previous_runs on runs.run_number = previous_runs.run_number + 1
-- A miss: no id changed in the run.
left join balances on runs.run_number = balances.run_number
where
    -- Runs of version 0.1.0 kept no counts.
    runs.count_customers is not null
    and (runs.run_number = 1 or previous_runs.count_customers is not null)
    and runs.count_customers
    != coalesce(previous_runs.count_customers, 0) + coalesce(balances.balance, 0)

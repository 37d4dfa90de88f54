-- Law: before the registry appends, no cause changes a larger share of customer ids than its
-- budget in var churn_budget, and nothing changes without a cause.
with churn as (
    select * from {{ ref('int_churn_measured') }}
),

-- A look at the past registers nothing, so it may see what it likes.
identity_run as (
    select is_latest
    from {{ ref('int_identity_run') }}
)

select
    churn.cause,
    churn.count_customers_before,
    churn.count_customers_affected,
    churn.share_affected,
    churn.budget,
    {{ churn_message() }} as finding
from churn
cross join identity_run
where churn.is_over_budget and identity_run.is_latest

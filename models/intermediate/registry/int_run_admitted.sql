{#- This run, if the registry may log it; otherwise no row, and nothing is appended. It may
    not look at the past, and no cause may change more customer ids than its budget. -#}
with identity_run as (
    select * from {{ ref('int_identity_run') }}
),

churn as (
    select * from {{ ref('int_churn_measured') }}
),

over_budget as (
    select count(*) as count_causes
    from churn
    where is_over_budget
),

admitted_run as (
    select
        identity_run.run_number,
        identity_run.as_of,
        identity_run.policy_version,
        identity_run.decisions_hash
    from identity_run
    cross join over_budget
    where identity_run.is_latest and over_budget.count_causes = 0
)

select * from admitted_run

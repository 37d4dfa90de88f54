-- Accepted entries, the ledger and the balances agree: no merge loses or doubles a point.
with

accepted as (
    select
        count(*) as count_entries,
        coalesce(sum(points), 0) as points
    from {{ ref('stg_membership__points_ledger') }}
    where row_state = 'accepted'
),

ledger as (
    select
        count(*) as count_entries,
        coalesce(sum(points), 0) as points,
        coalesce(sum(case when customer_id is not null then points end), 0) as points_of_customers
    from {{ ref('points_ledger') }}
),

balances as (
    select coalesce(sum(points_balance), 0) as points_of_customers
    from {{ ref('customer_loyalty') }}
),

compared as (
    select
        accepted.count_entries as count_accepted,
        ledger.count_entries as count_ledger,
        accepted.points as points_accepted,
        ledger.points as points_ledger,
        ledger.points_of_customers,
        balances.points_of_customers as points_of_balances
    from accepted
    cross join ledger
    cross join balances
)

select * from compared
where
    count_accepted <> count_ledger
    or points_accepted <> points_ledger
    or points_of_customers <> points_of_balances

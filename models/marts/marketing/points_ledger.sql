with

points_entries as (
    select * from {{ ref('int_points_entries_keyed') }}
),

points_ledger as (
    select
        entry_id,
        customer_id,
        entry_type,
        reference,
        points,
        entry_at,
        expires_on as expires_date
    from points_entries
)

select * from points_ledger

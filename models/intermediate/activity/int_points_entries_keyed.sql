{{ config(materialized='view') }}

with

points_ledger as (
    select * from {{ ref('stg_membership__points_ledger') }}
    where row_state = 'accepted'
),

identity_map as (
    select * from {{ ref('customer_identity_map') }}
    where channel = 'membership'
),

-- A miss: the membership is closed or quarantined. The entry stays, with no customer.
points_entries as (
    select
        points_ledger.entry_id,
        identity_map.customer_id,
        points_ledger.entry_type,
        points_ledger.reference,
        points_ledger.points,
        points_ledger.entry_at,
        points_ledger.expires_on
    from points_ledger
    left join identity_map on points_ledger.member_no = identity_map.source_record_id
)

select * from points_entries

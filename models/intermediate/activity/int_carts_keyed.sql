{{ config(materialized='view') }}

with

carts as (
    select * from {{ ref('stg_online_shop__carts') }}
    where row_state = 'accepted'
),

identity_map as (
    select * from {{ ref('customer_identity_map') }}
    where channel = 'online_shop'
),

-- A miss: nobody was logged in, or the account is deleted or quarantined.
keyed_carts as (
    select
        carts.cart_id,
        carts.product_id,
        identity_map.customer_id,
        carts.category,
        carts.status,
        carts.quantity,
        carts.updated_at
    from carts
    left join identity_map on carts.account_id = identity_map.source_record_id
)

select * from keyed_carts

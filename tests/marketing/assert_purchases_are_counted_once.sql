-- Every accepted order and receipt is one row of purchases, and no row is of anything else.
with

accepted as (
    select 'store_crm:' || receipt_no as purchase_id
    from {{ ref('stg_store_crm__receipts') }}
    where row_state = 'accepted'

    union all

    select 'online_shop:' || order_id as purchase_id
    from {{ ref('stg_online_shop__orders') }}
    where row_state = 'accepted'
),

counted as (
    select
        purchase_id,
        1 as count_accepted,
        0 as count_purchases
    from accepted

    union all

    select
        purchase_id,
        0 as count_accepted,
        1 as count_purchases
    from {{ ref('purchases') }}
),

miscounted as (
    select
        purchase_id,
        sum(count_accepted) as count_accepted,
        sum(count_purchases) as count_purchases
    from counted
    group by purchase_id
    having sum(count_accepted) <> 1 or sum(count_purchases) <> 1
)

select * from miscounted

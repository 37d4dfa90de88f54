with

receipt_lines as (
    select * from {{ ref('int_receipt_lines_checked') }}
    where row_state = 'accepted'
),

order_lines as (
    select * from {{ ref('int_order_lines_checked') }}
    where row_state = 'accepted'
),

purchases as (
    select * from {{ ref('int_purchases_unioned') }}
),

unioned as (
    select
        'store_crm:' || receipt_no as purchase_id,
        line_no,
        original_line_no,
        product_code as product_id,
        category,
        quantity,
        unit_price,
        amount,
        -- An exchange sells a piece on the receipt that takes another back.
        original_line_no is not null or quantity < 0 as is_return,
        cast(null as timestamp) as line_at
    from receipt_lines

    union all

    select
        'online_shop:' || order_id as purchase_id,
        line_no,
        returned_line_no as original_line_no,
        product_id,
        category,
        quantity,
        unit_price,
        amount,
        line_type = 'return' as is_return,
        line_at
    from order_lines
),

lines as (
    select
        unioned.purchase_id,
        unioned.line_no,
        case
            when unioned.is_return
                then coalesce(purchases.original_purchase_id, unioned.purchase_id)
        end as original_purchase_id,
        unioned.original_line_no,
        purchases.channel,
        purchases.order_id,
        purchases.customer_id,
        purchases.currency,
        purchases.status,
        unioned.product_id,
        unioned.category,
        unioned.quantity,
        unioned.unit_price,
        unioned.amount,
        unioned.is_return,
        purchases.purchased_at,
        coalesce(unioned.line_at, purchases.purchased_at) as line_at
    from unioned
    inner join purchases on unioned.purchase_id = purchases.purchase_id
)

select * from lines

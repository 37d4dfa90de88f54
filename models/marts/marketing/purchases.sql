with

netted_purchases as (
    select * from {{ ref('int_purchases_netted') }}
),

purchases as (
    select
        purchase_id,
        channel,
        sales_channel,
        order_id,
        customer_id,
        customer_match,
        store_code,
        currency,
        status,
        source_status,
        gross_amount,
        returned_amount,
        cancelled_amount,
        net_amount,
        count_lines,
        count_units,
        count_returned_units,
        is_guest,
        is_effective,
        purchased_at,
        last_returned_at
    from netted_purchases
)

select * from purchases

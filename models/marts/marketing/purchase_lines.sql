with

netted_lines as (
    select * from {{ ref('int_purchase_lines_netted') }}
),

purchase_lines as (
    select
        purchase_line_id,
        purchase_id,
        channel,
        order_id,
        line_no,
        customer_id,
        product_id,
        category,
        currency,
        sold_quantity,
        returned_quantity,
        net_quantity,
        unit_price,
        gross_amount,
        returned_amount,
        cancelled_amount,
        net_amount,
        cast(count_return_lines as bigint) as count_return_lines,
        is_cancelled,
        is_unmatched_return,
        purchased_at,
        last_returned_at
    from netted_lines
)

select * from purchase_lines

with

purchases as (
    select * from {{ ref('int_purchases_unioned') }}
),

purchase_lines as (
    select * from {{ ref('int_purchase_lines_netted') }}
),

line_sums as (
    select
        purchase_id,
        sum(sold_quantity) as count_units,
        sum(returned_quantity) as count_returned_units,
        sum(net_quantity) as count_net_units,
        sum(gross_amount) as gross_amount,
        sum(returned_amount) as returned_amount,
        sum(cancelled_amount) as cancelled_amount,
        sum(net_amount) as net_amount,
        count(*) as count_lines,
        max(last_returned_at) as last_returned_at
    from purchase_lines
    group by purchase_id
),

-- A miss: the receipt takes back what others sold, or none of its lines is accepted.
netted_purchases as (
    select
        purchases.purchase_id,
        purchases.channel,
        purchases.sales_channel,
        purchases.order_id,
        purchases.original_purchase_id,
        purchases.customer_id,
        purchases.customer_match,
        purchases.store_code,
        purchases.currency,
        purchases.status,
        purchases.source_status,
        cast(coalesce(line_sums.gross_amount, 0) as numeric(18, 2)) as gross_amount,
        cast(coalesce(line_sums.returned_amount, 0) as numeric(18, 2)) as returned_amount,
        cast(coalesce(line_sums.cancelled_amount, 0) as numeric(18, 2)) as cancelled_amount,
        cast(coalesce(line_sums.net_amount, 0) as numeric(18, 2)) as net_amount,
        cast(coalesce(line_sums.count_lines, 0) as bigint) as count_lines,
        cast(coalesce(line_sums.count_units, 0) as bigint) as count_units,
        cast(coalesce(line_sums.count_returned_units, 0) as bigint) as count_returned_units,
        purchases.customer_match = 'guest' as is_guest,
        purchases.status = 'completed' and coalesce(line_sums.count_net_units, 0) > 0
            as is_effective,
        purchases.purchased_at,
        line_sums.last_returned_at
    from purchases
    left join line_sums on purchases.purchase_id = line_sums.purchase_id
)

select * from netted_purchases

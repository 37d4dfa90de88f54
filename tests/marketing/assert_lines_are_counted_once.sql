-- Every accepted line is sold, netted or an unmatched return: lines, pieces and money agree, per
-- channel and currency.
with

purchases as (
    select * from {{ ref('purchases') }}
),

accepted as (
    select
        'store_crm:' || receipt_no as purchase_id,
        quantity,
        amount
    from {{ ref('int_receipt_lines_checked') }}
    where row_state = 'accepted'

    union all

    select
        'online_shop:' || order_id as purchase_id,
        quantity,
        amount
    from {{ ref('int_order_lines_checked') }}
    where row_state = 'accepted'
),

layers as (
    select
        'accepted lines' as layer,
        purchases.channel,
        purchases.currency,
        count(*) as count_lines,
        sum(accepted.quantity) as quantity,
        sum(accepted.amount) as amount
    from accepted
    inner join purchases on accepted.purchase_id = purchases.purchase_id
    group by purchases.channel, purchases.currency

    union all

    select
        'purchase_lines' as layer,
        channel,
        currency,
        sum(count_return_lines + case when is_unmatched_return then 0 else 1 end) as count_lines,
        sum(sold_quantity - returned_quantity) as quantity,
        sum(net_amount + cancelled_amount) as amount
    from {{ ref('purchase_lines') }}
    group by channel, currency

    union all

    select
        'purchases' as layer,
        channel,
        currency,
        cast(null as bigint) as count_lines,
        sum(count_units - count_returned_units) as quantity,
        sum(net_amount + cancelled_amount) as amount
    from purchases
    group by channel, currency
),

disagreeing as (
    select
        channel,
        currency,
        count(*) as count_layers,
        min(count_lines) as min_count_lines,
        max(count_lines) as max_count_lines,
        min(quantity) as min_quantity,
        max(quantity) as max_quantity,
        min(amount) as min_amount,
        max(amount) as max_amount
    from layers
    -- A purchase without an accepted line has a currency too, and nothing to add up.
    where quantity <> 0 or amount <> 0 or count_lines > 0
    group by channel, currency
    having
        count(*) <> 3
        or min(count_lines) <> max(count_lines)
        or min(quantity) <> max(quantity)
        or min(amount) <> max(amount)
)

select * from disagreeing

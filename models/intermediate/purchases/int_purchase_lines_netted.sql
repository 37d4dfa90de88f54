with

lines as (
    select * from {{ ref('int_purchase_lines_unioned') }}
),

sold_lines as (
    select * from lines
    where not is_return
),

-- A miss: the line given back was never sold, not accepted, or sold in another currency.
returns_matched as (
    select
        return_lines.*,
        sold_lines.purchase_id is not null as is_matched
    from lines as return_lines
    left join sold_lines
        on
            return_lines.original_purchase_id = sold_lines.purchase_id
            and return_lines.original_line_no = sold_lines.line_no
            and return_lines.currency = sold_lines.currency
    where return_lines.is_return
),

returns_by_line as (
    select
        original_purchase_id,
        original_line_no,
        sum(quantity) as quantity,
        sum(amount) as amount,
        count(*) as count_return_lines,
        max(line_at) as last_returned_at
    from returns_matched
    where is_matched
    group by original_purchase_id, original_line_no
),

-- A miss: nothing of the line was given back.
original_lines as (
    select
        sold_lines.*,
        sold_lines.quantity as sold_quantity,
        -coalesce(returns_by_line.quantity, 0) as returned_quantity,
        sold_lines.amount as gross_amount,
        -coalesce(returns_by_line.amount, 0) as returned_amount,
        coalesce(returns_by_line.count_return_lines, 0) as count_return_lines,
        returns_by_line.last_returned_at
    from sold_lines
    left join returns_by_line
        on
            sold_lines.purchase_id = returns_by_line.original_purchase_id
            and sold_lines.line_no = returns_by_line.original_line_no

    union all

    select
        {% for column in [
            'purchase_id', 'line_no', 'original_purchase_id', 'original_line_no', 'channel', 'order_id',
            'customer_id', 'currency', 'status', 'product_id', 'category', 'quantity', 'unit_price',
            'amount', 'is_return', 'purchased_at', 'line_at',
        ] %}
            {{ column }},
        {% endfor %}
        0 as sold_quantity,
        -quantity as returned_quantity,
        0 as gross_amount,
        -amount as returned_amount,
        1 as count_return_lines,
        line_at as last_returned_at
    from returns_matched
    where not is_matched
),

netted_lines as (
    select
        purchase_id || ':' || line_no as purchase_line_id,
        purchase_id,
        channel,
        order_id,
        line_no,
        customer_id,
        product_id,
        category,
        currency,
        cast(sold_quantity as bigint) as sold_quantity,
        cast(returned_quantity as bigint) as returned_quantity,
        cast(
            case when status = 'cancelled' then 0 else sold_quantity - returned_quantity end
            as bigint
        ) as net_quantity,
        unit_price,
        cast(gross_amount as numeric(18, 2)) as gross_amount,
        cast(returned_amount as numeric(18, 2)) as returned_amount,
        -- What a cancelled purchase had left: it never came in.
        cast(
            case when status = 'cancelled' then gross_amount - returned_amount else 0 end
            as numeric(18, 2)
        ) as cancelled_amount,
        cast(
            case when status = 'cancelled' then 0 else gross_amount - returned_amount end
            as numeric(18, 2)
        ) as net_amount,
        count_return_lines,
        status = 'cancelled' as is_cancelled,
        is_return as is_unmatched_return,
        purchased_at,
        last_returned_at
    from original_lines
)

select * from netted_lines

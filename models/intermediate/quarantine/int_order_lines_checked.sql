with

order_lines as (
    select * from {{ ref('stg_online_shop__order_lines') }}
),

orders as (
    select * from {{ ref('stg_online_shop__orders') }}
    where row_state = 'accepted'
),

-- A miss means: no accepted order of that number, so the line belongs to nothing.
matched as (
    select
        order_lines.*,
        order_lines.row_state = 'accepted' and orders.order_id is null as is_orphan
    from order_lines
    left join orders
        on order_lines.order_id = orders.order_id
),

checked_lines as (
    select
        order_id,
        line_no,
        returned_line_no,
        product_id,
        category,
        line_type,
        quantity,
        unit_price,
        amount,
        line_at,
        failed_casts,
        case when is_orphan then 'quarantined' else row_state end as row_state,
        case when is_orphan then 'orphan_line' else quarantine_reason end as quarantine_reason,
        case
            when is_orphan then concat('order_id: ', order_id)
            else quarantine_detail
        end as quarantine_detail,
        source_file,
        source_line_number,
        loaded_at
    from matched
)

select * from checked_lines

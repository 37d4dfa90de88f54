with

receipt_lines as (
    select * from {{ ref('stg_store_crm__receipt_lines') }}
),

receipts as (
    select * from {{ ref('stg_store_crm__receipts') }}
    where row_state = 'accepted'
),

-- A miss means: no accepted receipt of that number, so the line belongs to nothing.
matched as (
    select
        receipt_lines.*,
        receipt_lines.row_state = 'accepted' and receipts.receipt_no is null as is_orphan
    from receipt_lines
    left join receipts
        on receipt_lines.receipt_no = receipts.receipt_no
),

checked_lines as (
    select
        receipt_no,
        line_no,
        original_line_no,
        product_code,
        category,
        quantity,
        unit_price,
        amount,
        failed_casts,
        case when is_orphan then 'quarantined' else row_state end as row_state,
        case when is_orphan then 'orphan_line' else quarantine_reason end as quarantine_reason,
        case
            when is_orphan then concat('receipt_no: ', receipt_no)
            else quarantine_detail
        end as quarantine_detail,
        source_file,
        source_line_number,
        loaded_at
    from matched
)

select * from checked_lines

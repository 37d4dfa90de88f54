{%- set checks = [
    missing_key('receipt_no'),
    missing_key('line_no'),
    invalid_number('quantity'),
    invalid_number('amount'),
] -%}

with

raw_receipt_lines as (
    select * from {{ source('store_crm', 'receipt_lines') }}
),

typed as (
    select
        receipt_no,
        line_no,
        original_line_no,
        product_code,
        category,
        quantity as raw_quantity,
        {{ try_to_bigint('quantity') }} as quantity,
        unit_price as raw_unit_price,
        {{ try_to_numeric('unit_price', 18, 2) }} as unit_price,
        amount as raw_amount,
        {{ try_to_numeric('amount', 18, 2) }} as amount,
        _file as source_file,
        _line as source_line_number,
        _loaded_at as loaded_at
    from raw_receipt_lines
),

checked as (
    select
        *,
        {{ failed_casts([
            ('raw_quantity', 'quantity'),
            ('raw_unit_price', 'unit_price'),
            ('raw_amount', 'amount'),
        ]) }} as failed_casts,
        {{ first_failed_check(checks) }} as failed_check,
        {{ first_failed_check(checks, 'detail') }} as failed_detail
    from typed
),

judged as (
    select
        *,
        {{ row_state(['receipt_no', 'line_no']) }} as row_state
    from checked
),

receipt_lines as (
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
        row_state,
        {{ quarantine_reason() }} as quarantine_reason,
        {{ quarantine_detail(['receipt_no', 'line_no']) }} as quarantine_detail,
        source_file,
        source_line_number,
        loaded_at
    from judged
)

select * from receipt_lines

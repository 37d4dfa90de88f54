{%- set checks = [
    missing_key('receipt_no'),
    unknown_value('status', ['sale', 'return', 'cancelled']),
    invalid_timestamp('sold_at'),
    in_future('sold_at'),
] -%}

with

raw_receipts as (
    select * from {{ source('store_crm', 'receipts') }}
),

typed as (
    select
        receipt_no,
        original_receipt_no,
        customer_no,
        member_no,
        store_code,
        currency,
        {{ to_code('status') }} as status,
        sold_at as raw_sold_at,
        {{ try_to_timestamp('sold_at') }} as sold_at,
        _file as source_file,
        _line as source_line_number,
        _loaded_at as loaded_at
    from raw_receipts
),

checked as (
    select
        *,
        {{ failed_casts([('raw_sold_at', 'sold_at')]) }} as failed_casts,
        {{ first_failed_check(checks) }} as failed_check,
        {{ first_failed_check(checks, 'detail') }} as failed_detail
    from typed
),

judged as (
    select
        *,
        {{ row_state(['receipt_no']) }} as row_state
    from checked
),

receipts as (
    select
        receipt_no,
        original_receipt_no,
        customer_no,
        member_no,
        store_code,
        currency,
        status,
        sold_at,
        failed_casts,
        row_state,
        {{ quarantine_reason() }} as quarantine_reason,
        {{ quarantine_detail(['receipt_no']) }} as quarantine_detail,
        source_file,
        source_line_number,
        loaded_at
    from judged
)

select * from receipts

{%- set checks = [
    missing_key('order_id'),
    missing_key('line_no'),
    unknown_value('line_type', ['sale', 'return']),
    invalid_number('quantity'),
    invalid_number('amount'),
    invalid_timestamp('line_at', required=false),
    in_future('line_at'),
] -%}

with

raw_order_lines as (
    select * from {{ source('online_shop', 'order_lines') }}
),

typed as (
    select
        order_id,
        line_no,
        returned_line_no,
        product_id,
        category,
        {{ to_code('line_type') }} as line_type,
        quantity as raw_quantity,
        {{ try_to_bigint('quantity') }} as quantity,
        unit_price as raw_unit_price,
        {{ try_to_numeric('unit_price', 18, 2) }} as unit_price,
        amount as raw_amount,
        {{ try_to_numeric('amount', 18, 2) }} as amount,
        line_at as raw_line_at,
        {{ try_to_timestamp('line_at') }} as line_at,
        _file as source_file,
        _line as source_line_number,
        _loaded_at as loaded_at
    from raw_order_lines
),

checked as (
    select
        *,
        {{ failed_casts([
            ('raw_quantity', 'quantity'),
            ('raw_unit_price', 'unit_price'),
            ('raw_amount', 'amount'),
            ('raw_line_at', 'line_at'),
        ]) }} as failed_casts,
        {{ first_failed_check(checks) }} as failed_check,
        {{ first_failed_check(checks, 'detail') }} as failed_detail
    from typed
),

judged as (
    select
        *,
        {{ row_state(['order_id', 'line_no']) }} as row_state
    from checked
),

order_lines as (
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
        row_state,
        {{ quarantine_reason() }} as quarantine_reason,
        {{ quarantine_detail(['order_id', 'line_no']) }} as quarantine_detail,
        source_file,
        source_line_number,
        loaded_at
    from judged
)

select * from order_lines

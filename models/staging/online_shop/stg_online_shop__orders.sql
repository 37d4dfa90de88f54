{%- set checks = [
    missing_key('order_id'),
    unknown_value('status', ['paid', 'shipped', 'delivered', 'cancelled']),
    invalid_timestamp('ordered_at'),
    in_future('ordered_at'),
] -%}

with

raw_orders as (
    select * from {{ source('online_shop', 'orders') }}
),

typed as (
    select
        order_id,
        account_id,
        guest_name,
        guest_email,
        guest_phone,
        currency,
        {{ to_code('status') }} as status,
        ordered_at as raw_ordered_at,
        {{ try_to_timestamp('ordered_at') }} as ordered_at,
        _file as source_file,
        _line as source_line_number,
        _loaded_at as loaded_at
    from raw_orders
),

checked as (
    select
        *,
        {{ failed_casts([('raw_ordered_at', 'ordered_at')]) }} as failed_casts,
        {{ first_failed_check(checks) }} as failed_check,
        {{ first_failed_check(checks, 'detail') }} as failed_detail
    from typed
),

judged as (
    select
        *,
        {{ row_state(['order_id']) }} as row_state
    from checked
),

orders as (
    select
        order_id,
        account_id,
        guest_name,
        guest_email,
        guest_phone,
        currency,
        status,
        ordered_at,
        failed_casts,
        row_state,
        {{ quarantine_reason() }} as quarantine_reason,
        {{ quarantine_detail(['order_id']) }} as quarantine_detail,
        source_file,
        source_line_number,
        loaded_at
    from judged
)

select * from orders

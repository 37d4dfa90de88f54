{%- set checks = [
    missing_key('cart_id'),
    missing_key('product_id'),
    unknown_value('status', ['open', 'ordered', 'abandoned']),
    invalid_number('quantity'),
    invalid_timestamp('updated_at'),
    in_future('updated_at'),
] -%}

with

raw_carts as (
    select * from {{ source('online_shop', 'carts') }}
),

typed as (
    select
        cart_id,
        product_id,
        account_id,
        anonymous_id,
        category,
        {{ to_code('status') }} as status,
        quantity as raw_quantity,
        {{ try_to_bigint('quantity') }} as quantity,
        updated_at as raw_updated_at,
        {{ try_to_timestamp('updated_at') }} as updated_at,
        _file as source_file,
        _line as source_line_number,
        _loaded_at as loaded_at
    from raw_carts
),

checked as (
    select
        *,
        {{ failed_casts([
            ('raw_quantity', 'quantity'),
            ('raw_updated_at', 'updated_at'),
        ]) }} as failed_casts,
        {{ first_failed_check(checks) }} as failed_check,
        {{ first_failed_check(checks, 'detail') }} as failed_detail
    from typed
),

judged as (
    select
        *,
        {{ row_state(['cart_id', 'product_id']) }} as row_state
    from checked
),

carts as (
    select
        cart_id,
        product_id,
        account_id,
        anonymous_id,
        category,
        status,
        quantity,
        updated_at,
        failed_casts,
        row_state,
        {{ quarantine_reason() }} as quarantine_reason,
        {{ quarantine_detail(['cart_id', 'product_id']) }} as quarantine_detail,
        source_file,
        source_line_number,
        loaded_at
    from judged
)

select * from carts

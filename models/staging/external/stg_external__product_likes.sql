{%- set checks = [
    missing_key('like_id'),
    missing_key('profile_id'),
    missing_key('product_id'),
    invalid_timestamp('liked_at'),
    in_future('liked_at'),
] -%}

with

raw_product_likes as (
    select * from {{ source('external', 'product_likes') }}
),

typed as (
    select
        like_id,
        profile_id,
        product_id,
        liked_at as raw_liked_at,
        {{ try_to_timestamp('liked_at') }} as liked_at,
        _file as source_file,
        _line as source_line_number,
        _loaded_at as loaded_at
    from raw_product_likes
),

checked as (
    select
        *,
        {{ failed_casts([('raw_liked_at', 'liked_at')]) }} as failed_casts,
        {{ first_failed_check(checks) }} as failed_check,
        {{ first_failed_check(checks, 'detail') }} as failed_detail
    from typed
),

judged as (
    select
        *,
        {{ row_state(['like_id']) }} as row_state
    from checked
),

product_likes as (
    select
        like_id,
        profile_id,
        product_id,
        liked_at,
        failed_casts,
        row_state,
        {{ quarantine_reason() }} as quarantine_reason,
        {{ quarantine_detail(['like_id']) }} as quarantine_detail,
        source_file,
        source_line_number,
        loaded_at
    from judged
)

select * from product_likes

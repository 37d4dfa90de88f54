{%- set checks = [
    missing_key('event_id'),
    missing_key('event_name'),
    invalid_timestamp('event_at'),
    in_future('event_at'),
] -%}

with

raw_web_events as (
    select * from {{ source('online_shop', 'web_events') }}
),

typed as (
    select
        event_id,
        anonymous_id,
        user_id as web_user_id,
        event_name,
        page_category,
        product_id,
        device_type,
        event_at as raw_event_at,
        {{ try_to_timestamp('event_at') }} as event_at,
        _file as source_file,
        _line as source_line_number,
        _loaded_at as loaded_at
    from raw_web_events
),

checked as (
    select
        *,
        {{ failed_casts([('raw_event_at', 'event_at')]) }} as failed_casts,
        {{ first_failed_check(checks) }} as failed_check,
        {{ first_failed_check(checks, 'detail') }} as failed_detail
    from typed
),

judged as (
    select
        *,
        {{ row_state(['event_id']) }} as row_state
    from checked
),

web_events as (
    select
        event_id,
        anonymous_id,
        web_user_id,
        event_name,
        page_category,
        product_id,
        device_type,
        event_at,
        failed_casts,
        row_state,
        {{ quarantine_reason() }} as quarantine_reason,
        {{ quarantine_detail(['event_id']) }} as quarantine_detail,
        source_file,
        source_line_number,
        loaded_at
    from judged
)

select * from web_events

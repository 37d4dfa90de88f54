{%- set checks = [
    missing_key('request_id'),
    missing_key('channel'),
    missing_key('customer_ref'),
] -%}

with

raw_erasure_requests as (
    select * from {{ source('engagement', 'erasure_requests') }}
),

typed as (
    select
        request_id,
        channel,
        customer_ref,
        reason,
        requested_at as raw_requested_at,
        {{ try_to_timestamp('requested_at') }} as requested_at,
        _file as source_file,
        _line as source_line_number,
        _loaded_at as loaded_at
    from raw_erasure_requests
),

checked as (
    select
        *,
        {{ failed_casts([('raw_requested_at', 'requested_at')]) }} as failed_casts,
        {{ first_failed_check(checks) }} as failed_check,
        {{ first_failed_check(checks, 'detail') }} as failed_detail
    from typed
),

judged as (
    select
        *,
        {{ row_state(['request_id']) }} as row_state
    from checked
),

erasure_requests as (
    select
        request_id,
        channel,
        customer_ref,
        reason,
        requested_at,
        failed_casts,
        row_state,
        {{ quarantine_reason() }} as quarantine_reason,
        {{ quarantine_detail(['request_id']) }} as quarantine_detail,
        source_file,
        source_line_number,
        loaded_at
    from judged
)

select * from erasure_requests

{%- set checks = [
    missing_key('message_id'),
    missing_key('message_channel'),
    invalid_timestamp('sent_at'),
    in_future('sent_at'),
] -%}

with

raw_messages as (
    select * from {{ source('engagement', 'messages') }}
),

typed as (
    select
        message_id,
        campaign_id,
        sender_channel,
        customer_ref,
        recipient,
        {{ to_code('message_channel') }} as message_channel,
        {{ to_code('status') }} as status,
        sent_at as raw_sent_at,
        {{ try_to_timestamp('sent_at') }} as sent_at,
        _file as source_file,
        _line as source_line_number,
        _loaded_at as loaded_at
    from raw_messages
),

checked as (
    select
        *,
        {{ failed_casts([('raw_sent_at', 'sent_at')]) }} as failed_casts,
        {{ first_failed_check(checks) }} as failed_check,
        {{ first_failed_check(checks, 'detail') }} as failed_detail
    from typed
),

judged as (
    select
        *,
        {{ row_state(['message_id']) }} as row_state
    from checked
),

messages as (
    select
        message_id,
        campaign_id,
        sender_channel,
        customer_ref,
        recipient,
        message_channel,
        status,
        sent_at,
        failed_casts,
        row_state,
        {{ quarantine_reason() }} as quarantine_reason,
        {{ quarantine_detail(['message_id']) }} as quarantine_detail,
        source_file,
        source_line_number,
        loaded_at
    from judged
)

select * from messages

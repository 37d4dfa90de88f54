{%- set checks = [
    missing_key('event_id'),
    {
        'reason': 'missing_key',
        'column': 'contact',
        'raw': 'contact',
        'when': [is_empty('contact'), '(' ~ is_empty('channel') ~ ' or ' ~ is_empty('customer_ref') ~ ')']
            | join(' and '),
    },
    unknown_value('message_channel', ['sms', 'email', 'push', 'any']),
    unknown_value('purpose', ['advertising', 'night_sending', 'profiling', 'third_party']),
    unknown_value('consent_action', ['grant', 'withdraw']),
    invalid_timestamp('event_at', only_if="consent_action = 'grant'"),
    in_future('event_at', only_if="consent_action = 'grant'"),
] -%}

with

raw_consent_events as (
    select * from {{ source('engagement', 'consent_events') }}
),

typed as (
    select
        event_id,
        channel,
        customer_ref,
        contact,
        {{ to_code('message_channel') }} as message_channel,
        {{ to_code('purpose') }} as purpose,
        {{ to_code('action') }} as consent_action,
        evidence,
        event_at as raw_event_at,
        {{ try_to_timestamp('event_at') }} as event_at,
        _file as source_file,
        _line as source_line_number,
        _loaded_at as loaded_at
    from raw_consent_events
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

consent_events as (
    select
        event_id,
        channel,
        customer_ref,
        contact,
        message_channel,
        purpose,
        consent_action,
        evidence,
        -- A withdrawal is never lost to its clock: without a readable time, or with one
        -- ahead of us, it counts from this run on.
        case
            when consent_action = 'withdraw' and (event_at is null or event_at > {{ as_of() }})
                then {{ as_of() }}
            else event_at
        end as event_at,
        failed_casts,
        row_state,
        {{ quarantine_reason() }} as quarantine_reason,
        {{ quarantine_detail(['event_id']) }} as quarantine_detail,
        source_file,
        source_line_number,
        loaded_at
    from judged
)

select * from consent_events

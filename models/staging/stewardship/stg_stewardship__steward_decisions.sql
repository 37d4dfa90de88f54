{%- set checks = [
    missing_key('decision_id'),
    unknown_value('decision', ['always_link', 'never_link']),
    missing_key('left_channel'),
    missing_key('left_source_record_id'),
    missing_key('right_channel'),
    missing_key('right_source_record_id'),
    {
        'reason': 'same_record',
        'column': 'right_source_record_id',
        'raw': 'right_source_record_id',
        'when': 'left_record_key = right_record_key',
    },
    invalid_timestamp('decided_at'),
    in_future('decided_at'),
    invalid_timestamp('valid_until', required=false),
] -%}

with

raw_steward_decisions as (
    select * from {{ source('stewardship', 'steward_decisions') }}
),

typed as (
    select
        decision_id,
        {{ to_code('decision') }} as decision,
        left_channel,
        left_source_record_id,
        right_channel,
        right_source_record_id,
        decided_by,
        reason,
        {{ record_key_of('left_channel', 'left_source_record_id') }} as left_record_key,
        {{ record_key_of('right_channel', 'right_source_record_id') }} as right_record_key,
        decided_at as raw_decided_at,
        {{ try_to_timestamp('decided_at') }} as decided_at,
        valid_until as raw_valid_until,
        {{ try_to_timestamp('valid_until') }} as valid_until,
        _file as source_file,
        _line as source_line_number,
        _loaded_at as loaded_at
    from raw_steward_decisions
),

checked as (
    select
        *,
        {{ failed_casts([
            ('raw_decided_at', 'decided_at'),
            ('raw_valid_until', 'valid_until'),
        ]) }} as failed_casts,
        {{ first_failed_check(checks) }} as failed_check,
        {{ first_failed_check(checks, 'detail') }} as failed_detail
    from typed
),

judged as (
    select
        *,
        {{ row_state(['decision_id']) }} as row_state
    from checked
),

steward_decisions as (
    select
        decision_id,
        decision,
        left_channel,
        left_source_record_id,
        right_channel,
        right_source_record_id,
        decided_by,
        reason,
        left_record_key,
        right_record_key,
        row_state = 'accepted' and coalesce(valid_until > {{ as_of() }}, true) as is_in_force,
        decided_at,
        valid_until,
        failed_casts,
        row_state,
        {{ quarantine_reason() }} as quarantine_reason,
        {{ quarantine_detail(['decision_id']) }} as quarantine_detail,
        source_file,
        source_line_number,
        loaded_at
    from judged
)

select * from steward_decisions

{%- set checks = [
    missing_key('entry_id'),
    missing_key('member_no'),
    unknown_value('entry_type', ['earn', 'burn', 'expire', 'adjust']),
    invalid_number('points'),
    invalid_timestamp('entry_at'),
    in_future('entry_at'),
] -%}

with

raw_points_ledger as (
    select * from {{ source('membership', 'points_ledger') }}
),

typed as (
    select
        entry_id,
        member_no,
        reference,
        {{ to_code('entry_type') }} as entry_type,
        points as raw_points,
        {{ try_to_bigint('points') }} as points,
        entry_at as raw_entry_at,
        {{ try_to_timestamp('entry_at') }} as entry_at,
        expires_on as raw_expires_on,
        {{ try_to_date('expires_on') }} as expires_on,
        _file as source_file,
        _line as source_line_number,
        _loaded_at as loaded_at
    from raw_points_ledger
),

checked as (
    select
        *,
        {{ failed_casts([
            ('raw_points', 'points'),
            ('raw_entry_at', 'entry_at'),
            ('raw_expires_on', 'expires_on'),
        ]) }} as failed_casts,
        {{ first_failed_check(checks) }} as failed_check,
        {{ first_failed_check(checks, 'detail') }} as failed_detail
    from typed
),

judged as (
    select
        *,
        {{ row_state(['entry_id']) }} as row_state
    from checked
),

points_ledger as (
    select
        entry_id,
        member_no,
        reference,
        entry_type,
        points,
        entry_at,
        expires_on,
        failed_casts,
        row_state,
        {{ quarantine_reason() }} as quarantine_reason,
        {{ quarantine_detail(['entry_id']) }} as quarantine_detail,
        source_file,
        source_line_number,
        loaded_at
    from judged
)

select * from points_ledger

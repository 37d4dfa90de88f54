{%- set checks = [
    missing_key('benefit_id'),
    missing_key('member_no'),
    invalid_timestamp('issued_at'),
    invalid_timestamp('used_at', required=false),
    in_future('issued_at'),
    in_future('used_at'),
] -%}

with

raw_benefits as (
    select * from {{ source('membership', 'benefits') }}
),

typed as (
    select
        benefit_id,
        member_no,
        benefit_type,
        used_channel,
        issued_at as raw_issued_at,
        {{ try_to_timestamp('issued_at') }} as issued_at,
        used_at as raw_used_at,
        {{ try_to_timestamp('used_at') }} as used_at,
        valid_until as raw_valid_until,
        {{ try_to_date('valid_until') }} as valid_until,
        _file as source_file,
        _line as source_line_number,
        _loaded_at as loaded_at
    from raw_benefits
),

checked as (
    select
        *,
        {{ failed_casts([
            ('raw_issued_at', 'issued_at'),
            ('raw_used_at', 'used_at'),
            ('raw_valid_until', 'valid_until'),
        ]) }} as failed_casts,
        {{ first_failed_check(checks) }} as failed_check,
        {{ first_failed_check(checks, 'detail') }} as failed_detail
    from typed
),

judged as (
    select
        *,
        {{ row_state(['benefit_id']) }} as row_state
    from checked
),

benefits as (
    select
        benefit_id,
        member_no,
        benefit_type,
        used_channel,
        issued_at,
        used_at,
        valid_until,
        failed_casts,
        row_state,
        {{ quarantine_reason() }} as quarantine_reason,
        {{ quarantine_detail(['benefit_id']) }} as quarantine_detail,
        source_file,
        source_line_number,
        loaded_at
    from judged
)

select * from benefits

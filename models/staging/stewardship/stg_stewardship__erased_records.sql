{%- set checks = [
    invalid_number('record_key'),
    missing_key('request_id'),
    invalid_timestamp('erased_at'),
    in_future('erased_at'),
] -%}

with

raw_erased_records as (
    select * from {{ source('stewardship', 'erased_records') }}
),

typed as (
    select
        request_id,
        record_key as raw_record_key,
        {{ try_to_bigint('record_key') }} as record_key,
        erased_at as raw_erased_at,
        {{ try_to_timestamp('erased_at') }} as erased_at,
        _file as source_file,
        _line as source_line_number,
        _loaded_at as loaded_at
    from raw_erased_records
),

checked as (
    select
        *,
        {{ failed_casts([
            ('raw_record_key', 'record_key'),
            ('raw_erased_at', 'erased_at'),
        ]) }} as failed_casts,
        {{ first_failed_check(checks) }} as failed_check,
        {{ first_failed_check(checks, 'detail') }} as failed_detail
    from typed
),

judged as (
    select
        *,
        {{ row_state(['request_id', 'record_key']) }} as row_state
    from checked
),

erased_records as (
    select
        request_id,
        record_key,
        erased_at,
        failed_casts,
        row_state,
        {{ quarantine_reason() }} as quarantine_reason,
        {{ quarantine_detail(['request_id', 'record_key']) }} as quarantine_detail,
        source_file,
        source_line_number,
        loaded_at
    from judged
)

select * from erased_records

{%- set checks = [
    missing_key('postal_code'),
    invalid_number('households', required=false),
    invalid_number('median_income', required=false),
    invalid_timestamp('reference_date'),
    in_future('reference_date'),
] -%}

with

raw_area_statistics as (
    select * from {{ source('external', 'area_statistics') }}
),

typed as (
    select
        postal_code,
        households as raw_households,
        {{ try_to_bigint('households') }} as households,
        median_income as raw_median_income,
        {{ try_to_numeric('median_income', 18, 2) }} as median_income,
        reference_date as raw_reference_date,
        {{ try_to_date('reference_date') }} as reference_date,
        _file as source_file,
        _line as source_line_number,
        _loaded_at as loaded_at
    from raw_area_statistics
),

checked as (
    select
        *,
        {{ failed_casts([
            ('raw_households', 'households'),
            ('raw_median_income', 'median_income'),
            ('raw_reference_date', 'reference_date'),
        ]) }} as failed_casts,
        {{ first_failed_check(checks) }} as failed_check,
        {{ first_failed_check(checks, 'detail') }} as failed_detail
    from typed
),

judged as (
    select
        *,
        {{ row_state(['postal_code', 'reference_date']) }} as row_state
    from checked
),

area_statistics as (
    select
        postal_code,
        households,
        median_income,
        reference_date,
        failed_casts,
        row_state,
        {{ quarantine_reason() }} as quarantine_reason,
        {{ quarantine_detail(['postal_code', 'reference_date']) }} as quarantine_detail,
        source_file,
        source_line_number,
        loaded_at
    from judged
)

select * from area_statistics

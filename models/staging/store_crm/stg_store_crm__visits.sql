{%- set checks = [
    missing_key('visit_id'),
    invalid_timestamp('visited_at'),
    in_future('visited_at'),
] -%}

with

raw_visits as (
    select * from {{ source('store_crm', 'visits') }}
),

typed as (
    select
        visit_id,
        store_code,
        customer_no,
        contact,
        interest_category,
        visited_at as raw_visited_at,
        {{ try_to_timestamp('visited_at') }} as visited_at,
        _file as source_file,
        _line as source_line_number,
        _loaded_at as loaded_at
    from raw_visits
),

checked as (
    select
        *,
        {{ failed_casts([('raw_visited_at', 'visited_at')]) }} as failed_casts,
        {{ first_failed_check(checks) }} as failed_check,
        {{ first_failed_check(checks, 'detail') }} as failed_detail
    from typed
),

judged as (
    select
        *,
        {{ row_state(['visit_id']) }} as row_state
    from checked
),

visits as (
    select
        visit_id,
        store_code,
        customer_no,
        contact,
        interest_category,
        visited_at,
        failed_casts,
        row_state,
        {{ quarantine_reason() }} as quarantine_reason,
        {{ quarantine_detail(['visit_id']) }} as quarantine_detail,
        source_file,
        source_line_number,
        loaded_at
    from judged
)

select * from visits

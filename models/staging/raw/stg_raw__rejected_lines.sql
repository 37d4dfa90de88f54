with

raw_lines as (
    select * from {{ source('raw', 'rejected_lines') }}
),

rejected_lines as (
    select
        raw_table,
        file_name as source_file,
        raw_line,
        reason,
        line_number as source_line_number,
        _loaded_at as loaded_at
    from raw_lines
)

select * from rejected_lines

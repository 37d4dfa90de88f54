with

raw_files as (
    select * from {{ source('raw', 'changed_files') }}
),

changed_files as (
    select
        raw_table,
        file_name as source_file,
        change_type
    from raw_files
)

select * from changed_files

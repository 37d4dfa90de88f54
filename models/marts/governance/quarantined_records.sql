{{ config(schema='restricted', group='governance') }}

with

quarantined_rows as (
    select * from {{ ref('int_quarantined_rows_unioned') }}
),

quarantined_records as (
    select
        {{ md5_hex(row_key(['raw_table', 'source_file', 'source_line_number'])) }}
            as quarantine_id,
        split_part(raw_table, '.', 1) as channel,
        raw_table,
        source_file,
        source_record_id,
        reason,
        detail,
        raw_line,
        source_line_number as line_number,
        loaded_at
    from quarantined_rows
)

select * from quarantined_records

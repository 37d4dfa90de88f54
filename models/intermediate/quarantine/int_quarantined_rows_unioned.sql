with

record_versions as (
    select * from {{ ref('int_customer_records_unioned') }}
),

rejected_lines as (
    select * from {{ ref('stg_raw__rejected_lines') }}
),

quarantined_rows as (
    select
        raw_table,
        source_file,
        cast(null as varchar) as source_record_id,
        reason,
        cast(null as varchar) as detail,
        raw_line,
        source_line_number,
        loaded_at
    from rejected_lines

    union all

    select
        raw_table,
        source_file,
        source_record_id,
        quarantine_reason as reason,
        quarantine_detail as detail,
        cast(null as varchar) as raw_line,
        source_line_number,
        loaded_at
    from record_versions
    where record_state = 'quarantined'

    {% for raw_table, spec in activity_tables().items() %}
        union all

        select
            '{{ raw_table }}' as raw_table,
            source_file,
            nullif({{ row_key(spec.key) }}, '') as source_record_id,
            quarantine_reason as reason,
            quarantine_detail as detail,
            cast(null as varchar) as raw_line,
            source_line_number,
            loaded_at
        from {{ ref(spec.model) }}
        where row_state = 'quarantined'
    {% endfor %}
)

select * from quarantined_rows

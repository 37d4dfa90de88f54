/*
Question: What did the channels send that does not count, and where does one look first?

How to run:
    .venv/bin/python scripts/show_analysis.py quarantine_overview

How to read: one row per raw table and reason, most rows first, with the first place to look (the
header is line 1) and how to fix it. The rows themselves are in mart quarantined_records, which is
restricted because it shows raw lines.
*/
with quarantined_records as (
    select * from {{ ref('quarantined_records') }}
),

reasons as (
    select * from {{ ref('quarantine_reasons') }}
),

ranked as (
    select
        raw_table,
        reason,
        source_file,
        line_number,
        count(*) over (partition by raw_table, reason) as count_rows,
        row_number() over (
            partition by raw_table, reason
            order by {{ binary_text('source_file') }}, line_number
        ) as place
    from quarantined_records
),

quarantine_overview as (
    select
        ranked.raw_table,
        ranked.reason,
        ranked.count_rows,
        ranked.source_file as first_file,
        ranked.line_number as first_line,
        reasons.how_to_fix
    from ranked
    inner join reasons on ranked.reason = reasons.reason
    where ranked.place = 1
)

select * from quarantine_overview
order by count_rows desc, {{ binary_text('raw_table') }} asc, {{ binary_text('reason') }} asc

-- Law: every raw line is in exactly one place: it counts, is superseded, deleted, quarantined or
-- erased.
{%- set record_tables = [] -%}
{%- for spec in var('channels').values() -%}
    {%- do record_tables.append(raw_table_of(spec.model)) -%}
{%- endfor %}

with

raw_counts as (
    select
        'lines that cannot be read' as raw_table,
        count(*) as count_rows
    from {{ source('raw', 'rejected_lines') }}

    {% for raw_table in record_tables | unique | list + activity_tables().keys() | list %}
        union all

        select
            '{{ raw_table }}' as raw_table,
            count(*) as count_rows
        from {{ source(raw_table.split('.')[0], raw_table.split('.')[1]) }}
    {% endfor %}
),

fates as (
    select
        case when raw_line is null then raw_table else 'lines that cannot be read' end as raw_table,
        count(*) as count_rows
    from {{ ref('quarantined_records') }}
    group by
        case when raw_line is null then raw_table else 'lines that cannot be read' end

    union all

    select
        raw_table,
        count(*) as count_rows
    from {{ ref('int_customer_records') }}
    group by raw_table

    union all

    select
        raw_table,
        count(*) as count_rows
    from {{ ref('int_customer_records_unioned') }}
    where record_state in ('superseded', 'deleted', 'erased')
    group by raw_table

    {% for raw_table, spec in activity_tables().items() %}
        union all

        select
            '{{ raw_table }}' as raw_table,
            count(*) as count_rows
        from {{ ref(spec.model) }}
        where row_state in ('accepted', 'superseded')
    {% endfor %}
),

fate_totals as (
    select
        raw_table,
        sum(count_rows) as count_rows
    from fates
    group by raw_table
),

differences as (
    select
        coalesce(raw_counts.raw_table, fate_totals.raw_table) as raw_table,
        coalesce(raw_counts.count_rows, 0) as count_raw_rows,
        coalesce(fate_totals.count_rows, 0) as count_rows_accounted_for
    from raw_counts
    full outer join fate_totals
        on raw_counts.raw_table = fate_totals.raw_table
    where coalesce(raw_counts.count_rows, 0) != coalesce(fate_totals.count_rows, 0)
)

select * from differences

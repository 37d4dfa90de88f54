{#- DuckDB reads raw files itself. A `snapshot` is read in place, through a view in schema `raw_reader`; each file of a
`delta` is read once, into a table there (raw_duckdb_delta.sql). Views in schema `raw` show the good rows of both.

A CSV record is one physical line: RFC 4180 with a comma, doubled quotes inside quotes, UTF-8, LF or CRLF, a header
line. Lines are read whole, behind a delimiter that no text holds, and split here, so that one bad line
never takes its neighbours along. A line that breaks the dialect is a row of `raw.rejected_lines`. -#}
{% macro default__create_raw_relations() -%}
    {%- set tables = raw_tables() -%}
    {%- set root = var('raw_data_dir') -%}
    {%- set problems = [] -%}
    {%- do prepare_raw_reader(tables) -%}
    {%- set files = raw_files(root) -%}
    {%- if files | length == 0 -%}
        {%- do problems.append(
            "folder '" ~ root ~ "' holds no raw file: set RAW_DATA_DIR (or var raw_data_dir) to the folder that has one folder per channel"
        ) -%}
        {%- do raise_raw_errors(problems) -%}
    {%- endif -%}
    {%- set known = known_raw_files() -%}
    {%- set statements = [] -%}
    {%- set rejected = [] -%}
    {%- for table in tables -%}
        {%- set own = files | selectattr('key', 'equalto', table.key) | list -%}
        {%- if own | length == 0 and not table.is_optional -%}
            {%- do problems.append(
                table.key ~ ": no file '" ~ root ~ '/' ~ table.channel ~ '/' ~ table.table
                ~ ".csv' (or " ~ table.table ~ "__*.csv, .parquet). Expected columns: " ~ table.columns | join(',')
                ~ ". If this brand has no such data, name '" ~ table.key ~ "' in var optional_raw_tables"
            ) -%}
        {%- elif own | length == 0 -%}
            {%- do log('raw input: ' ~ table.key ~ ' has no file; it is optional and counts as empty', info=true) -%}
        {%- endif -%}
        {%- if table.load == 'delta' -%}
            {%- do statements.extend(raw_delta_statements(table, own, known.get(table.key, {}), problems)) -%}
        {%- else -%}
            {%- do statements.extend(raw_snapshot_statements(table, own, problems)) -%}
        {%- endif -%}
        {%- set reason = raw_reason_column(table) -%}
        {%- do rejected.append(
            "select '" ~ table.key ~ "' as raw_table, _file as file_name, _line as line_number, "
            ~ ('_rejected_line' if table.load == 'delta' else 'line') ~ ' as raw_line, ' ~ reason
            ~ ' as reason, _loaded_at from raw_reader.' ~ table.identifier ~ ' where ' ~ reason ~ ' is not null'
        ) -%}
    {%- endfor -%}
    {#- Nothing is touched before every file has been looked at. -#}
    {%- do raise_raw_errors(problems) -%}
    {%- for statement in statements -%}
        {%- do run_query(statement) -%}
    {%- endfor -%}
    {%- if rejected | length > 0 -%}
        {%- do run_query('create or replace view raw.rejected_lines as\n' ~ rejected | join('\nunion all\n')) -%}
    {%- endif -%}
{%- endmacro %}

{#- Statements that let a snapshot be read in place. -#}
{% macro raw_snapshot_statements(table, own, problems) -%}
    {%- set selects = [] -%}
    {%- for file in own -%}
        {%- do selects.append(raw_file_select(table, file, problems)) -%}
    {%- endfor -%}
    {%- if selects | length == 0 -%}
        {%- do selects.append(raw_empty_select()) -%}
    {%- endif -%}
    {%- set statements = [
        'create or replace view raw_reader.' ~ table.identifier ~ ' as\n' ~ selects | join('\nunion all\n'),
        raw_rows_view(table),
        "delete from raw_reader.files where raw_table = '" ~ table.key ~ "'",
    ] -%}
    {%- for file in own -%}
        {%- do statements.append(note_raw_file(table, file)) -%}
    {%- endfor -%}
    {{- return(statements) -}}
{%- endmacro %}

{#- Rows of one raw file in the shape of the reader. -#}
{% macro raw_file_select(table, file, problems) -%}
    {{- return(
        raw_parquet_select(table, file, problems) if file.path.endswith('.parquet')
        else raw_csv_select(table, file, problems)
    ) -}}
{%- endmacro %}

{#- The good rows of one raw table, by column name. -#}
{% macro raw_rows_view(table) -%}
    create or replace view raw.{{ table.identifier }} as
    select
        {% for column in table.columns -%}
            {% if table.load == 'delta' -%}
                {{ adapter.quote(column) }},
            {% else -%}
                nullif(fields[{{ loop.index }}], '') as {{ adapter.quote(column) }},
            {% endif -%}
        {% endfor -%}
        _file,
        _line,
        _loaded_at
    from raw_reader.{{ table.identifier }}
    where {{ raw_reason_column(table) }} is null
{%- endmacro %}

{#- Why a line is no row: the table of a delta holds the raw columns beside it, whatever they are called. -#}
{% macro raw_reason_column(table) -%}
    {{- return('_reason' if table.load == 'delta' else 'reason') -}}
{%- endmacro %}

{#- No rows, in the shape of the reader. -#}
{% macro raw_empty_select() -%}
    select
        cast(null as varchar) as _file,
        cast(null as bigint) as _line,
        cast(null as timestamp) as _loaded_at,
        cast(null as varchar) as line,
        cast(null as varchar[]) as fields,
        cast(null as varchar) as reason
    where false
{%- endmacro %}

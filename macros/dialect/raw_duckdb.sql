{#- DuckDB reads raw files in place, through views in schema `raw`.

A CSV record is one physical line: RFC 4180 with a comma, doubled quotes inside quotes, UTF-8, LF or CRLF, a header
line. Lines are read whole, behind a delimiter that no text holds, and split here, so that one bad line
never takes its neighbours along. A line that breaks the dialect is a row of `raw.rejected_lines`. -#}
{% macro default__create_raw_relations() -%}
    {%- set tables = raw_tables() -%}
    {%- set root = var('raw_data_dir') -%}
    {%- set problems = [] -%}
    {%- set rejected = [] -%}
    {%- do run_query('create schema if not exists raw') -%}
    {%- do run_query('create schema if not exists raw_reader') -%}
    {%- set files = raw_files(root) -%}
    {%- if files | length == 0 -%}
        {%- do problems.append(
            "folder '" ~ root ~ "' holds no raw file: set RAW_DATA_DIR (or var raw_data_dir) to the folder that has one folder per channel"
        ) -%}
        {%- do raise_raw_errors(problems) -%}
    {%- endif -%}
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
        {%- set selects = [] -%}
        {%- for file in own -%}
            {%- if file.path.endswith('.parquet') -%}
                {%- do selects.append(raw_parquet_select(table, file, problems)) -%}
            {%- else -%}
                {%- do selects.append(raw_csv_select(table, file, problems)) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- if selects | length == 0 -%}
            {%- do selects.append(raw_empty_select()) -%}
        {%- endif -%}
        {%- if problems | length == 0 -%}
            {%- do run_query(
                'create or replace view raw_reader.' ~ table.identifier ~ ' as\n' ~ selects | join('\nunion all\n')
            ) -%}
            {%- do run_query(raw_rows_view(table)) -%}
            {%- do rejected.append(
                "select '" ~ table.key ~ "' as raw_table, _file as file_name, _line as line_number, line as raw_line, "
                ~ 'reason, _loaded_at from raw_reader.' ~ table.identifier ~ ' where reason is not null'
            ) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- do raise_raw_errors(problems) -%}
    {%- if rejected | length > 0 -%}
        {%- do run_query('create or replace view raw.rejected_lines as\n' ~ rejected | join('\nunion all\n')) -%}
    {%- endif -%}
{%- endmacro %}

{#- Raw files below a folder: list of dicts (path, name below the folder, key channel.table), in order. -#}
{% macro raw_files(root) -%}
    {%- set plain = root | replace('[', '[[]') | replace('*', '[*]') | replace('?', '[?]') -%}
    {%- set pattern = (plain ~ '/*/*') | replace("'", "''") -%}
    {%- set found = [] -%}
    {%- for row in run_query("select file from glob('" ~ pattern ~ "') order by file") -%}
        {%- set name = row[0] | replace('\\', '/') -%}
        {%- set parts = name.split('/') -%}
        {%- set base = parts[-1] -%}
        {%- if base.endswith('.csv') or base.endswith('.parquet') -%}
            {%- set stem = base.rsplit('.', 1)[0] -%}
            {%- do found.append({
                'path': row[0],
                'name': parts[-2] ~ '/' ~ base,
                'key': parts[-2] ~ '.' ~ stem.split('__')[0],
            }) -%}
        {%- endif -%}
    {%- endfor -%}
    {{- return(found) -}}
{%- endmacro %}

{#- The good rows of one raw table, by column name. -#}
{% macro raw_rows_view(table) -%}
    create or replace view raw.{{ table.identifier }} as
    select
        {% for column in table.columns -%}
            nullif(fields[{{ loop.index }}], '') as {{ adapter.quote(column) }},
        {% endfor -%}
        _file,
        _line,
        _loaded_at
    from raw_reader.{{ table.identifier }}
    where reason is null
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

{#- When a file was last changed, UTC. -#}
{% macro raw_loaded_at(path) -%}
    (select max(timezone('UTC', last_modified)) from read_blob('{{ path }}'))
{%- endmacro %}

{% macro raw_parquet_select(table, file, problems) -%}
    {%- set path = file.path | replace("'", "''") -%}
    {%- set present = run_query("select name from parquet_schema('" ~ path ~ "')").columns[0].values() -%}
    {%- set missing = table.columns | reject('in', present) | reject('in', table.optional_columns) | list -%}
    {%- if missing | length > 0 -%}
        {%- do problems.append(
            "file '" ~ file.path ~ "' lacks the column(s) " ~ missing | join(', ')
            ~ '. Expected: ' ~ table.columns | join(',') ~ '. Found: ' ~ present | join(',')
        ) -%}
    {%- endif -%}
    select
        '{{ file.name | replace("'", "''") }}' as _file,
        file_row_number + 1 as _line,
        {{ raw_loaded_at(path) }} as _loaded_at,
        cast(null as varchar) as line,
        [{% for column in table.columns -%}
            {% if column in present %}cast({{ adapter.quote(column) }} as varchar){% else %}null{% endif %}
            {%- if not loop.last %}, {% endif %}
        {%- endfor %}] as fields,
        cast(null as varchar) as reason
    from read_parquet('{{ path }}', file_row_number = true)
{%- endmacro %}

{#- DuckDB reads each file of a `delta` table once: its rows stay in a table of schema `raw_reader` until the file is gone or
another one. What is there is what reading in place would show: the same rows, the same rejected lines. A file is the
same while its size, its last change and the contract of its columns are; --full-refresh reads all anew.

raw_reader.files: the files that the raw relations show. raw_reader.built_files: those of the last good build. -#}

{#- Readies schema `raw_reader`: notes of files; no relation of the wrong kind or of a table that is no more. -#}
{% macro prepare_raw_reader(tables) -%}
    {%- set columns = 'raw_table varchar, file_name varchar, file_size bigint, modified_at varchar, contract varchar' -%}
    {%- set kinds = {'files': 'BASE TABLE', 'built_files': 'BASE TABLE'} -%}
    {%- for table in tables -%}
        {%- do kinds.update({table.identifier: 'BASE TABLE' if table.load == 'delta' else 'VIEW'}) -%}
    {%- endfor -%}
    {%- do run_query('create schema if not exists raw') -%}
    {%- do run_query('create schema if not exists raw_reader') -%}
    {%- do run_query('create table if not exists raw_reader.files (' ~ columns ~ ')') -%}
    {%- do run_query('create table if not exists raw_reader.built_files (' ~ columns ~ ')') -%}
    {%- do run_query(changed_files_view()) -%}
    {%- for row in run_query(
        "select table_name, table_type from information_schema.tables where table_schema = 'raw_reader' order by 1"
    ) -%}
        {%- if kinds.get(row[0]) != row[1] -%}
            {%- do run_query(
                'drop ' ~ ('view' if row[1] == 'VIEW' else 'table') ~ ' raw_reader.' ~ adapter.quote(row[0]) ~ ' cascade'
            ) -%}
            {%- do run_query(
                "delete from raw_reader.files where replace(raw_table, '.', '__') = '" ~ row[0] ~ "'"
            ) -%}
        {%- endif -%}
    {%- endfor -%}
{%- endmacro %}

{#- The raw files that are new, gone or other ones since the last good build. -#}
{% macro changed_files_view() -%}
    create or replace view raw.changed_files as
    select
        coalesce(files.raw_table, built_files.raw_table) as raw_table,
        coalesce(files.file_name, built_files.file_name) as file_name,
        case
            when built_files.file_name is null then 'added'
            when files.file_name is null then 'deleted'
            else 'changed'
        end as change_type
    from raw_reader.files
    full join raw_reader.built_files
        on files.raw_table = built_files.raw_table and files.file_name = built_files.file_name
    where
        files.file_name is null
        or built_files.file_name is null
        or files.file_size != built_files.file_size
        or files.modified_at != built_files.modified_at
        or files.contract != built_files.contract
{%- endmacro %}

{#- The files noted so far: {raw table: {file name: note}}. -#}
{% macro known_raw_files() -%}
    {%- set found = {} -%}
    {%- for row in run_query(
        'select raw_table, file_name, file_size, modified_at, contract from raw_reader.files order by 1, 2'
    ) -%}
        {%- do found.setdefault(row[0], {}).update({
            row[1]: {'size': row[2] | int, 'modified_at': row[3], 'contract': row[4]}
        }) -%}
    {%- endfor -%}
    {{- return(found) -}}
{%- endmacro %}

{#- What a raw table's columns are read as: a file read under another contract is read again. Count the reader up when the
same file gives other rows. -#}
{% macro raw_contract(table) -%}
    {{- return(local_md5('reader 1;' ~ table.columns | join(',') ~ ';' ~ table.optional_columns | join(',') ~ ';' ~ table.load)) -}}
{%- endmacro %}

{#- SQL that notes a file as shown. -#}
{% macro note_raw_file(table, file) -%}
    insert into raw_reader.files values (
        '{{ table.key }}', '{{ file.name | replace("'", "''") }}', {{ file.size }}, '{{ file.modified_at }}',
        '{{ raw_contract(table) }}'
    )
{%- endmacro %}

{#- Statements that bring the table of a delta up to its files, one transaction per file. -#}
{% macro raw_delta_statements(table, own, known, problems) -%}
    {%- set contract = raw_contract(table) -%}
    {%- set is_there = run_query(
        "select 1 from information_schema.tables where table_schema = 'raw_reader' and table_name = '"
        ~ table.identifier ~ "'"
    ) | length > 0 -%}
    {%- set other = known.values() | rejectattr('contract', 'equalto', contract) | list -%}
    {%- set is_anew = flags.FULL_REFRESH or not is_there or other | length > 0 -%}
    {%- set statements = [] -%}
    {%- if is_anew -%}
        {%- do statements.append(empty_raw_delta(table)) -%}
    {%- else -%}
        {%- for name in known.keys() | reject('in', own | map(attribute='name') | list) -%}
            {%- do statements.append('begin; ' ~ forget_raw_file(table, name) ~ '; commit') -%}
        {%- endfor -%}
    {%- endif -%}
    {%- do statements.append(raw_rows_view(table)) -%}
    {%- for file in own -%}
        {%- set before = none if is_anew else known.get(file.name) -%}
        {%- if before is none or before.size != file.size or before.modified_at != file.modified_at -%}
            {%- set rows = raw_file_select(table, file, problems) -%}
            {%- do statements.append(
                'begin; ' ~ ('' if before is none else forget_raw_file(table, file.name) ~ '; ')
                ~ raw_delta_insert(table, rows) ~ '; ' ~ note_raw_file(table, file) ~ '; commit'
            ) -%}
        {%- endif -%}
    {%- endfor -%}
    {{- return(statements) -}}
{%- endmacro %}

{% macro empty_raw_delta(table) -%}
    begin;
    create or replace table raw_reader.{{ table.identifier }} (
        {% for column in table.columns -%}
            {{ adapter.quote(column) }} varchar,
        {% endfor -%}
        _file varchar,
        _line bigint,
        _loaded_at timestamp,
        _rejected_line varchar,
        _reason varchar
    );
    delete from raw_reader.files where raw_table = '{{ table.key }}';
    commit
{%- endmacro %}

{% macro forget_raw_file(table, name) -%}
    {%- set quoted = name | replace("'", "''") -%}
    delete from raw_reader.{{ table.identifier }} where _file = '{{ quoted }}';
    delete from raw_reader.files where raw_table = '{{ table.key }}' and file_name = '{{ quoted }}'
{%- endmacro %}

{#- Good lines are kept as columns, rejected ones as they stand. -#}
{% macro raw_delta_insert(table, rows) -%}
    insert into raw_reader.{{ table.identifier }}
    select
        {% for column in table.columns -%}
            case when reason is null then nullif(fields[{{ loop.index }}], '') end,
        {% endfor -%}
        _file,
        _line,
        _loaded_at,
        case when reason is not null then line end,
        reason
    from ({{ rows }})
{%- endmacro %}

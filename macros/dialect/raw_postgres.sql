{#- PostgreSQL holds raw tables that `scripts/load_raw.py` (or the brand's own loader) has filled: check that they are there. -#}
{% macro postgres__create_raw_relations() -%}
    {%- set problems = [] -%}
    {%- set present = {} -%}
    {%- set catalogue = run_query(
        "select table_name, column_name from information_schema.columns where table_schema = 'raw' order by 1, 2"
    ) -%}
    {%- for row in catalogue -%}
        {%- do present.setdefault(row[0], []).append(row[1]) -%}
    {%- endfor -%}
    {%- for table in raw_tables() -%}
        {%- set expected = table.columns + ['_file', '_line', '_loaded_at'] -%}
        {%- set missing = expected | reject('in', present.get(table.identifier, [])) | list -%}
        {%- if table.identifier not in present -%}
            {%- do problems.append(
                "table 'raw." ~ table.identifier ~ "' is missing: load it with scripts/load_raw.py"
            ) -%}
        {%- elif missing | length > 0 -%}
            {%- do problems.append("table 'raw." ~ table.identifier ~ "' lacks the column(s) " ~ missing | join(', ')) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if 'rejected_lines' not in present -%}
        {%- do problems.append("table 'raw.rejected_lines' is missing: load it with scripts/load_raw.py") -%}
    {%- endif -%}
    {%- do raise_raw_errors(problems) -%}
    {#- Tables are loaded whole here: nothing says which files changed. -#}
    {%- do run_query(
        'create table if not exists raw.changed_files (raw_table text, file_name text, change_type text)'
    ) -%}
{%- endmacro %}

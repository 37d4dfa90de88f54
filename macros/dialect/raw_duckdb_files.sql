{#- Raw files below a folder: list of dicts (path, name below the folder, key channel.table, size, modified_at), in order. -#}
{% macro raw_files(root) -%}
    {%- set plain = root | replace('[', '[[]') | replace('*', '[*]') | replace('?', '[?]') -%}
    {%- set pattern = (plain ~ '/*/*') | replace("'", "''") -%}
    {%- set found = [] -%}
    {%- set listed = run_query(
        "select filename, size, cast(timezone('UTC', last_modified) as varchar) as modified_at from read_blob('"
        ~ pattern ~ "') order by filename"
    ) if run_query("select file from glob('" ~ pattern ~ "') limit 1") | length > 0 else [] -%}
    {%- for row in listed -%}
        {%- set name = row[0] | replace('\\', '/') -%}
        {%- set parts = name.split('/') -%}
        {%- set base = parts[-1] -%}
        {%- if base.endswith('.csv') or base.endswith('.parquet') -%}
            {%- set stem = base.rsplit('.', 1)[0] -%}
            {%- do found.append({
                'path': row[0],
                'name': parts[-2] ~ '/' ~ base,
                'key': parts[-2] ~ '.' ~ stem.split('__')[0],
                'size': row[1] | int,
                'modified_at': row[2],
            }) -%}
        {%- endif -%}
    {%- endfor -%}
    {{- return(found) -}}
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

{#- The raw tables that the sources declare, in a fixed order.

Returns a list of dicts: key (channel.table), channel, table, identifier, columns (names in order),
optional_columns, is_optional, load. The sources YAML is the contract of the raw files; var raw_loads may load a table
otherwise than the YAML says. -#}
{% macro raw_tables() -%}
    {%- set optional_tables = var('optional_raw_tables', []) -%}
    {%- set found = [] -%}
    {%- for source_node in graph.sources.values() | sort(attribute='unique_id') -%}
        {%- if source_node.package_name == 'customer_identity' or source_node.package_name == project_name -%}
            {%- set meta = source_node.config.get('meta', {}) -%}
            {%- if source_node.schema == 'raw' and meta.get('load') in ['snapshot', 'delta'] -%}
                {%- set key = source_node.source_name ~ '.' ~ source_node.name -%}
                {%- set optional_columns = [] -%}
                {%- for column in source_node.columns.values() -%}
                    {%- if column.get('config', {}).get('meta', {}).get('optional')
                        or column.get('meta', {}).get('optional') -%}
                        {%- do optional_columns.append(column.name) -%}
                    {%- endif -%}
                {%- endfor -%}
                {%- do found.append({
                    'key': key,
                    'channel': source_node.source_name,
                    'table': source_node.name,
                    'identifier': source_node.identifier,
                    'columns': source_node.columns.keys() | reject('in', ['_file', '_line', '_loaded_at']) | list,
                    'optional_columns': optional_columns,
                    'is_optional': meta.get('optional', false)
                        or 'all' in optional_tables
                        or key in optional_tables
                        or source_node.source_name in optional_tables,
                    'load': var('raw_loads', {}).get(key, meta.get('load')),
                }) -%}
            {%- endif -%}
        {%- endif -%}
    {%- endfor -%}
    {{- return(found) -}}
{%- endmacro %}

{#- Makes, or checks, the relations `raw.<channel>__<table>` and `raw.rejected_lines` of this engine. -#}
{% macro create_raw_relations() -%}
    {{- return(adapter.dispatch('create_raw_relations', 'customer_identity')()) -}}
{%- endmacro %}

{#- Stops the run with every problem found in the raw input, each with its fix. -#}
{% macro raise_raw_errors(problems) -%}
    {%- if problems | length > 0 -%}
        {%- do exceptions.raise_compiler_error(
            'The raw input cannot be read; nothing was built and the last good marts stay.\n  - '
            ~ problems | join('\n  - ')
        ) -%}
    {%- endif -%}
{%- endmacro %}

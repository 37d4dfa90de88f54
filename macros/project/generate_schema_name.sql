{#- Schema of a node: its configured name as it is; behind a prefix where the target has a schema of its own. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {%- if custom_schema_name is none -%}
        {{- target.schema -}}
    {%- elif target.schema == 'main' -%}
        {{- custom_schema_name | trim -}}
    {%- else -%}
        {{- target.schema ~ '_' ~ custom_schema_name | trim -}}
    {%- endif -%}
{%- endmacro %}

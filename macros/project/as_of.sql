{#- The run's moment as a UTC timestamp expression: var `as_of`, else when dbt started. -#}
{% macro as_of() -%}
    cast('{{ as_of_text() }}' as timestamp)
{%- endmacro %}

{#- The same as text, 'YYYY-MM-DD HH:MM:SS'. -#}
{% macro as_of_text() -%}
    {%- set configured = var('as_of', none) -%}
    {%- if configured is none -%}
        {{- run_started_at.strftime('%Y-%m-%d %H:%M:%S') -}}
    {%- else -%}
        {{- configured -}}
    {%- endif -%}
{%- endmacro %}

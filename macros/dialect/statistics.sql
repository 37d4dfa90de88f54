{#- Post-hook of tables: gives the planner their statistics at once, where the engine does not gather them by itself in
time. Without, PostgreSQL takes a new table's filters for a handful of rows and joins by nested loops. -#}
{% macro gather_statistics() -%}
    {{ return(adapter.dispatch('gather_statistics', 'customer_identity')()) }}
{%- endmacro %}

{% macro default__gather_statistics() -%}
{%- endmacro %}

{% macro postgres__gather_statistics() -%}
    {%- if config.get('materialized') in ['table', 'incremental', 'seed'] -%}
        analyze {{ this }}
    {%- endif -%}
{%- endmacro %}

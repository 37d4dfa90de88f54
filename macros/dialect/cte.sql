{#- Written between `as` and the bracket of a CTE whose expressions are costly and read more than
    once below. PostgreSQL would copy them into every place that names them; DuckDB does not. -#}
{% macro computed_once() -%}
    {{ return(adapter.dispatch('computed_once', 'customer_identity')()) }}
{%- endmacro %}

{% macro default__computed_once() -%}
{%- endmacro %}

{% macro postgres__computed_once() -%}
    materialized
{%- endmacro %}

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

{#- Written between `as` and the bracket of a CTE that only names a wide table and is read more than once below: each reader
takes the columns it needs from the table. The engines would copy whole rows first, out of memory if there are many. -#}
{% macro read_in_place() -%}
    {{ return(adapter.dispatch('read_in_place', 'customer_identity')()) }}
{%- endmacro %}

{% macro default__read_in_place() -%}
    not materialized
{%- endmacro %}

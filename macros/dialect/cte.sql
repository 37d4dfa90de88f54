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

{#- Written between `as` and the bracket of a CTE that has many wide rows and is read more than once below: each reader takes
the columns it needs from the tables. The engines would copy whole rows first, out of memory if there are many. In an
incremental build few are left of a table that is read from end to end: there one copy is better. -#}
{% macro read_in_place() -%}
    {{ return(adapter.dispatch('read_in_place', 'customer_identity')()) }}
{%- endmacro %}

{% macro default__read_in_place() -%}
    {{ '' if is_incremental_build() else 'not materialized' }}
{%- endmacro %}

{#- What an engine's planner has to be told. PostgreSQL knows nothing of a table just made, and takes every filter on a
computed column for a handful of rows: it then joins thousands of rows with thousands by nested loops. -#}

{#- Pre-hook of tables, and first line of tests: how to plan joins of many rows with many. -#}
{% macro plan_for_many_rows() -%}
    {{ return(adapter.dispatch('plan_for_many_rows', 'customer_identity')()) }}
{%- endmacro %}

{% macro default__plan_for_many_rows() -%}
{%- endmacro %}

{#- Until the transaction ends. Compiling the unrolled closure to machine code would take longer than running it. -#}
{% macro postgres__plan_for_many_rows() -%}
    set local enable_nestloop = off;
    set local jit = off;
{%- endmacro %}


{#- Post-hook of tables: gives the planner their statistics at once. -#}
{% macro gather_statistics() -%}
    {{ return(adapter.dispatch('gather_statistics', 'customer_identity')()) }}
{%- endmacro %}

{% macro default__gather_statistics() -%}
{%- endmacro %}

{% macro postgres__gather_statistics() -%}
    {%- if config.get('materialized') in ['table', 'incremental'] -%}
        analyze {{ this }}
    {%- endif -%}
{%- endmacro %}


{#- dbt's own query of a data test, planned like the tables. -#}
{% macro postgres__get_test_sql(main_sql, fail_calc, warn_if, error_if, limit) -%}
    {{ plan_for_many_rows() }}
    {{ default__get_test_sql(main_sql, fail_calc, warn_if, error_if, limit) }}
{%- endmacro %}

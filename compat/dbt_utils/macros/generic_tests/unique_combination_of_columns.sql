{#- No two rows share a combination of values. Nulls count as equal to each other. -#}
{% test unique_combination_of_columns(model, combination_of_columns, quote_columns=false) -%}
    {{ return(adapter.dispatch('test_unique_combination_of_columns', 'dbt_utils')(
        model, combination_of_columns, quote_columns
    )) }}
{%- endtest %}

{% macro default__test_unique_combination_of_columns(
    model, combination_of_columns, quote_columns=false
) -%}
    {%- if quote_columns is not boolean -%}
        {{- exceptions.raise_compiler_error(
            "unique_combination_of_columns: `quote_columns` must be true or false, not '"
            ~ quote_columns ~ "'."
        ) -}}
    {%- endif -%}
    {%- set columns = [] -%}
    {%- for column in combination_of_columns -%}
        {%- do columns.append(adapter.quote(column) if quote_columns else column) -%}
    {%- endfor -%}
    {%- set column_list = columns | join(', ') %}
select {{ column_list }}, count(*) as count_rows
from {{ model }}
group by {{ column_list }}
having count(*) > 1
{%- endmacro %}

{#-
    The expression holds on every row; on a column, the expression is what follows the column's name.
    A row on which it is null passes.
-#}
{% test expression_is_true(model, expression, column_name=None) -%}
    {{ return(adapter.dispatch('test_expression_is_true', 'dbt_utils')(
        model, expression, column_name
    )) }}
{%- endtest %}

{% macro default__test_expression_is_true(model, expression, column_name=None) -%}
select *
from {{ model }}
where not ({{ column_name ~ ' ' if column_name is not none }}{{ expression }})
{%- endmacro %}

{#-
    Every value lies between the bounds given: numbers, columns or expressions, one of them or both.
    The bounds themselves are allowed unless `inclusive` is false. A null passes.
-#}
{% test accepted_range(model, column_name, min_value=none, max_value=none, inclusive=true) -%}
    {{ return(adapter.dispatch('test_accepted_range', 'dbt_utils')(
        model, column_name, min_value, max_value, inclusive
    )) }}
{%- endtest %}

{% macro default__test_accepted_range(
    model, column_name, min_value=none, max_value=none, inclusive=true
) -%}
    {%- set or_equal = '=' if inclusive else '' -%}
    {%- set bounds = [] -%}
    {%- if min_value is not none -%}
        {%- do bounds.append(column_name ~ ' >' ~ or_equal ~ ' (' ~ min_value ~ ')') -%}
    {%- endif -%}
    {%- if max_value is not none -%}
        {%- do bounds.append(column_name ~ ' <' ~ or_equal ~ ' (' ~ max_value ~ ')') -%}
    {%- endif %}
select *
from {{ model }}
where
    {%- if bounds %}
    not ({{ bounds | join(' and ') }})
    {%- else %}
    1 = 0
    {%- endif %}
{%- endmacro %}

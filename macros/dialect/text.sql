{#- Text in binary order, for order by, min and max: the same order on every engine. -#}
{% macro binary_text(expression) -%}
    {{ return(adapter.dispatch('binary_text', 'customer_identity')(expression)) }}
{%- endmacro %}

{% macro default__binary_text(expression) -%}
    {{ expression }}
{%- endmacro %}

{% macro postgres__binary_text(expression) -%}
    ({{ expression }}) collate "C"
{%- endmacro %}

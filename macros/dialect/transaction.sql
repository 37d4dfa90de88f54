{#- Ends the transaction that an engine opens by itself, so that an operation's tables stay. -#}
{% macro keep_what_was_made() -%}
    {{ return(adapter.dispatch('keep_what_was_made', 'customer_identity')()) }}
{%- endmacro %}

{% macro default__keep_what_was_made() -%}
{%- endmacro %}

{% macro postgres__keep_what_was_made() -%}
    {%- do run_query('commit') -%}
{%- endmacro %}

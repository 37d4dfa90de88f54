{#- What a run does before the first model. -#}
{% macro start_run() -%}
{%- endmacro %}

{#- What a run does after the last model. -#}
{% macro publish(results) -%}
{%- endmacro %}

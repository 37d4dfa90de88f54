{#- What a run does before the first model: check the configuration, open the raw input. -#}
{% macro start_run() -%}
    {%- if execute and flags.WHICH in ['build', 'run', 'seed', 'snapshot', 'test', 'run-operation'] -%}
        {%- do create_raw_relations() -%}
    {%- endif -%}
{%- endmacro %}

{#- What a run does after the last model. -#}
{% macro publish(results) -%}
{%- endmacro %}

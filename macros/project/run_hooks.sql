{#- What a run does before the first model: check the configuration, open the raw input, ready the id registry, decide what is
built anew. -#}
{% macro start_run() -%}
    {%- if execute and flags.WHICH in ['build', 'run', 'seed', 'snapshot', 'test'] -%}
        {%- do validate_project() -%}
        {%- do create_functions() -%}
        {%- do create_raw_relations() -%}
        {%- do prepare_registry() -%}
        {%- do open_build() -%}
    {%- endif -%}
{%- endmacro %}

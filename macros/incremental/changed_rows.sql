{#- A query of the rows that a model has gained or lost in this build, by some of its columns: what is other in one of them is
there twice, as it was and as it is. No row where everything is built.
relation: of a model that keeps its changes. -#}
{% macro changed_rows(relation, columns) -%}
    {%- set names = columns | join(', ') -%}
    {%- if is_incremental_build() -%}
        (select {{ names }} from {{ after_of(relation) }} except select {{ names }} from {{ before_of(relation) }})
        union all
        (select {{ names }} from {{ before_of(relation) }} except select {{ names }} from {{ after_of(relation) }})
    {%- else -%}
        select {{ names }} from {{ relation }} where false
    {%- endif -%}
{%- endmacro %}

{#- A query of the rows that a model has or had in its scope, by some of its columns, each once. No row where everything is built.
relation: of a model that keeps its changes. -#}
{% macro touched_rows(relation, columns) -%}
    {%- set names = columns | join(', ') -%}
    {%- if is_incremental_build() -%}
        select {{ names }} from {{ after_of(relation) }}
        union
        select {{ names }} from {{ before_of(relation) }}
    {%- else -%}
        select {{ names }} from {{ relation }} where false
    {%- endif -%}
{%- endmacro %}

{#- What models read of others in an incremental build. In every other build each of these is the whole relation. -#}

{#- The rows that this build gave a model's scope; the whole model in a build of everything. -#}
{% macro after_of(relation) -%}
    {{- changes_relation(relation.identifier, 'after') if is_incremental_build() else relation -}}
{%- endmacro %}

{#- The rows that stood in a model's scope before this build. Only in an incremental build. -#}
{% macro before_of(relation) -%}
    {{- changes_relation(relation.identifier, 'before') -}}
{%- endmacro %}

{#- A model of this layer as the last build left it, for one that this build makes before it: no `ref`, which would turn the
two around. Only in an incremental build. -#}
{% macro last_build_of(name) -%}
    {{- this.incorporate(path={'identifier': name}) -}}
{%- endmacro %}

{#- The relation of a model that says what an incremental build does again, for a model that reads it in no other build. A unit
test is told nothing of it, for it tests what a build of everything does. -#}
{% macro scope_of(name) -%}
    {{- return(name if is_unit_test() else ref(name)) -}}
{%- endmacro %}

{% macro is_unit_test() -%}
    {{- return(model is defined and model.resource_type == 'unit_test') -}}
{%- endmacro %}

{#- A `where` clause that leaves the rows whose keys a scope has; nothing in a build of everything.
scope: relation or CTE; keys: columns of both; word: `and` behind a condition. -#}
{% macro only_in_scope(scope, keys, word='where') -%}
    {%- if is_incremental_build() -%}
        {{ word }} ({{ keys | join(', ') }}) in (select {{ keys | join(', ') }} from {{ scope }})
    {%- endif -%}
{%- endmacro %}

{% macro changes_relation(identifier, moment) -%}
    {{- return(api.Relation.create(
        database=target.database, schema=changes_schema(), identifier=identifier ~ '__' ~ moment
    )) -}}
{%- endmacro %}

{% macro changes_schema() -%}
    {{- return(generate_schema_name('changes', none)) -}}
{%- endmacro %}

{#- Incremental strategy `scoped`: what stands in a scope is done again, and takes the place of what stood there.

A model of this strategy names its scope in its config:
    meta: {scope: [{model: int_records_changed, keys: [record_key]}, …], keeps_changes: true}
keys: columns of the scope; columns: what they are called in the model, where otherwise; where: a condition on the model's
rows that must hold besides, or alone if the entry names no model; everything: true: all rows.
A row of the model is in the scope if one of the entries has it. The model's SQL gives the new rows of the scope
alone (macros after_of, in_scope). With keeps_changes the rows before and after stay in schema `changes` until the run ends,
for the models behind. -#}
{% macro get_incremental_scoped_sql(arg_dict) -%}
    {%- set target_relation = arg_dict['target_relation'] -%}
    {%- set columns = arg_dict['dest_columns'] | map(attribute='quoted') | join(', ') -%}
    {%- set meta = config.get('meta') -%}
    {%- set in_scope -%}
        {%- for entry in meta.scope -%}
            {{ 'or ' if not loop.first }}{{ is_in_scope(entry) }}
        {%- endfor -%}
    {%- endset -%}
    {%- if meta.get('keeps_changes') %}
        create table {{ changes_relation(this.identifier, 'before') }} as
        select {{ columns }} from {{ target_relation }} where {{ in_scope }};
        create table {{ changes_relation(this.identifier, 'after') }} as
        select {{ columns }} from {{ arg_dict['temp_relation'] }};
    {%- endif %}
    delete from {{ target_relation }} where {{ in_scope }};
    insert into {{ target_relation }} ({{ columns }})
    select {{ columns }} from {{ arg_dict['temp_relation'] }}
{%- endmacro %}

{#- Boolean SQL: does an entry of a scope have a row? -#}
{% macro is_in_scope(entry) -%}
    {%- set conditions = [] -%}
    {%- if entry.get('model') -%}
        {%- do conditions.append(
            '(' ~ entry.get('columns', entry['keys']) | join(', ') ~ ') in (select ' ~ entry['keys'] | join(', ')
            ~ ' from ' ~ relation_of_model(entry.model) ~ ')'
        ) -%}
    {%- endif -%}
    {%- if entry.get('where') -%}
        {%- do conditions.append('(' ~ entry.where ~ ')') -%}
    {%- endif -%}
    {%- if conditions | length == 0 and not entry.get('everything') -%}
        {%- do exceptions.raise_compiler_error(
            this.identifier ~ ': an entry of meta.scope names neither a model, a condition nor everything'
        ) -%}
    {%- endif -%}
    ({{ conditions | join(' and ') or 'true' }})
{%- endmacro %}

{#- The relation of a model that is made before this one, through others or because this one reads it. -#}
{% macro relation_of_model(name) -%}
    {%- set node = graph.nodes['model.customer_identity.' ~ name] -%}
    {{- return(api.Relation.create(database=node.database, schema=node.schema, identifier=node.alias)) -}}
{%- endmacro %}

{#- dbt asks this for `is_incremental` and before it builds an incremental model: a scoped one is built whole unless the
whole run is an incremental build. -#}
{% macro should_full_refresh() -%}
    {%- set configured = config.get('full_refresh') -%}
    {%- if configured is none -%}
        {%- set configured = flags.FULL_REFRESH -%}
    {%- endif -%}
    {%- if not configured and config.get('meta', {}).get('scope') -%}
        {{- return(not is_incremental_build()) -}}
    {%- endif -%}
    {{- return(configured) -}}
{%- endmacro %}

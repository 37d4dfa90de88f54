{#- What a run does before the first model: check the configuration, open the raw input, ready the id registry. -#}
{% macro start_run() -%}
    {%- if execute and flags.WHICH in ['build', 'run', 'seed', 'snapshot', 'test'] -%}
        {%- do validate_project() -%}
        {%- do create_functions() -%}
        {%- do create_raw_relations() -%}
        {%- do prepare_registry() -%}
    {%- endif -%}
{%- endmacro %}

{#- The relation of a table in the registry's schema. -#}
{% macro registry_relation(identifier) -%}
    {{- return(api.Relation.create(
        database=target.database, schema=generate_schema_name('registry', none), identifier=identifier, type='table'
    )) -}}
{%- endmacro %}

{#- Makes the registry's tables where they are missing. A build that was never published leaves no ids behind: before the
registry is built again, what such a build logged is taken back. -#}
{% macro prepare_registry() -%}
    {%- set registry = registry_relation('customer_registry') -%}
    {%- set publications = registry_relation('registry_publications') -%}
    {%- do adapter.create_schema(registry) -%}
    {%- do run_query(
        'create table if not exists ' ~ registry ~ ' (run_number bigint, as_of timestamp, record_key bigint, '
        ~ 'channel varchar, source_record_id varchar, event varchar, customer_id varchar, '
        ~ 'previous_customer_id varchar, customer_number bigint)'
    ) -%}
    {%- do run_query('create table if not exists ' ~ publications ~ ' (run_number bigint, as_of timestamp)') -%}
    {%- if 'model.customer_identity.int_customer_ids_registered' in selected_resources -%}
        {%- do run_query(
            'delete from ' ~ registry ~ ' where run_number > (select coalesce(max(run_number), 0) from '
            ~ publications ~ ')'
        ) -%}
    {%- endif -%}
    {%- if load_cached_relation(registry) is none -%}
        {%- do adapter.cache_added(registry) -%}
    {%- endif -%}
{%- endmacro %}

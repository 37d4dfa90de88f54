{#- DuckDB: one file per schema beside the working file, written aside and renamed into place. -#}
{% macro default__publish_marts(marts) -%}
    {%- set folder = env_var('WAREHOUSE_DIR', 'warehouse') -%}
    {%- set files = [] -%}
    {%- for schema, names in marts.items() -%}
        {%- set relations = [] -%}
        {%- for name in names -%}
            {%- do relations.append([generate_schema_name(schema, none), name]) -%}
        {%- endfor -%}
        {%- do files.append({'path': folder ~ '/' ~ schema ~ '.duckdb', 'relations': relations}) -%}
    {%- endfor -%}
    {%- do adapter.store_relation(
        'publisher', registry_relation('customer_registry'), [], folder, 'duckdb',
        {'files': files, 'mark_published': mark_registry_published()}
    ) -%}
    {%- do log('Published ' ~ folder ~ '/marts.duckdb and ' ~ folder ~ '/restricted.duckdb', info=true) -%}
{%- endmacro %}

{#- PostgreSQL: copies in schemas of their own, swapped in by name in one transaction. -#}
{% macro postgres__publish_marts(marts) -%}
    begin;
    {% for schema, names in marts.items() %}
        drop schema if exists {{ schema }}__next cascade;
        create schema {{ schema }}__next;
        {% for name in names %}
            create table {{ schema }}__next.{{ name }} as table {{ generate_schema_name(schema, none) }}.{{ name }};
        {% endfor %}
    {% endfor %}
    {% for schema in marts.keys() %}
        create schema if not exists {{ schema }};
        alter schema {{ schema }} rename to {{ schema }}__last;
        alter schema {{ schema }}__next rename to {{ schema }};
        drop schema {{ schema }}__last cascade;
    {% endfor %}
    {{ mark_registry_published() }};
    commit;
    {%- do log('Published schemas marts and restricted', info=true) -%}
{%- endmacro %}

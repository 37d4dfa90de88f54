{#- The tables that outlive a build, each with its columns. Models append to them; publications are written by `publish`. -#}
{% macro registry_tables() -%}
    {{- return({
        'customer_registry': {
            'run_number': 'bigint', 'as_of': 'timestamp', 'record_key': 'bigint', 'channel': 'varchar',
            'source_record_id': 'varchar', 'event': 'varchar', 'customer_id': 'varchar',
            'previous_customer_id': 'varchar', 'customer_number': 'bigint', 'content_hash': 'bigint',
        },
        'customer_changes': {
            'run_number': 'bigint', 'as_of': 'timestamp', 'customer_number': 'bigint', 'kind': 'varchar',
            'related_customer_number': 'bigint', 'cause': 'varchar', 'count_records_moved': 'bigint',
            'count_records_before': 'bigint', 'count_records_after': 'bigint', 'is_direct': 'boolean',
        },
        'decision_registry': {
            'run_number': 'bigint', 'as_of': 'timestamp', 'decision_key': 'bigint', 'decision_id': 'varchar',
            'decision': 'varchar', 'event': 'varchar', 'left_record_key': 'bigint', 'right_record_key': 'bigint',
        },
        'identity_runs': {
            'run_number': 'bigint', 'as_of': 'timestamp', 'policy_version': 'varchar', 'decisions_hash': 'varchar',
            'count_records': 'bigint', 'count_customers': 'bigint', 'count_assigned': 'bigint',
            'count_changed': 'bigint', 'count_removed': 'bigint', 'count_erased': 'bigint',
            'count_customer_changes': 'bigint', 'count_decision_events': 'bigint',
        },
        'rule_reports': {
            'run_number': 'bigint', 'as_of': 'timestamp', 'rule_number': 'integer', 'rule_name': 'varchar',
            'tier': 'varchar', 'finding': 'varchar', 'count_keys': 'bigint', 'count_keys_over_limit': 'bigint',
            'count_pairs': 'bigint', 'count_links': 'bigint', 'count_sole_links': 'bigint',
            'count_marginal_merges': 'bigint', 'count_conflicts': 'bigint',
        },
        'registry_publications': {'run_number': 'bigint', 'as_of': 'timestamp'},
    }) -}}
{%- endmacro %}

{#- The relation of a table in the registry's schema. -#}
{% macro registry_relation(identifier) -%}
    {{- return(api.Relation.create(
        database=target.database, schema=generate_schema_name('registry', none), identifier=identifier, type='table'
    )) -}}
{%- endmacro %}

{#- Makes the registry's tables where they are missing, and brings those of older versions up to date. A build that was
never published leaves no ids behind: before the registry is built again, what such a build logged is taken back. -#}
{% macro prepare_registry() -%}
    {%- do make_registry_tables() -%}
    {%- if selects_registry() -%}
        {%- do take_back_unpublished_runs() -%}
    {%- endif -%}
    {%- for name in registry_tables() if load_cached_relation(registry_relation(name)) is none -%}
        {%- do adapter.cache_added(registry_relation(name)) -%}
    {%- endfor -%}
{%- endmacro %}

{#- As an operation of its own, the tables for a registry that is restored: scripts/registry.py. -#}
{% macro make_registry_tables() -%}
    {%- do adapter.create_schema(registry_relation('customer_registry')) -%}
    {%- for name, columns in registry_tables().items() -%}
        {%- set table = registry_relation(name) -%}
        {%- set definitions = [] -%}
        {%- for column, type in columns.items() -%}
            {%- do definitions.append(column ~ ' ' ~ type) -%}
        {%- endfor -%}
        {%- do run_query('create table if not exists ' ~ table ~ ' (' ~ definitions | join(', ') ~ ')') -%}
        {%- do add_missing_columns(table, columns) -%}
    {%- endfor -%}
    {%- do run_query(runs_of_older_versions()) -%}
    {%- do keep_what_was_made() -%}
{%- endmacro %}

{#- Tables of a version before a column get it, empty. The adapter's own list of columns would open a transaction, which
the end of the hook takes back. -#}
{% macro add_missing_columns(table, columns) -%}
    {%- set present = run_query('select * from ' ~ table ~ ' limit 0').column_names | list -%}
    {%- for column, type in columns.items() if column not in present -%}
        {%- do run_query('alter table ' ~ table ~ ' add column ' ~ column ~ ' ' ~ type) -%}
    {%- endfor -%}
{%- endmacro %}

{#- Version 0.1.0 kept no list of runs: it is read off the log, as far as the log goes. -#}
{% macro runs_of_older_versions() -%}
    insert into {{ registry_relation('identity_runs') }} (run_number, as_of)
    select
        run_number,
        max(as_of) as as_of
    from {{ registry_relation('customer_registry') }}
    where not exists (select run_number from {{ registry_relation('identity_runs') }})
    group by run_number
{%- endmacro %}

{#- Whether this run may append to the registry. -#}
{% macro selects_registry() -%}
    {%- set found = namespace(any=false) -%}
    {%- for node in graph.nodes.values() if node.unique_id in selected_resources -%}
        {%- if node.resource_type == 'model' and node.config.get('schema') == 'registry' -%}
            {%- set found.any = true -%}
        {%- endif -%}
    {%- endfor -%}
    {{- return(found.any) -}}
{%- endmacro %}

{% macro take_back_unpublished_runs() -%}
    {%- set publications = registry_relation('registry_publications') -%}
    {%- for name in registry_tables() if name != 'registry_publications' -%}
        {%- do run_query(
            'delete from ' ~ registry_relation(name) ~ ' where run_number > (select coalesce(max(run_number), 0) from '
            ~ publications ~ ')'
        ) -%}
    {%- endfor -%}
{%- endmacro %}

{#- SQL that marks the registry's last run as published. -#}
{% macro mark_registry_published() -%}
    insert into {{ registry_relation('registry_publications') }}
    select
        coalesce(max(run_number), 0) as run_number,
        {{ as_of() }} as as_of
    from {{ registry_relation('identity_runs') }}
{%- endmacro %}

{#- A `where` clause on this run: one that is logged in full is not logged again, as when `dbt run -s` builds a log alone. The list of
runs knows it, or for what is logged after that list, the log itself. A unit test has a registry of its own. -#}
{% macro only_if_not_logged(log='identity_runs') -%}
    {%- if not is_unit_test() -%}
        where run_number > (select coalesce(max(run_number), 0) from {{ registry_relation(log) }})
    {%- endif -%}
{%- endmacro %}

{#- Post-hook of the log: an erased record keeps its key and its id, and loses its name. -#}
{% macro forget_erased_records() -%}
    update {{ this }}
    set source_record_id = null
    where source_record_id is not null
    and record_key in (select record_key from {{ this }} where event = 'erased')
{%- endmacro %}

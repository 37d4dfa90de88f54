{#- An incremental build does again what the changes since the last good build touch, and leaves the rest. It needs a last
build that was good as a whole and that had the same code, seeds and vars. One line says why a build is not incremental.

registry.last_build: one row, the last build that had scoped models: its moment and code, whether it was incremental and complete, and
how many publications there had been before it. It counts as good when one more has come since. -#}

{#- Start hook: decides whether this run is an incremental build, and says so. -#}
{% macro open_build() -%}
    {{- return(adapter.dispatch('open_build', 'customer_identity')()) -}}
{%- endmacro %}

{% macro default__open_build() -%}
    {%- if load_cached_relation(incremental_build_mark()) is not none -%}
        {%- do adapter.cache_dropped(incremental_build_mark()) -%}
    {%- endif -%}
    {%- do run_query(
        'create table if not exists ' ~ registry_relation('last_build')
        ~ ' (as_of timestamp, code_digest varchar, is_incremental boolean, is_complete boolean, count_publications bigint)'
    ) -%}
    {%- if selects_any_of('seed') or scoped_models('selected') | length > 0 -%}
        {%- set digest = code_digest() -%}
        {%- set reason = why_not_incremental(digest) -%}
        {%- do run_query('delete from ' ~ registry_relation('last_build')) -%}
        {%- do run_query(
            'insert into ' ~ registry_relation('last_build') ~ ' select ' ~ as_of() ~ ", '" ~ digest ~ "', " ~ (reason is none) ~ ', false, count(*) from '
            ~ registry_relation('registry_publications')
        ) -%}
        {%- if scoped_models('selected') | length > 0 -%}
            {%- if reason is none -%}
                {%- do run_query('drop schema if exists ' ~ changes_schema() ~ ' cascade') -%}
                {%- do run_query('create schema ' ~ changes_schema()) -%}
                {%- do adapter.cache_added(incremental_build_mark()) -%}
            {%- endif -%}
            {%- do log(
                'Identity: incremental, what changed since the last build' if reason is none
                else 'Identity: all records, because ' ~ reason, info=true
            ) -%}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}

{#- There the raw tables are loaded whole, so that nothing tells what is new in them. -#}
{% macro postgres__open_build() -%}
    {%- if scoped_models('selected') | length > 0 -%}
        {%- do log('Identity: all records, because this engine loads raw tables whole', info=true) -%}
    {%- endif -%}
{%- endmacro %}

{#- End hook: notes whether every scoped model that stands was built, and which raw files it read. -#}
{% macro close_build(results) -%}
    {{- return(adapter.dispatch('close_build', 'customer_identity')(results)) -}}
{%- endmacro %}

{% macro default__close_build(results) -%}
    {%- set good = [] -%}
    {%- for result in results if result.status | string == 'success' -%}
        {%- do good.append(result.node.unique_id) -%}
    {%- endfor -%}
    {%- if scoped_models('concerned') | reject('in', good) | list | length == 0 and not (flags.EMPTY or flags.SAMPLE) -%}
        {%- do run_query('create or replace table raw_reader.built_files as select * from raw_reader.files') -%}
        {%- do run_query('update ' ~ registry_relation('last_build') ~ ' set is_complete = true') -%}
    {%- endif -%}
    {%- do run_query('drop schema if exists ' ~ changes_schema() ~ ' cascade') -%}
{%- endmacro %}

{% macro postgres__close_build(results) -%}
{%- endmacro %}

{#- The reason in words, or none. -#}
{% macro why_not_incremental(digest) -%}
    {%- set last = run_query(
        'select code_digest, is_complete, as_of <= ' ~ as_of() ~ ', count_publications < (select count(*) from '
        ~ registry_relation('registry_publications') ~ '), (select count(*) = 1 from ' ~ registry_relation('registry_publications')
        ~ ' where run_number = (select max(run_number) from ' ~ registry_relation('registry_publications')
        ~ ')) from ' ~ registry_relation('last_build')
    ) -%}
    {%- set last = last.rows[0] if last | length > 0 else none -%}
    {%- set missing = [] -%}
    {%- set selected = scoped_models('selected') -%}
    {%- for node in graph.nodes.values() if node.unique_id in selected and not is_built(node) -%}
        {%- do missing.append(node.alias) -%}
    {%- endfor -%}
    {%- if flags.FULL_REFRESH -%}
        {{- return('of --full-refresh') -}}
    {%- elif scoped_models('concerned') | reject('in', selected_resources) | list | length + inputs_left_out() | length > 0 -%}
        {{- return('this run selects only a part of the identity models') -}}
    {%- elif last is none -%}
        {{- return('there is no build before this one') -}}
    {%- elif not last[1] -%}
        {{- return('the last build was not complete') -}}
    {%- elif not last[3] -%}
        {{- return('the last build was not published') -}}
    {%- elif not last[4] -%}
        {{- return('the registry did not log the last build') -}}
    {%- elif last[0] != digest -%}
        {{- return('rules, vars, seeds or code are other than in the last build') -}}
    {%- elif not last[2] -%}
        {{- return('as_of lies before that of the last build') -}}
    {%- elif missing | length > 0 -%}
        {{- return('a table of the last build is missing: ' ~ missing[0]) -}}
    {%- elif channels_of_other_tables() | length > 0 -%}
        {{- return('channel ' ~ channels_of_other_tables()[0] ~ ' is read from more than one raw table') -}}
    {%- elif is_erasure_withdrawn() -%}
        {{- return('a record that was erased is not any more') -}}
    {%- endif -%}
    {{- return(none) -}}
{%- endmacro %}

{#- Is this run an incremental build? `open_build` leaves a mark in the run's own memory of relations: no query, and false
wherever nothing was opened. A unit test is part of no build. -#}
{% macro is_incremental_build() -%}
    {{- return(execute and not is_unit_test() and load_cached_relation(incremental_build_mark()) is not none) -}}
{%- endmacro %}

{% macro incremental_build_mark() -%}
    {{- return(registry_relation('this_build_is_incremental')) -}}
{%- endmacro %}

{#- Ids of the project's scoped models: those that this run has selected, or, with `concerned`, also those that an earlier
build left. Where a model was never built, as in a warehouse of the customer map alone, nothing can be stale. -#}
{% macro scoped_models(which) -%}
    {%- set found = [] -%}
    {%- for node in graph.nodes.values() if node.resource_type == 'model' and node.package_name == 'customer_identity' -%}
        {%- if node.config.get('meta', {}).get('scope') and (
            node.unique_id in selected_resources or which == 'concerned' and is_built(node)
        ) -%}
            {%- do found.append(node.unique_id) -%}
        {%- endif -%}
    {%- endfor -%}
    {{- return(found) -}}
{%- endmacro %}

{#- Whether a model's table is in the warehouse. -#}
{% macro is_built(node) -%}
    {{- return(load_cached_relation(api.Relation.create(
        database=node.database, schema=node.schema, identifier=node.alias
    )) is not none) -}}
{%- endmacro %}

{% macro selects_any_of(resource_type) -%}
    {%- set found = [] -%}
    {%- for node in graph.nodes.values() if node.resource_type == resource_type and node.unique_id in selected_resources -%}
        {%- do found.append(node.unique_id) -%}
    {%- endfor -%}
    {{- return(found | length > 0) -}}
{%- endmacro %}

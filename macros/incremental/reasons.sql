{#- Reasons against an incremental build that take a look around. -#}

{#- Ids of models that a selected scoped model reads and that this run leaves as they are: its scope, for one. -#}
{% macro inputs_left_out() -%}
    {%- set found = [] -%}
    {%- for model_id in scoped_models('selected') -%}
        {%- for parent in graph.nodes[model_id].depends_on.nodes if parent.startswith('model.') -%}
            {%- if parent not in selected_resources and parent not in found -%}
                {%- do found.append(parent) -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endfor -%}
    {{- return(found) -}}
{%- endmacro %}

{#- Channels whose staging model reads more than its one raw table and seeds: only that table's files are looked at for changes. -#}
{% macro channels_of_other_tables() -%}
    {%- set found = [] -%}
    {%- for channel, spec in var('channels').items() -%}
        {%- for node in graph.nodes.values() if node.resource_type == 'model' and node.name == spec.model -%}
            {%- for parent in node.depends_on.nodes if not parent.startswith('seed.') -%}
                {%- set source_node = graph.sources.get(parent, {}) -%}
                {%- if source_node.get('source_name', '') ~ '.' ~ source_node.get('name', '') != raw_table_of(spec.model) -%}
                    {%- do found.append(channel) -%}
                {%- endif -%}
            {%- endfor -%}
        {%- endfor -%}
    {%- endfor -%}
    {{- return(found) -}}
{%- endmacro %}

{#- Whether a record that the last build erased is on no list any more, nor in the registry's log. Of its lines nothing is left
that would tell which they are. -#}
{% macro is_erasure_withdrawn() -%}
    {%- set erased = graph.nodes['model.customer_identity.int_records_erased'] -%}
    {%- set listed = graph.nodes['model.customer_identity.stg_stewardship__erased_records'] -%}
    {%- if not (is_built(erased) and is_built(listed)) -%}
        {{- return(false) -}}
    {%- endif -%}
    {%- set withdrawn = run_query(
        'select count(*) from ' ~ relation_of_model(erased.name) ~ ' where record_key not in (select record_key from '
        ~ relation_of_model(listed.name) ~ " where row_state = 'accepted') and record_key not in (select record_key from "
        ~ registry_relation('customer_registry') ~ " where event = 'erased')"
    ) -%}
    {{- return(withdrawn.rows[0][0] > 0) -}}
{%- endmacro %}

{#- Reasons against an incremental build that take a look around. -#}

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

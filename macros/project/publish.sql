{#- What a run does after the last model. Readers see new marts only after a build of everything in which no model failed
and every error-severity test passed; otherwise the last published marts stay. -#}
{% macro publish(results) -%}
    {%- if execute and flags.WHICH in ["build", "test"] -%}
        {%- do explain_churn(results) -%}
    {%- endif -%}
    {%- if execute and scoped_models('selected') | length > 0 -%}
        {%- do close_build(results) -%}
    {%- endif -%}
    {%- if execute and flags.WHICH == 'build' -%}
        {%- set marts = published_marts() -%}
        {%- set left_out = unselected_marts_and_tests() -%}
        {%- set bad = [] -%}
        {%- for result in results -%}
            {%- if result.status | string in ['error', 'fail', 'runtime error', 'skipped', 'partial success'] -%}
                {%- do bad.append(result.node.name) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- if flags.EMPTY or flags.SAMPLE -%}
            {%- do log('Not published: --empty and --sample build on a part of the input.', info=true) -%}
        {%- elif bad | length > 0 -%}
            {%- do log(
                'Not published: ' ~ bad | length ~ ' of ' ~ results | length ~ ' nodes failed or were skipped, first '
                ~ bad[:3] | join(', ') ~ '. Readers keep the last good marts.', info=true
            ) -%}
        {%- elif left_out | length > 0 -%}
            {%- do log(
                'Not published: this build left out ' ~ left_out | length ~ ' marts or tests, first '
                ~ left_out[:3] | join(', ') ~ '. A build of everything publishes.', info=true
            ) -%}
        {%- elif looks_at_the_past() -%}
            {%- do log(
                'Not published: as_of ' ~ as_of_text() ~ ' lies before the last run that the registry logged. Such a run '
                ~ 'may look at the past; readers keep the present.', info=true
            ) -%}
        {%- else -%}
            {{- return(adapter.dispatch('publish_marts', 'customer_identity')(marts)) -}}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}

{#- Marts by the schema they are published in: {'marts': [relation names], 'restricted': […]}, in order. -#}
{% macro published_marts() -%}
    {%- set found = {'marts': [], 'restricted': []} -%}
    {%- for node in graph.nodes.values() | sort(attribute='name') -%}
        {%- if node.resource_type == 'model' and node.package_name == 'customer_identity' and node.fqn[1] == 'marts' -%}
            {%- do found[node.config.get('schema')].append(node.alias) -%}
        {%- endif -%}
    {%- endfor -%}
    {{- return(found) -}}
{%- endmacro %}

{#- Marts and data tests of the project that this run did not select. -#}
{% macro unselected_marts_and_tests() -%}
    {%- set found = [] -%}
    {%- for node in graph.nodes.values() | sort(attribute='unique_id') -%}
        {%- if node.package_name == 'customer_identity' and node.unique_id not in selected_resources
            and (node.resource_type == 'test' or node.resource_type == 'model' and node.fqn[1] == 'marts') -%}
            {%- do found.append(node.name) -%}
        {%- endif -%}
    {%- endfor -%}
    {{- return(found) -}}
{%- endmacro %}

{#- Whether the registry has logged a later moment than this run's. -#}
{% macro looks_at_the_past() -%}
    {%- set later = run_query(
        'select count(*) from ' ~ registry_relation('identity_runs') ~ ' where as_of > ' ~ as_of()
    ) -%}
    {{- return(later.rows[0][0] > 0) -}}
{%- endmacro %}

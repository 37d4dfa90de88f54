{#- Checks vars before anything is built and stops the run with every problem found: the var, its value, the fix. While dbt
parses, `active_match_rules` calls it, before a model stumbles over a value; what needs the graph waits for the run. -#}
{% macro validate_project() -%}
    {%- set problems = [] -%}
    {%- do validate_as_of(problems) -%}
    {%- do validate_channels(problems) -%}
    {%- if execute -%}
        {%- do validate_optional_raw_tables(problems) -%}
        {%- do validate_raw_loads(problems) -%}
    {%- endif -%}
    {%- do validate_share(problems, 'max_snapshot_shrink', var('max_snapshot_shrink')) -%}
    {%- do validate_registry(problems) -%}
    {%- do validate_brand(problems) -%}
    {%- do validate_match_rules(problems) -%}
    {%- do validate_conflicts(problems) -%}
    {%- do validate_pair_policy(problems) -%}
    {%- do validate_survivorship(problems) -%}
    {%- do validate_household(problems) -%}
    {%- do validate_rule_report(problems) -%}
    {%- if problems | length > 0 -%}
        {%- do exceptions.raise_compiler_error(
            'The configuration cannot be used; nothing was built.\n  - ' ~ problems | join('\n  - ')
        ) -%}
    {%- endif -%}
{%- endmacro %}

{#- Appends 'var X: value … ; fix' to `problems`. -#}
{% macro config_problem(problems, setting, value, fix) -%}
    {%- do problems.append('var ' ~ setting ~ ' is ' ~ (value | tojson if value is not string else "'" ~ value ~ "'") ~ ': ' ~ fix) -%}
{%- endmacro %}

{% macro validate_as_of(problems) -%}
    {%- set value = var('as_of', none) -%}
    {%- set day = '[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])' -%}
    {%- set clock = '([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]' -%}
    {%- if value is not none
        and not modules.re.match('^' ~ day ~ '( ' ~ clock ~ ')?$', value | string) -%}
        {%- do config_problem(problems, 'as_of', value | string, "write it as 'YYYY-MM-DD HH:MM:SS', UTC") -%}
    {%- endif -%}
{%- endmacro %}

{% macro validate_channels(problems) -%}
    {%- set models = [] -%}
    {%- if execute -%}
        {%- do models.extend(
            graph.nodes.values() | selectattr('resource_type', 'equalto', 'model') | map(attribute='name')
        ) -%}
    {%- endif -%}
    {%- for channel, spec in var('channels').items() -%}
        {%- set setting = 'channels.' ~ channel -%}
        {%- if not modules.re.match('^[a-z][a-z0-9_]*$', channel) -%}
            {%- do config_problem(problems, setting, channel, 'name a channel in lower case letters, digits and underscores') -%}
        {%- endif -%}
        {%- if spec is not mapping or 'model' not in spec -%}
            {%- do config_problem(problems, setting, spec, "give it a model, as in {model: stg_my_channel__customers, trust: 3}") -%}
        {%- else -%}
            {%- if execute and spec.model not in models -%}
                {%- do config_problem(problems, setting ~ '.model', spec.model, 'no model has that name; write the staging model or take the channel out') -%}
            {%- endif -%}
            {%- if spec.get('trust') is not integer or spec.trust < 1 -%}
                {%- do config_problem(problems, setting ~ '.trust', spec.get('trust'), 'a whole number from 1 (most trusted) on') -%}
            {%- endif -%}
        {%- endif -%}
    {%- endfor -%}
{%- endmacro %}

{#- Needs the graph, for the tables that sources declare. -#}
{% macro validate_optional_raw_tables(problems) -%}
    {%- set known = [] -%}
    {%- for table in raw_tables() -%}
        {%- do known.extend([table.channel, table.key]) -%}
    {%- endfor -%}
    {%- for name in var('optional_raw_tables') -%}
        {%- if name != 'all' and name not in known -%}
            {%- do config_problem(problems, 'optional_raw_tables', name, "unknown; use 'all' or one of " ~ known | unique | sort | join(', ')) -%}
        {%- endif -%}
    {%- endfor -%}
{%- endmacro %}

{#- Needs the graph, too. -#}
{% macro validate_raw_loads(problems) -%}
    {%- set known = raw_tables() | map(attribute='key') | list -%}
    {%- for name, load in var('raw_loads').items() -%}
        {%- if name not in known -%}
            {%- do config_problem(problems, 'raw_loads.' ~ name, load, 'unknown table; use one of ' ~ known | sort | join(', ')) -%}
        {%- elif load not in ['snapshot', 'delta'] -%}
            {%- do config_problem(problems, 'raw_loads.' ~ name, load, "use 'snapshot' or 'delta'") -%}
        {%- endif -%}
    {%- endfor -%}
{%- endmacro %}

{% macro validate_brand(problems) -%}
    {%- set brand = var('brand') -%}
    {%- set allowed = brand_settings() -%}
    {%- for setting in brand.keys() | reject('in', allowed.keys()) | reject('equalto', 'offline_share') -%}
        {%- do config_problem(problems, 'brand.' ~ setting, brand[setting], 'unknown setting; known are offline_share, ' ~ allowed.keys() | join(', ')) -%}
    {%- endfor -%}
    {%- for setting, values in allowed.items() -%}
        {%- if brand.get(setting) not in values -%}
            {%- do config_problem(problems, 'brand.' ~ setting, brand.get(setting), 'use one of ' ~ values | join(', ')) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- do validate_share(problems, 'brand.offline_share', brand.get('offline_share')) -%}
{%- endmacro %}

{#- A share is a number from 0 to 1. -#}
{% macro validate_share(problems, setting, value) -%}
    {%- if value is not number or value is boolean or value < 0 or value > 1 -%}
        {%- do config_problem(problems, setting, value, 'a number from 0 to 1') -%}
    {%- endif -%}
{%- endmacro %}

{#- Brand settings that take one of a few values. -#}
{% macro brand_settings() -%}
    {{- return({
        'sign_up': ['identity_verified', 'contact', 'anonymous'],
        'membership_structure': ['one_per_person', 'several_per_person', 'none'],
    }) -}}
{%- endmacro %}

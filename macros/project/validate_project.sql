{#- Checks vars before anything is built and stops the run with every problem found: the var, its value, the fix. -#}
{% macro validate_project() -%}
    {%- set problems = [] -%}
    {%- do validate_as_of(problems) -%}
    {%- do validate_channels(problems) -%}
    {%- do validate_brand(problems) -%}
    {%- do validate_match_rules(problems) -%}
    {%- do validate_survivorship(problems) -%}
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
    {%- if value is not none
        and not modules.re.match('^[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2}:[0-9]{2})?$', value | string) -%}
        {%- do config_problem(problems, 'as_of', value | string, "write it as 'YYYY-MM-DD HH:MM:SS', UTC") -%}
    {%- endif -%}
{%- endmacro %}

{% macro validate_channels(problems) -%}
    {%- set models = graph.nodes.values() | selectattr('resource_type', 'equalto', 'model') | map(attribute='name') | list -%}
    {%- for channel, spec in var('channels').items() -%}
        {%- set setting = 'channels.' ~ channel -%}
        {%- if not modules.re.match('^[a-z][a-z0-9_]*$', channel) -%}
            {%- do config_problem(problems, setting, channel, 'name a channel in lower case letters, digits and underscores') -%}
        {%- endif -%}
        {%- if spec is not mapping or 'model' not in spec -%}
            {%- do config_problem(problems, setting, spec, "give it a model, as in {model: stg_my_channel__customers, trust: 3}") -%}
        {%- else -%}
            {%- if spec.model not in models -%}
                {%- do config_problem(problems, setting ~ '.model', spec.model, 'no model has that name; write the staging model or take the channel out') -%}
            {%- endif -%}
            {%- if spec.get('trust') is not integer or spec.trust < 1 -%}
                {%- do config_problem(problems, setting ~ '.trust', spec.get('trust'), 'a whole number from 1 (most trusted) on') -%}
            {%- endif -%}
        {%- endif -%}
    {%- endfor -%}
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
    {%- if brand.get('offline_share') is not number or brand.offline_share < 0 or brand.offline_share > 1 -%}
        {%- do config_problem(problems, 'brand.offline_share', brand.get('offline_share'), 'a number from 0 to 1') -%}
    {%- endif -%}
{%- endmacro %}

{#- Brand settings that take one of a few values. -#}
{% macro brand_settings() -%}
    {{- return({
        'sign_up': ['identity_verified', 'contact', 'anonymous'],
        'membership_structure': ['one_per_person', 'several_per_person', 'none'],
    }) -}}
{%- endmacro %}

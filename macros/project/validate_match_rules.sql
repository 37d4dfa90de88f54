{#- Checks the match rules, tiers and limits. Appends to `problems`. -#}
{% macro validate_match_rules(problems) -%}
    {%- set names = [] -%}
    {%- set known = ['name', 'tier', 'fields', 'guard', 'when', 'max_records'] -%}
    {%- if var('customer_tier') not in match_tiers() -%}
        {%- do config_problem(problems, 'customer_tier', var('customer_tier'), 'use one of ' ~ match_tiers() | join(', ')) -%}
    {%- endif -%}
    {%- for limit in [
        'max_records_per_key', 'max_records_per_guarded_key', 'max_forms_compared', 'closure_rounds',
    ] -%}
        {%- do validate_limit(problems, limit, var(limit), 1) -%}
    {%- endfor -%}
    {%- if var('match_rules') is string or var('match_rules') | length == 0 -%}
        {%- do config_problem(problems, 'match_rules', var('match_rules'), 'give at least one rule, as in {name: person_ci, tier: exact, fields: [person_ci]}') -%}
    {%- endif -%}
    {%- for rule in var('match_rules') if rule is not mapping and var('match_rules') is not string -%}
        {%- do config_problem(problems, 'match_rules', rule, 'write a rule as in {name: person_ci, tier: exact, fields: [person_ci]}') -%}
    {%- endfor -%}
    {%- for rule in var('match_rules') if rule is mapping -%}
        {%- set setting = 'match_rules[' ~ rule.get('name', loop.index) ~ ']' -%}
        {%- if not rule.get('name') or not modules.re.match('^[a-z][a-z0-9_]*$', rule.get('name') | string) -%}
            {%- do config_problem(problems, setting ~ '.name', rule.get('name'), 'name the rule in lower case letters, digits and underscores') -%}
        {%- elif rule.name in names -%}
            {%- do config_problem(problems, setting ~ '.name', rule.name, 'two rules have this name; rename one') -%}
        {%- endif -%}
        {%- do names.append(rule.get('name')) -%}
        {%- for key in rule.keys() | reject('in', known) -%}
            {%- do config_problem(problems, setting ~ '.' ~ key, rule[key], 'unknown setting; a rule has ' ~ known | join(', ')) -%}
        {%- endfor -%}
        {%- if rule.get('tier') not in match_tiers() + ['candidate'] -%}
            {%- do config_problem(problems, setting ~ '.tier', rule.get('tier'), 'use one of ' ~ match_tiers() | join(', ') ~ ', candidate') -%}
        {%- endif -%}
        {%- if rule.get('guard', 'none') not in match_guards() -%}
            {%- do config_problem(problems, setting ~ '.guard', rule.get('guard'), 'use one of ' ~ match_guards().keys() | join(', ')) -%}
        {%- endif -%}
        {%- if rule.get('guard', 'none') != 'none' and rule.get('tier') != match_tiers()[0] -%}
            {%- do config_problem(problems, setting ~ '.guard', rule.guard, 'only a rule of tier ' ~ match_tiers()[0] ~ ' has a guard; use tier candidate and var pair_policy') -%}
        {%- endif -%}
        {%- if rule.get('fields') is string or not rule.get('fields') -%}
            {%- do config_problem(problems, setting ~ '.fields', rule.get('fields'), 'a list of at least one field') -%}
        {%- else -%}
            {%- for field in rule.fields | reject('in', match_field_names()) -%}
                {%- do config_problem(problems, setting ~ '.fields', field, 'unknown field; use some of ' ~ match_field_names() | join(', ')) -%}
            {%- endfor -%}
            {%- if rule.fields | unique | list | length != rule.fields | length -%}
                {%- do config_problem(problems, setting ~ '.fields', rule.fields, 'a field stands twice') -%}
            {%- endif -%}
        {%- endif -%}
        {%- if 'max_records' in rule -%}
            {%- do validate_limit(problems, setting ~ '.max_records', rule.max_records, 1) -%}
        {%- endif -%}
        {%- for setting_name, values in rule.get('when', {}).items() -%}
            {%- set allowed = brand_settings().get(setting_name, []) -%}
            {%- if allowed | length == 0 -%}
                {%- do config_problem(problems, setting ~ '.when', setting_name, 'unknown brand setting; use one of ' ~ brand_settings().keys() | join(', ')) -%}
            {%- elif values is string -%}
                {%- do config_problem(problems, setting ~ '.when.' ~ setting_name, values, 'a list of values') -%}
            {%- else -%}
                {%- for value in values | reject('in', allowed) -%}
                    {%- do config_problem(problems, setting ~ '.when.' ~ setting_name, value, 'use some of ' ~ allowed | join(', ')) -%}
                {%- endfor -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endfor -%}
{%- endmacro %}

{#- A limit is a whole number not below `least`. -#}
{% macro validate_limit(problems, setting, value, least) -%}
    {%- if value is not integer or value is boolean or value < least -%}
        {%- do config_problem(problems, setting, value, 'a whole number from ' ~ least ~ ' on') -%}
    {%- endif -%}
{%- endmacro %}

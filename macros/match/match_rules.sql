{#- The tiers, tightest first. Each is a full partition and contains the one before. -#}
{% macro match_tiers() -%}
    {{- return(['exact', 'strict', 'loose']) -}}
{%- endmacro %}

{#- The tiers whose links make customers: up to the one in var customer_tier. -#}
{% macro tiers_in_force() -%}
    {{- return(match_tiers()[:match_tiers().index(var('customer_tier')) + 1]) -}}
{%- endmacro %}

{#- Boolean expression: do links of this tier make customers? -#}
{% macro is_tier_in_force(tier) -%}
    {{ tier }} in ('{{ tiers_in_force() | join("', '") }}')
{%- endmacro %}

{#- The identifier types a record may carry. -#}
{% macro identifier_types() -%}
    {{- return(['email', 'phone', 'member_no', 'person_ci', 'user_name', 'device_id', 'web_user_id']) -}}
{%- endmacro %}

{#- The fields a match rule may name: the columns of int_match_fields. -#}
{% macro match_field_names() -%}
    {{- return(identifier_types() + [
        'full_name', 'name_parts_sorted', 'given_name', 'surname', 'given_skeleton', 'surname_skeleton', 'birth_date',
        'birth_month_day', 'birth_year', 'rare_name', 'gender', 'postal_code', 'address', 'street_number', 'street_skeleton', 'city',
    ]) -}}
{%- endmacro %}

{#- The match rules in force, in order: var `match_rules` less those whose `when` the brand does not meet.
Each: name, number (place in the var, from 1), tier, fields, guard (or none), evidence, max_records. -#}
{% macro active_match_rules(tier=none) -%}
    {%- if not execute -%}
        {%- do validate_project() -%}
    {%- endif -%}
    {%- set brand = var('brand') -%}
    {%- set active = [] -%}
    {%- for rule in var('match_rules') -%}
        {%- set unmet = [] -%}
        {%- for setting, values in rule.get('when', {}).items() -%}
            {%- if brand[setting] not in values -%}
                {%- do unmet.append(setting) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- if unmet | length == 0 and (tier is none or rule.tier == tier) -%}
            {%- set limit = var('max_records_per_guarded_key') if rule.get('guard', 'none') != 'none'
                else var('max_records_per_key') -%}
            {%- do active.append({
                'number': loop.index,
                'name': rule.name,
                'tier': rule.tier,
                'fields': rule.fields,
                'guard': rule.get('guard', 'none'),
                'evidence': rule_evidence(rule),
                'max_records': rule.get('max_records', limit),
            }) -%}
        {%- endif -%}
    {%- endfor -%}
    {{- return(active) -}}
{%- endmacro %}

{#- How much equality in the fields of a rule says: 2 for what few persons share, 1 for the rest. -#}
{% macro rule_evidence(rule) -%}
    {%- set strong = identifier_types() + ['birth_date', 'address'] -%}
    {%- set points = namespace(total=0) -%}
    {%- for field in rule.fields -%}
        {%- set points.total = points.total + (2 if field in strong else 1) -%}
    {%- endfor -%}
    {{- return(points.total) -}}
{%- endmacro %}

{#- Two live membership numbers say two persons where the brand gives each person one membership. -#}
{% macro is_member_no_unique() -%}
    {{- return(var('brand')['membership_structure'] == 'one_per_person') -}}
{%- endmacro %}

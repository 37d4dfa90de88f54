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
        'full_name', 'name_parts_sorted', 'given_name', 'surname', 'given_skeleton', 'surname_skeleton', 'name_skeletons',
        'short_name', 'given_initial', 'surname_initial', 'given_consonants', 'surname_consonants', 'birth_date', 'birth_month',
        'birth_month_day', 'birth_year', 'gender', 'postal_code', 'address', 'address_beginning', 'street_number',
        'street_skeleton', 'city', 'workplace', 'email_local_part', 'email_domain', 'email_letters', 'email_number',
        'phone_ending', 'member_text',
    ]) -}}
{%- endmacro %}

{#- The match rules in force, in order: var `match_rules` less those whose `when` the brand does not meet.
`tier`: only those of a tier, or 'candidate': those that find pairs for the guard of strict and loose.
Each: name, number (place in the var, from 1), tier, fields, guard (or none), max_records, evidence. -#}
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
            {%- set limit = var('max_records_per_guarded_key')
                if rule.tier == 'candidate' or rule.get('guard', 'none') != 'none' else var('max_records_per_key') -%}
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

{#- A select of rule_number and rule_name: the rules in force, and 0, a steward's always-link. -#}
{% macro match_rule_names() -%}
    select
        0 as rule_number,
        'steward_decision' as rule_name
    {%- for rule in active_match_rules() %}
        union all
        select
            {{ rule.number }} as rule_number,
            '{{ rule.name }}' as rule_name
    {%- endfor %}
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

{#- The numbers of a tier's rules as the list of an `in`. -#}
{% macro numbers_of_rules(tier) -%}
    {{ active_match_rules(tier) | map(attribute='number') | join(', ') or '0' }}
{%- endmacro %}

{#- CTE key_limits(rule_number, max_records, evidence): what holds for each rule of a tier. -#}
{% macro key_limits(tier) -%}
    key_limits as (
        {% for rule in active_match_rules(tier) -%}
            select
                {{ rule.number }} as rule_number,
                {{ rule.max_records }} as max_records,
                {{ rule.evidence }} as evidence
            {{ "union all" if not loop.last }}
        {% else -%}
            select
                0 as rule_number,
                0 as max_records,
                0 as evidence
        {% endfor -%}
    )
{%- endmacro %}

{#- Two live membership numbers say two persons where the brand gives each person one membership. -#}
{% macro is_member_no_unique() -%}
    {{- return(var('brand')['membership_structure'] == 'one_per_person') -}}
{%- endmacro %}

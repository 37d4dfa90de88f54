{#- The criteria that may decide which record's value of an attribute survives. -#}
{% macro survivorship_criteria() -%}
    {{- return(['verified', 'trusted', 'recent', 'frequent', 'longest']) -}}
{%- endmacro %}

{#- The order-by term of a criterion for an attribute group: the better value sorts first. Columns: int_survivorship_inputs
with a `<group>_count_same_value` where a policy asks for the most frequent. -#}
{% macro survivorship_order(criterion, group, spec) -%}
    {%- if criterion == 'verified' -%}
        case when {{ spec.verified }} then 0 else 1 end
    {%- elif criterion == 'trusted' -%}
        channel_trust
    {%- elif criterion == 'recent' -%}
        case when updated_at is null then 1 else 0 end, updated_at desc
    {%- elif criterion == 'frequent' -%}
        {{ group }}_count_same_value desc
    {%- else -%}
        length({{ spec.value }}) desc
    {%- endif -%}
{%- endmacro %}

{#- Attribute groups of the golden record: what survives together. name → {value: the expression that must be there,
columns: what is taken from the winner, verified: the flag that makes a value verified}. -#}
{% macro survivorship_groups() -%}
    {{- return({
        'name': {
            'value': 'display_name',
            'columns': ['full_name', 'given_name', 'surname'],
            'verified': 'is_verified_identity',
        },
        'birth_date': {
            'value': 'birth_date_match',
            'columns': ['birth_date'],
            'verified': 'is_verified_identity',
        },
        'gender': {'value': 'gender_match', 'columns': ['gender'], 'verified': 'is_verified_identity'},
        'email': {'value': 'email_match', 'columns': ['email'], 'verified': 'is_verified_email'},
        'phone': {'value': 'phone_match', 'columns': ['phone'], 'verified': 'is_verified_phone'},
        'member_no': {'value': 'member_no_match', 'columns': ['member_no'], 'verified': 'is_verified_identity'},
        'address': {
            'value': 'address_text',
            'columns': ['postal_code', 'address', 'city', 'region', 'country'],
            'verified': 'false',
        },
    }) -}}
{%- endmacro %}

{% macro validate_survivorship(problems) -%}
    {%- set policy = var('survivorship') -%}
    {%- set criteria = survivorship_criteria() -%}
    {%- for group in policy.keys() | reject('in', survivorship_groups().keys()) -%}
        {%- do config_problem(problems, 'survivorship.' ~ group, policy[group], 'unknown attribute; use ' ~ survivorship_groups().keys() | join(', ')) -%}
    {%- endfor -%}
    {%- for group in survivorship_groups().keys() -%}
        {%- if policy.get(group) is string or not policy.get(group) -%}
            {%- do config_problem(problems, 'survivorship.' ~ group, policy.get(group), 'a list of criteria, first decides: ' ~ criteria | join(', ')) -%}
        {%- else -%}
            {%- for criterion in policy[group] | reject('in', criteria) -%}
                {%- do config_problem(problems, 'survivorship.' ~ group, criterion, 'unknown criterion; use some of ' ~ criteria | join(', ')) -%}
            {%- endfor -%}
        {%- endif -%}
    {%- endfor -%}
{%- endmacro %}

{#- The columns of a golden record, of rows of int_survivorship_inputs with their places and their tier. of_several: the rows are
all records of a customer, under `group by customer_id`; else each row is a customer's only record. -#}
{% macro golden_record(of_several) -%}
    customer_id,
    {% for group, spec in survivorship_groups().items() -%}
        {% for column in spec.columns -%}
            {{ survivor(group, column, of_several) }} as {{ column }},
        {% endfor -%}
        {{ survivor(group, 'channel', of_several) }} as {{ group }}_channel,
        {{ survivor(group, 'source_record_id', of_several) }} as {{ group }}_source_record_id,
        {{ survivor(group, 'updated_at', of_several) }} as {{ group }}_updated_at,
    {% endfor -%}
    {% if of_several -%}
        max(tier) as tier,
        count(*) as count_records,
        count(distinct channel) as count_channels,
        count(distinct email_match) as count_emails,
        count(distinct phone_match) as count_phones,
        max(case when is_verified_identity then 1 else 0 end) = 1 as is_verified_identity,
        min(created_at) as first_created_at,
        max(updated_at) as last_updated_at
    {%- else -%}
        tier,
        1 as count_records,
        1 as count_channels,
        case when email_match is null then 0 else 1 end as count_emails,
        case when phone_match is null then 0 else 1 end as count_phones,
        coalesce(is_verified_identity, false) as is_verified_identity,
        created_at as first_created_at,
        updated_at as last_updated_at
    {%- endif %}
{%- endmacro %}

{% macro survivor(group, value, of_several) -%}
    {%- set value_kept = 'case when ' ~ group ~ '_place = 1 then ' ~ value ~ ' end' -%}
    {{ 'max(' ~ value_kept ~ ')' if of_several else value_kept }}
{%- endmacro %}

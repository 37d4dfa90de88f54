{#- The words in which links and refusals are explained. A kind of evidence without words does not compile. -#}

{#- What one kind of value says about a pair: by strength, as the evidence macros count it. -#}
{% macro evidence_words() -%}
    {{- return({
        'email': {'name': 'e-mail', 2: 'same e-mail, or a typing error off', 1: 'similar e-mail', -1: 'another e-mail'},
        'phone': {'name': 'phone', 2: 'same phone, or one digit off', 1: 'similar or shared phone', -1: 'another phone'},
        'member_no': {
            'name': 'membership number', 2: 'same membership number', 1: 'same word as membership number',
            -1: 'another membership number',
        },
        'user_name': {'name': 'log-in name', 2: 'same log-in name', 1: 'similar log-in name', -1: 'another log-in name'},
        'birth_date': {
            'name': 'birth date', 2: 'same birth date, or one digit off', 1: 'similar birth date', -1: 'another birth date',
        },
        'address': {'name': 'address', 2: 'same address', 1: 'similar address', -1: 'another address'},
        'postal_code': {
            'name': 'postal code', 2: 'same postal code', 1: 'same postal code, or one sign off', -1: 'another postal code',
        },
        'city': {'name': 'city', 2: 'same city', 1: 'same city', -1: 'another city'},
        'company': {'name': 'company', 2: 'same company', 1: 'same company', -1: 'another company'},
    }) -}}
{%- endmacro %}

{#- Why a link was refused. -#}
{% macro reject_reason_words() -%}
    {{- return({
        'steward_split': 'a steward decided that they are two persons',
        'contradicted_decision': 'a steward joined them, and another decision says the opposite',
        'two_person_ci': 'they have two identity-verification numbers',
        'two_member_no': 'they have two membership numbers of one programme',
        'two_account': 'they have two verified accounts of one channel',
        'parent_and_child': 'their birth dates lie apart as those of parent and child do',
        'names_and_birth_dates': 'their names and birth dates contradict each other',
        'component_conflict': 'the link would have joined records that cannot be one person, and was cut',
        'too_many_records': 'too many records share what they have in common',
        'other_person': 'the names are those of two persons',
        'names_contradict': 'the names contradict each other and too little else agrees',
        'too_little_evidence': 'too little agrees',
    }) -}}
{%- endmacro %}

{#- A `case` that turns a code into its words; a code without any stays as it is. -#}
{% macro in_words(expression, words) -%}
    case {{ expression }}
        {% for code, text in words.items() -%}
            when '{{ code }}' then '{{ text | replace("'", "''") }}'
        {% endfor -%}
        else {{ expression }}
    end
{%- endmacro %}

{#- What a strength counts for a kind, with its sign, as var evidence_weights has it. -#}
{% macro evidence_points(kind, strength) -%}
    {%- set weights = var('evidence_weights') -%}
    {%- if strength == 2 -%}
        {{- return(weights.strong) -}}
    {%- elif strength == 1 -%}
        {{- return(weights.weak) -}}
    {%- elif kind == 'birth_date' -%}
        {{- return(-weights.other_birth_date) -}}
    {%- else -%}
        {{- return(-weights.contradicting) -}}
    {%- endif -%}
{%- endmacro %}

{#- '+2 same e-mail; -1 another phone': the evidence of a relation with the columns `<kind>_evidence`. A company and an e-mail
in its domain are one piece of evidence. -#}
{% macro evidence_in_words(relation) -%}
    concat_ws(
        '; '
        {%- for kind in evidence_kinds() %}
        {%- set words = evidence_words()[kind] %},
        case
            {%- if kind == 'company' %}
            when {{ relation }}.email_evidence >= 1 then null
            {%- endif %}
            {%- for strength in [2, 1, -1] %}
            when {{ relation }}.{{ kind }}_evidence = {{ strength }}
                then '{{ '%+d' | format(evidence_points(kind, strength)) }} {{ words[strength] }}'
            {%- endfor %}
        end
        {%- endfor %}
    )
{%- endmacro %}

{#- 'channel:source_record_id' of two columns. -#}
{% macro record_reference(channel, source_record_id) -%}
    {{ channel }} || ':' || {{ source_record_id }}
{%- endmacro %}

{#- The fields of the rule that a number stands for: 'phone and name'. -#}
{% macro rule_in_words(rule_number) -%}
    {%- set names = dict(identifier_type_words(), name_parts_sorted='name') -%}
    case {{ rule_number }}
        {% for rule in active_match_rules() -%}
            {%- set fields = [] -%}
            {%- for field in rule.fields -%}
                {%- do fields.append(names.get(field, field | replace('_', ' '))) -%}
            {%- endfor -%}
            when {{ rule.number }} then '{{ fields | join(" and ") }}'
        {% endfor -%}
    end
{%- endmacro %}

{#- What a steward calls each type of identifier. -#}
{% macro identifier_type_words() -%}
    {{- return({
        'email': 'e-mail',
        'phone': 'phone',
        'member_no': 'membership number',
        'person_ci': 'identity-verification number',
        'user_name': 'log-in name',
        'device_id': 'device',
        'web_user_id': 'web user id',
    }) -}}
{%- endmacro %}

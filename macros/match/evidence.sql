{#- What one kind of value says about a pair of records: 2 strong, 1 weak, 0 nothing, -1 contradicting. `left`, `right`:
aliases of int_match_fields. Equality comes first, edit distances last and behind cheap tests; where `only_equal` is true,
there are none. -#}

{#- The kinds of evidence, each a column `<kind>_evidence`. -#}
{% macro evidence_kinds() -%}
    {{- return([
        'email', 'phone', 'member_no', 'user_name', 'birth_date', 'address', 'postal_code', 'city', 'company',
    ]) -}}
{%- endmacro %}

{#- The expression of one kind of evidence. Boolean expressions: `only_equal`, only equality is of interest, for no evidence
makes another person the same; `same_name`, the whole names agree. -#}
{% macro evidence_of(kind, left, right, only_equal, same_name) -%}
    {%- set macros = {
        'email': email_evidence,
        'phone': phone_evidence,
        'member_no': member_no_evidence,
        'user_name': user_name_evidence,
        'birth_date': birth_date_evidence,
        'address': address_evidence,
        'postal_code': postal_code_evidence,
        'city': city_evidence,
        'company': company_evidence,
    } -%}
    {%- if kind in ['email', 'phone'] -%}
        {{ macros[kind](left, right, only_equal, same_name) }}
    {%- elif kind == 'address' -%}
        {{ macros[kind](left, right, only_equal) }}
    {%- else -%}
        {{ macros[kind](left, right) }}
    {%- endif -%}
{%- endmacro %}

{#- Same member number; a word that stands in its place is weak; two numbers of one programme contradict. -#}
{% macro member_no_evidence(left, right) -%}
    case
        when {{ left }}.member_no = {{ right }}.member_no then 2
        when
            {{ left }}.member_no_held != {{ right }}.member_no_held
            and {{ programme_of_member_no(left ~ '.member_no_held') }} = {{ programme_of_member_no(right ~ '.member_no_held') }}
            then -1
        when {{ left }}.member_word = {{ right }}.member_word then 1
        else 0
    end
{%- endmacro %}

{#- The programme in front of a member number in match form; empty for the brand's own. -#}
{% macro programme_of_member_no(member_no) -%}
    case when {{ member_no }} like '%:%' then split_part({{ member_no }}, ':', 1) else '' end
{%- endmacro %}

{#- The same log-in name. Another one says nothing: every system has its own. -#}
{% macro user_name_evidence(left, right) -%}
    case when {{ left }}.user_name = {{ right }}.user_name then 2 else 0 end
{%- endmacro %}

{#- The same number, also without the country code; one digit off is strong, two are weak, and so is the same number in two
periods of its use, for it is recycled: unless both bear `same_name`, and so had it twice. Whole numbers with their
extension are compared, for only it tells the people of one office apart. -#}
{% macro phone_evidence(left, right, only_equal='false', same_name='false') -%}
    {%- set one = left ~ '.phone_digits' -%}
    {%- set other = right ~ '.phone_digits' -%}
    {%- set distance = edit_distance(one, other) -%}
    case
        when {{ one }} is null or {{ other }} is null then 0
        when {{ left }}.phone = {{ right }}.phone then 2
        when {{ one }} = {{ other }} and {{ left }}.phone != {{ right }}.phone
            then case when {{ same_name }} then 2 else 1 end
        when {{ one }} = {{ other }}
            then case when {{ left }}.is_personal_phone or {{ right }}.is_personal_phone then 2 else 1 end
        when {{ only_equal }} then 0
        when
            {{ left }}.phone_ending = {{ right }}.phone_ending
            and length({{ left }}.phone_ending) = 10
            and (
                greatest(length({{ one }}), length({{ other }})) <= 13
                or {{ one }} like '%' || {{ other }}
                or {{ other }} like '%' || {{ one }}
            )
            then 2
        when
            least(length({{ one }}), length({{ other }})) >= 9
            and abs(length({{ one }}) - length({{ other }})) <= 2
            and {{ distance }} <= 2
            then case when {{ distance }} = 1 then 2 else 1 end
        when {{ left }}.is_personal_phone and {{ right }}.is_personal_phone then -1
        else 0
    end
{%- endmacro %}

{#- The same company, or the one whose domain the other's e-mail has. -#}
{% macro company_evidence(left, right) -%}
    case
        when
            {{ left }}.company = {{ right }}.company
            or {{ left }}.company = {{ right }}.email_company
            or {{ left }}.email_company = {{ right }}.company
            then 1
        else 0
    end
{%- endmacro %}

{#- A `select` of what the evidence reads of `match_fields`. What is only asked to be equal is a number: rows of half the width, so
that both ends of all pairs fit into memory. -#}
{% macro weighed_fields() -%}
    {%- set equal_only = [
        'person_ci', 'gender', 'user_name', 'email', 'email_letters', 'email_company', 'phone', 'member_no', 'member_word',
        'street_number', 'street_skeleton', 'company',
    ] -%}
    select
        record_key,
        name_commonness,
        birth_date,
        birth_year,
        birth_month_day,
        email_text,
        email_beginning,
        email_local_part,
        email_domain,
        email_digits,
        is_email_from_name,
        phone_digits,
        phone_ending,
        is_personal_phone,
        member_no_held,
        address,
        postal_code,
        city,
        {% for field in equal_only -%}
            case when {{ field }} is not null then {{ match_key_hash(0, [field]) }} end as {{ field }}
            {{- "," if not loop.last }}
        {% endfor %}
    from match_fields
{%- endmacro %}

{#- What one kind of value says about a pair of records: 2 strong, 1 weak, 0 nothing, -1 contradicting. `left`, `right`:
aliases of int_match_fields. Equality comes first, edit distances last and behind cheap tests; where `only_equal` is true,
there are none. -#}

{#- The kinds of evidence, each a column `<kind>_evidence`. -#}
{% macro evidence_kinds() -%}
    {{- return([
        'email', 'phone', 'member_no', 'user_name', 'birth_date', 'address', 'postal_code', 'city', 'company',
    ]) -}}
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
periods of its use, for it is recycled. Whole numbers with their
extension are compared, for only it tells the people of one office apart. -#}
{% macro phone_evidence(left, right, only_equal='false') -%}
    {%- set one = left ~ '.phone_digits' -%}
    {%- set other = right ~ '.phone_digits' -%}
    {%- set distance = edit_distance(one, other) -%}
    case
        when {{ one }} is null or {{ other }} is null then 0
        when {{ left }}.phone = {{ right }}.phone then 2
        when {{ one }} = {{ other }} and {{ left }}.phone != {{ right }}.phone then 1
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

{#- Equal, one digit off, or day and month swapped is strong; two digits off or two equal parts of three is weak; three digits
off says nothing. 1 January is what forms fill in: only its year is compared. -#}
{% macro birth_date_evidence(left, right) -%}
    {%- set off = places_that_differ(left ~ '.birth_date', right ~ '.birth_date', 8) -%}
    case
        when {{ left }}.birth_year is null or {{ right }}.birth_year is null then 0
        when
            coalesce({{ left }}.birth_month_day, '0101') = '0101'
            or coalesce({{ right }}.birth_month_day, '0101') = '0101'
            then case
                when abs(cast({{ left }}.birth_year as integer) - cast({{ right }}.birth_year as integer)) > 1 then -1
                when {{ left }}.birth_year = {{ right }}.birth_year and {{ left }}.birth_date = {{ right }}.birth_date then 1
                else 0
            end
        when {{ left }}.birth_date = {{ right }}.birth_date then 2
        when
            {{ left }}.birth_year = {{ right }}.birth_year
            and substr({{ left }}.birth_date, 5, 2) = substr({{ right }}.birth_date, 7, 2)
            and substr({{ left }}.birth_date, 7, 2) = substr({{ right }}.birth_date, 5, 2)
            then 2
        when {{ off }} <= 1 then 2
        when {{ off }} = 2 or {{ birth_parts_equal(left, right) }} >= 2 then 1
        when {{ off }} = 3 then 0
        else -1
    end
{%- endmacro %}

{#- How many of year, month and day of birth are equal. -#}
{% macro birth_parts_equal(left, right) -%}
    (
        case when {{ left }}.birth_year = {{ right }}.birth_year then 1 else 0 end
        + case when substr({{ left }}.birth_date, 5, 2) = substr({{ right }}.birth_date, 5, 2) then 1 else 0 end
        + case when substr({{ left }}.birth_date, 7, 2) = substr({{ right }}.birth_date, 7, 2) then 1 else 0 end
    )
{%- endmacro %}

{#- Nearly the same text, or the same number in the same street, is strong; the street alone, or half the text, is weak. Another
address contradicts unless the postal codes agree. -#}
{% macro address_evidence(left, right, only_equal='false') -%}
    {%- set one = left ~ '.address' -%}
    {%- set other = right ~ '.address' -%}
    {%- set shorter = 'least(length(' ~ one ~ '), length(' ~ other ~ '))' -%}
    {%- set longer = 'greatest(length(' ~ one ~ '), length(' ~ other ~ '))' -%}
    case
        when {{ one }} is null or {{ other }} is null then 0
        when {{ one }} = {{ other }} then 2
        when
            {{ left }}.street_number = {{ right }}.street_number
            and {{ left }}.street_skeleton = {{ right }}.street_skeleton
            then 2
        when {{ only_equal }} then 0
        when {{ shorter }} >= 8 and 4 * ({{ longer }} - {{ shorter }}) <= {{ longer }}
            and 4 * {{ edit_distance(one, other) }} <= {{ longer }}
            then 2
        when {{ left }}.street_skeleton = {{ right }}.street_skeleton then 1
        when {{ shorter }} >= 8 and 2 * ({{ longer }} - {{ shorter }}) <= {{ longer }}
            and 2 * {{ edit_distance(one, other) }} <= {{ longer }}
            then 1
        when {{ postal_code_evidence(left, right) }} = 1 then 0
        else -1
    end
{%- endmacro %}

{#- The same postal code or one sign off. -#}
{% macro postal_code_evidence(left, right) -%}
    case
        when {{ left }}.postal_code = {{ right }}.postal_code then 1
        when
            length({{ left }}.postal_code) >= 4
            and length({{ left }}.postal_code) = length({{ right }}.postal_code)
            and {{ edit_distance(left ~ '.postal_code', right ~ '.postal_code') }} = 1
            then 1
        else 0
    end
{%- endmacro %}

{#- The same city, or two typing errors at five letters and more. People move: another city says nothing. -#}
{% macro city_evidence(left, right) -%}
    case
        when {{ left }}.city = {{ right }}.city then 1
        when
            least(length({{ left }}.city), length({{ right }}.city)) >= 5
            and abs(length({{ left }}.city) - length({{ right }}.city)) <= 2
            and {{ edit_distance(left ~ '.city', right ~ '.city') }} <= 2
            then 1
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

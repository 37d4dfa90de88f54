{#- What two homes say; scale as in evidence.sql. -#}

{#- Nearly the same text, also with its parts in another order, or the same number in the same street is strong; the street alone,
half the text, or the text with another house number is weak. Another address contradicts unless the postal codes agree. -#}
{% macro address_evidence(left, right, only_equal='false') -%}
    {%- set one = left ~ '.address' -%}
    {%- set other = right ~ '.address' -%}
    {%- set shorter = 'least(length(' ~ one ~ '), length(' ~ other ~ '))' -%}
    {%- set longer = 'greatest(length(' ~ one ~ '), length(' ~ other ~ '))' -%}
    {%- set other_number = 'coalesce(' ~ left ~ '.street_number != ' ~ right ~ '.street_number, false)' -%}
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
            then case when {{ other_number }} then 1 else 2 end
        when
            {{ shorter }} >= 12
            and {{ longer }} - {{ shorter }} <= 2
            and not {{ other_number }}
            and {{ edit_distance(sorted_letters(one), sorted_letters(other)) }} <= 2
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

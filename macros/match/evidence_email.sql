{#- What two e-mails say; scale as in evidence.sql. An address made from the name is name evidence: the same one in another
domain says nothing more, and another trailing number is another person. A number of five digits or more that is intact in
a damaged address, or the beginning of a masked one, is weak. -#}
{% macro email_evidence(left, right, only_equal='false', same_name='false') -%}
    {%- set one = left ~ '.email_text' -%}
    {%- set other = right ~ '.email_text' -%}
    {%- set shorter = 'least(length(' ~ one ~ '), length(' ~ other ~ '))' -%}
    {%- set longer = 'greatest(length(' ~ one ~ '), length(' ~ other ~ '))' -%}
    {%- set from_name = '(' ~ left ~ '.is_email_from_name or ' ~ right ~ '.is_email_from_name)' -%}
    {%- set numbers_differ = 'coalesce(' ~ left ~ '.email_digits != ' ~ right ~ '.email_digits, false)' -%}
    {%- set same_letters = 'coalesce(' ~ left ~ '.email_letters = ' ~ right ~ '.email_letters, false)' -%}
    {%- set letter_for_digit -%}
        (
            {{ left }}.email_letters != {{ right }}.email_letters
            and {{ edit_distance(left ~ '.email_local_part', right ~ '.email_local_part') }} <= 1
        )
    {%- endset -%}
    case
        when {{ left }}.email = {{ right }}.email then 2
        -- One address in two periods of its use is recycled, unless its owner came back.
        when {{ one }} = {{ other }}
            then case when {{ left }}.email != {{ right }}.email and not {{ same_name }} then 1 else 2 end
        when
            substr({{ one }}, 1, length({{ right }}.email_beginning)) = {{ right }}.email_beginning
            or substr({{ other }}, 1, length({{ left }}.email_beginning)) = {{ left }}.email_beginning
            or {{ left }}.email_beginning = {{ right }}.email_beginning
            then 1
        when {{ one }} is null or {{ other }} is null or {{ only_equal }} then 0
        when
            {{ numbers_differ }}
            and ({{ from_name }} or ({{ same_letters }} and length({{ left }}.email_digits) < 5))
            and not coalesce({{ letter_for_digit }}, false)
            then -1
        when {{ from_name }} and {{ left }}.email_local_part = {{ right }}.email_local_part
            and {{ edit_distance(left ~ '.email_domain', right ~ '.email_domain') }} > 2
            then 0
        when
            {{ longer }} - {{ shorter }} <= 3
            and (not {{ numbers_differ }} or {{ letter_for_digit }})
            and {{ edit_distance(one, other) }} <= case
                when {{ shorter }} >= 18 then 3
                when {{ shorter }} >= 12 then 2
                else 1
            end
            then 2
        when
            {{ left }}.email_local_part = {{ right }}.email_local_part
            and length({{ left }}.email_local_part) >= 5
            and not {{ from_name }}
            then 1
        when
            length({{ left }}.email_digits) >= 5
            and (
                {{ left }}.email_digits = {{ right }}.email_digits
                or (not {{ from_name }} and {{ edit_distance(left ~ '.email_digits', right ~ '.email_digits') }} <= 1)
            )
            then 1
        when {{ from_name }} and {{ left }}.email_company is not null
            and {{ left }}.email_domain = {{ right }}.email_domain
            then 1
        when {{ from_name }} then 0
        when {{ left }}.email is null or {{ right }}.email is null then 0
        else -1
    end
{%- endmacro %}

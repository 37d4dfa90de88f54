{#- One name part against another: 5 equal; 4 near (a mask fits, a known short form, the same sound, one, two or three typing
errors from 3, 5 or 9 letters on, halves swapped); 3 one begins the other; 2 at most every second letter differs; 1 missing;
0 contradicting. In Hangul only 5, 4 for a mask, 1 and 0; in two romanised Korean names 4 asks for the same consonants, for a
letter off is mostly a syllable off. `left`, `right`: aliases; `nickname`: boolean expression, both are forms of one name. -#}
{% macro name_part_grade(left_name, left_part, right_name, right_part, nickname='false') -%}
    {%- set columns = {'given': 'given_name', 'surname': 'surname'} -%}
    {%- set left = left_name ~ '.' ~ columns[left_part] -%}
    {%- set right = right_name ~ '.' ~ columns[right_part] -%}
    {%- set sound_of = '{}_consonants' if left_part == 'given' and right_part == 'given' else "replace({}_consonants, 'r', '')" -%}
    {%- set shorter = 'least(length(' ~ left ~ '), length(' ~ right ~ '))' -%}
    {%- set longer = 'greatest(length(' ~ left ~ '), length(' ~ right ~ '))' -%}
    case
        when {{ left }} is null or {{ right }} is null then 1
        when {{ left }} = {{ right }} then 5
        when
            {{ left }} like replace({{ right }}, '*', '_')
            or {{ right }} like replace({{ left }}, '*', '_')
            then 4
        when {{ left_name }}.name_script = 'hangul' then 0
        when
            {{ left_name }}.is_romanised
            and {{ right_name }}.is_romanised
            and {{ shorter }} > 1
            then case
                when
                    {{ sound_of.format(left_name ~ '.' ~ left_part) }} = {{ sound_of.format(right_name ~ '.' ~ right_part) }}
                    then 4
                else 0
            end
        when {{ left_name }}.{{ left_part }}_skeleton = {{ right_name }}.{{ right_part }}_skeleton or {{ nickname }} then 4
        when {{ left }} like {{ right }} || '%' or {{ right }} like {{ left }} || '%' then 3
        when {{ shorter }} = 1 or {{ longer }} > 2 * {{ shorter }} then 0
        when
            {{ edit_distance(left, right) }} <= case
                when {{ shorter }} >= 9 then 3
                when {{ shorter }} >= 5 then 2
                when {{ shorter }} >= 3 then 1
                else 0
            end
            then 4
        when
            {{ shorter }} = {{ longer }}
            and {{ shorter }} >= 4
            and {{ text_position(left ~ ' || ' ~ left, right) }} > 0
            then 4
        when 2 * {{ edit_distance(left, right) }} <= {{ longer }} then 2
        else 0
    end
{%- endmacro %}

{#- Is a name of one word a log-in name made of the other's full name: arivera, annarivera, annar? -#}
{% macro is_log_in_name_of(name, given_name, surname, other) -%}
    (
        {{ name }}.{{ surname }} is null
        and {{ name }}.{{ given_name }} in (
            {{ other }}.{{ given_name }} || {{ other }}.{{ surname }},
            {{ other }}.{{ surname }} || {{ other }}.{{ given_name }},
            substr({{ other }}.{{ given_name }}, 1, 1) || {{ other }}.{{ surname }},
            {{ other }}.{{ given_name }} || substr({{ other }}.{{ surname }}, 1, 1),
            {{ other }}.{{ surname }} || substr({{ other }}.{{ given_name }}, 1, 1)
        )
    )
{%- endmacro %}

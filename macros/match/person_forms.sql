{#- A form is how records write the person behind an identifier value: name parts and birth date, either may be missing.
Two forms agree where one person may have written both. It errs on the side of one person: a hub must not be made by one
customer's typing errors.

- Same birth date: the given names fit (in order, or crossed with the surname) or one is missing. Twins do not fit.
- A birth date is missing, or one of its three parts is off, or day and month are swapped: every name part that both have fits.
- Other birth dates: only the same name, and not the years of parent and child apart (15 or more).

left, right: aliases with given_name, surname, their skeletons and consonants, name_script and birth_date. -#}
{% macro forms_agree(left, right) -%}
    case
        when {{ left }}.birth_date = {{ right }}.birth_date
            then
                {{ left }}.given_name is null
                or {{ right }}.given_name is null
                or {{ name_parts_fit(left, 'given', right, 'given', by_sound=true) }}
                or (
                    {{ name_parts_fit(left, 'given', right, 'surname') }}
                    and {{ name_parts_fit(left, 'surname', right, 'given') }}
                )
        when
            {{ left }}.birth_date is null
            or {{ right }}.birth_date is null
            or {{ is_birth_date_slip(left ~ '.birth_date', right ~ '.birth_date') }}
            then
                (
                    {{ name_parts_fit(left, 'given', right, 'given', missing='true') }}
                    and {{ name_parts_fit(left, 'surname', right, 'surname', missing='true') }}
                )
                or (
                    {{ name_parts_fit(left, 'given', right, 'surname') }}
                    and {{ name_parts_fit(left, 'surname', right, 'given') }}
                )
        when
            abs(
                cast(substr({{ left }}.birth_date, 1, 4) as integer)
                - cast(substr({{ right }}.birth_date, 1, 4) as integer)
            ) >= 15
            then false
        else
            coalesce(
                {{ left }}.given_skeleton = {{ right }}.given_skeleton
                and {{ left }}.surname_skeleton = {{ right }}.surname_skeleton,
                false
            )
            or coalesce(
                {{ left }}.given_skeleton = {{ right }}.surname_skeleton
                and {{ left }}.surname_skeleton = {{ right }}.given_skeleton,
                false
            )
    end
{%- endmacro %}

{#- Two of year, month and day are equal, or day and month are swapped. Both dates are there, as YYYYMMDD. -#}
{% macro is_birth_date_slip(left, right) -%}
    (
        case when substr({{ left }}, 1, 4) = substr({{ right }}, 1, 4) then 1 else 0 end
        + case when substr({{ left }}, 5, 2) = substr({{ right }}, 5, 2) then 1 else 0 end
        + case when substr({{ left }}, 7, 2) = substr({{ right }}, 7, 2) then 1 else 0 end
        >= 2
        or {{ left }} = substr({{ right }}, 1, 4) || substr({{ right }}, 7, 2) || substr({{ right }}, 5, 2)
    )
{%- endmacro %}

{#- A name part as another record writes it: the same in sound, in another script by its consonants, its beginning, or with
one, two or three typing errors from 3, 5 or 9 letters on. In Hangul a syllable off is another name, unless by_sound says
that only its vowel may be off. -#}
{% macro name_parts_fit(left, left_part, right, right_part, by_sound=false, missing='false') -%}
    {%- set left_name = left ~ ('.given_name' if left_part == 'given' else '.surname') -%}
    {%- set right_name = right ~ ('.given_name' if right_part == 'given' else '.surname') -%}
    case
        when {{ left_name }} is null or {{ right_name }} is null then {{ missing }}
        when {{ left }}.{{ left_part }}_skeleton = {{ right }}.{{ right_part }}_skeleton then true
        when
            {{ left }}.name_script != {{ right }}.name_script
            {%- if by_sound %} or {{ left }}.name_script = 'hangul'{% endif %}
            then coalesce({{ left }}.{{ left_part }}_consonants = {{ right }}.{{ right_part }}_consonants, false)
        when {{ left }}.name_script = 'hangul' then false
        when
            {{ left_name }} like {{ right_name }} || '%'
            or {{ right_name }} like {{ left_name }} || '%'
            then true
        else
            {{ edit_distance(left_name, right_name) }} <= case
                when least(length({{ left_name }}), length({{ right_name }})) >= 9 then 3
                when least(length({{ left_name }}), length({{ right_name }})) >= 5 then 2
                when least(length({{ left_name }}), length({{ right_name }})) >= 3 then 1
                else 0
            end
    end
{%- endmacro %}

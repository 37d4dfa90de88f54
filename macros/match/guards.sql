{#- The guards a match rule may name, with what each accepts. A guard looks at a pair of records that are equal in the
rule's fields and says whether they may be one person. -#}
{% macro match_guards() -%}
    {{- return({
        'none': 'equality in the fields is enough',
        'names_agree': 'no name part contradicts; parts may be missing',
        'a_name_part_agrees': 'as names_agree, and a part that both have agrees',
        'full_names_agree': 'given name and surname are there on both sides, in one script, and agree',
        'full_names_agree_not_parent_and_child':
            'as full_names_agree, and the birth dates do not lie apart as those of parent and child do',
        'full_names_and_birth_dates_agree':
            'as full_names_agree, and two of year, month and day of birth are equal or a birth date is missing',
        'not_parent_and_child': 'the birth dates do not lie apart as those of parent and child do',
        'contacts_do_not_contradict': 'no e-mail or phone that both have differs: namesakes have their own',
    }) -}}
{%- endmacro %}

{#- Boolean expression: may this pair be one person? left, right: aliases of int_match_fields. -#}
{% macro guard_accepts(guard, left, right) -%}
    {%- if guard == 'names_agree' -%}
        {{ names_agree(left, right) }}
    {%- elif guard == 'a_name_part_agrees' -%}
        {{ names_agree(left, right) }}
        and (
            ({{ left }}.given_name is not null and {{ right }}.given_name is not null)
            or ({{ left }}.surname is not null and {{ right }}.surname is not null)
        )
    {%- elif guard == 'full_names_agree' -%}
        {{ full_names_agree(left, right) }}
    {%- elif guard == 'full_names_agree_not_parent_and_child' -%}
        {{ full_names_agree(left, right) }}
        and {{ not_parent_and_child(left, right) }}
    {%- elif guard == 'full_names_and_birth_dates_agree' -%}
        {{ full_names_agree(left, right) }}
        and {{ birth_dates_agree(left, right) }}
    {%- elif guard == 'not_parent_and_child' -%}
        {{ not_parent_and_child(left, right) }}
    {%- elif guard == 'contacts_do_not_contradict' -%}
        coalesce({{ left }}.email = {{ right }}.email, true)
        and coalesce({{ left }}.phone = {{ right }}.phone, true)
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}

{#- No part contradicts: given name with given name and surname with surname, or crossed. -#}
{% macro names_agree(left, right) -%}
    (
        {{ names_sound_alike(left, right) }}
        or (
            {{ left }}.name_script = {{ right }}.name_script
            and {{ name_part_agrees(left, 'given', right, 'given') }}
            and {{ name_part_agrees(left, 'surname', right, 'surname') }}
        )
        or (
            {{ left }}.name_script = {{ right }}.name_script
            and {{ name_part_agrees(left, 'given', right, 'surname', missing='false') }}
            and {{ name_part_agrees(left, 'surname', right, 'given', missing='false') }}
        )
    )
{%- endmacro %}

{#- Names in two scripts: Hangul and its romanisation share their consonants, in order or crossed, for romanised names come
in either order. In surnames r does not count: 이 is Lee, 박 is Park, 임 is Lim. A missing name says nothing against; other scripts
have no such rule and do not agree. -#}
{% macro names_sound_alike(left, right) -%}
    (
        {{ left }}.name_script != {{ right }}.name_script
        and (
            {{ left }}.name_script = 'none'
            or {{ right }}.name_script = 'none'
            or (
                {{ left }}.name_script in ('hangul', 'latin')
                and {{ right }}.name_script in ('hangul', 'latin')
                and ({{ left }}.given_consonants is null or {{ right }}.given_consonants is null)
            )
            or (
                {{ left }}.given_consonants = {{ right }}.given_consonants
                and coalesce(
                    replace({{ left }}.surname_consonants, 'r', '')
                    = replace({{ right }}.surname_consonants, 'r', ''),
                    true
                )
            )
            or coalesce(
                replace({{ left }}.given_consonants, 'r', '') = replace({{ right }}.surname_consonants, 'r', '')
                and replace({{ left }}.surname_consonants, 'r', '') = replace({{ right }}.given_consonants, 'r', ''),
                false
            )
        )
    )
{%- endmacro %}

{#- Both parts are there on both sides and agree, in order or crossed. -#}
{% macro full_names_agree(left, right) -%}
    (
        {{ left }}.name_script = {{ right }}.name_script
        and (
            (
                {{ name_part_agrees(left, 'given', right, 'given', missing='false') }}
                and {{ name_part_agrees(left, 'surname', right, 'surname', missing='false') }}
            )
            or (
                {{ name_part_agrees(left, 'given', right, 'surname', missing='false') }}
                and {{ name_part_agrees(left, 'surname', right, 'given', missing='false') }}
            )
        )
    )
{%- endmacro %}

{#- One name part agrees with another: equal in sound, one the beginning of the other, or one, two or three typing errors
from 3, 5 or 9 letters on. In Hangul one syllable off is another person. -#}
{% macro name_part_agrees(left, left_part, right, right_part, missing='true') -%}
    {%- set left_name = left ~ '.' ~ name_column(left_part) -%}
    {%- set right_name = right ~ '.' ~ name_column(right_part) -%}
    case
        when {{ left_name }} is null or {{ right_name }} is null then {{ missing }}
        when {{ left }}.{{ left_part }}_skeleton = {{ right }}.{{ right_part }}_skeleton then true
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

{% macro name_column(part) -%}
    {{- return('given_name' if part == 'given' else 'surname') -}}
{%- endmacro %}

{#- A birth date is missing, or two of year, month and day are equal, or day and month are swapped. -#}
{% macro birth_dates_agree(left, right) -%}
    case
        when {{ left }}.birth_date is null or {{ right }}.birth_date is null then true
        when
            {{ left }}.birth_year = {{ right }}.birth_year
            and substr({{ left }}.birth_date, 5, 2) = substr({{ right }}.birth_date, 7, 2)
            and substr({{ left }}.birth_date, 7, 2) = substr({{ right }}.birth_date, 5, 2)
            then true
        else
            case when {{ left }}.birth_year = {{ right }}.birth_year then 1 else 0 end
            + case when substr({{ left }}.birth_date, 5, 2) = substr({{ right }}.birth_date, 5, 2) then 1 else 0 end
            + case when substr({{ left }}.birth_date, 7, 2) = substr({{ right }}.birth_date, 7, 2) then 1 else 0 end
            >= 2
    end
{%- endmacro %}

{#- The birth dates agree, or their years do not lie 15 to 45 apart: father and son may share a name and a home; brothers and
sisters never share a given name. -#}
{% macro not_parent_and_child(left, right) -%}
    (
        {{ birth_dates_agree(left, right) }}
        or abs(cast({{ left }}.birth_year as integer) - cast({{ right }}.birth_year as integer)) not between 15 and 45
    )
{%- endmacro %}

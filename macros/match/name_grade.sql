{#- How well two names agree. Parts are graded first, the whole name from its parts. -#}

{#- The grades of a whole name, best first, with what each means. -#}
{% macro name_grades() -%}
    {{- return({
        'full': 'given name and surname agree, in order or crossed',
        'two_scripts': 'Hangul and its romanisation: the consonants of both parts agree',
        'part': 'one part agrees well and the other is missing, or one begins the other and the other is alike',
        'none': 'a part is missing and none contradicts',
        'surname_differs': 'the given name agrees and the surname does not, or both are only alike',
        'given_name_differs': 'the surname agrees and the given name does not: brothers, sisters, twins',
        'poor': 'one part is only alike and the other differs, or the whole names are somewhat alike',
        'clash': 'nothing agrees',
        'other_person': 'in Hangul one syllable off is another person; two scripts that do not sound alike',
    }) -}}
{%- endmacro %}

{#- Hangul against Latin: 'two_scripts', 'none' where a part is missing, else 'other_person'. In order or crossed, for romanised
names come in either order. In surnames r does not count: 이 is Lee, 박 is Park, 임 is Lim. Other scripts have no such rule. -#}
{% macro two_scripts_grade(left, right) -%}
    {%- set without_r -%}replace({side}.{part}_consonants, 'r', ''){%- endset -%}
    {%- set left_given = without_r | replace('{side}', left) | replace('{part}', 'given') -%}
    {%- set left_surname = without_r | replace('{side}', left) | replace('{part}', 'surname') -%}
    {%- set right_given = without_r | replace('{side}', right) | replace('{part}', 'given') -%}
    {%- set right_surname = without_r | replace('{side}', right) | replace('{part}', 'surname') -%}
    case
        when
            {{ left }}.name_script not in ('hangul', 'latin')
            or {{ right }}.name_script not in ('hangul', 'latin')
            then 'other_person'
        when {{ left }}.given_consonants is null or {{ right }}.given_consonants is null then 'none'
        when {{ left }}.given_name like '%*%' or {{ right }}.given_name like '%*%' then 'none'
        -- 아이 has no consonant to compare.
        when {{ left }}.given_consonants = '' or {{ right }}.given_consonants = '' then 'none'
        when {{ left }}.given_consonants = {{ right }}.given_consonants
            then case
                when {{ left_surname }} = {{ right_surname }} then 'two_scripts'
                when {{ left_surname }} is null or {{ right_surname }} is null then 'none'
                else 'other_person'
            end
        when {{ left_given }} = {{ right_surname }} and {{ left_surname }} = {{ right_given }} then 'two_scripts'
        else 'other_person'
    end
{%- endmacro %}

{#- CTEs that grade pairs of names: reads `name_pairs` (left_name_key, right_name_key), `names` (name_key and the name fields of
int_match_fields) and `name_forms` (left_form, right_form). Ends in `graded_names(left_name_key, right_name_key, name_grade)`. -#}
{% macro name_grading() -%}
    compared_names as (
        select
            name_pairs.left_name_key,
            name_pairs.right_name_key,
            left_name.name_script,
            case
                when left_name.name_script = 'none' or right_name.name_script = 'none' then 'none'
                when left_name.name_script != right_name.name_script
                    then {{ two_scripts_grade('left_name', 'right_name') }}
                -- Without spaces a name may be cut in two places: 田中誠 is 田中 誠.
                when left_name.surname || left_name.given_name = right_name.surname || right_name.given_name
                    then 'full'
                when
                    {{ is_log_in_name_of('left_name', 'given_name', 'surname', 'right_name') }}
                    or {{ is_log_in_name_of('right_name', 'given_name', 'surname', 'left_name') }}
                    then 'full'
            end as grade_at_once,
            {{ name_part_grade('left_name', 'given', 'right_name', 'given', 'name_forms.left_form is not null') }}
                as given_grade,
            {{ name_part_grade('left_name', 'surname', 'right_name', 'surname') }} as surname_grade,
            {{ name_part_grade('left_name', 'given', 'right_name', 'surname') }} as given_as_surname_grade,
            {{ name_part_grade('left_name', 'surname', 'right_name', 'given') }} as surname_as_given_grade,
            left_name.given_name || left_name.surname as left_full_name,
            right_name.given_name || right_name.surname as right_full_name
        from name_pairs
        inner join names as left_name on name_pairs.left_name_key = left_name.name_key
        inner join names as right_name on name_pairs.right_name_key = right_name.name_key
        -- A miss: not two known forms of one given name.
        left join name_forms
            on
                left_name.given_name = name_forms.left_form
                and right_name.given_name = name_forms.right_form
    ),

    -- Crossed parts count where both fit, and better than in order.
    ordered_names as (
        select
            left_name_key,
            right_name_key,
            name_script,
            grade_at_once,
            left_full_name,
            right_full_name,
            case when {{ is_name_crossed() }} then given_as_surname_grade else given_grade end as given_grade,
            case when {{ is_name_crossed() }} then surname_as_given_grade else surname_grade end as surname_grade
        from compared_names
    ),

    graded_names as (
        select
            left_name_key,
            right_name_key,
            case
                when grade_at_once is not null then grade_at_once
                when given_grade >= 3 and surname_grade >= 3 then 'full'
                when greatest(given_grade, surname_grade) >= 4 and least(given_grade, surname_grade) = 2 then 'full'
                when greatest(given_grade, surname_grade) >= 4 and least(given_grade, surname_grade) = 1 then 'part'
                when greatest(given_grade, surname_grade) = 3 and least(given_grade, surname_grade) = 2 then 'part'
                when least(given_grade, surname_grade) = 1 then 'none'
                when name_script = 'hangul' then 'other_person'
                when surname_grade >= 3 then 'given_name_differs'
                when given_grade >= 3 or (given_grade = 2 and surname_grade = 2) then 'surname_differs'
                when greatest(given_grade, surname_grade) = 2 then 'poor'
                when
                    10 * {{ edit_distance('left_full_name', 'right_full_name') }}
                    <= 7 * greatest(length(left_full_name), length(right_full_name))
                    then 'poor'
                else 'clash'
            end as name_grade
        from ordered_names
    )
{%- endmacro %}

{% macro is_name_crossed() -%}
    given_as_surname_grade >= 3
    and surname_as_given_grade >= 3
    and least(given_as_surname_grade, surname_as_given_grade) > least(given_grade, surname_grade)
{%- endmacro %}

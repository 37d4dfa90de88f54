{#- The guards a match rule may name. -#}
{% macro match_guards() -%}
    {{- return(['none', 'given_names_agree', 'names_agree']) -}}
{%- endmacro %}

{#- Boolean expression: may this pair of records, equal in a rule's fields, be one person? Never null.
left, right: aliases of int_match_fields. -#}
{% macro guard_accepts(guard, left, right) -%}
    {%- if guard == 'names_agree' -%}
        {{ name_part_agrees('given_name', 'given_skeleton', left, right) }}
        and {{ name_part_agrees('surname', 'surname_skeleton', left, right) }}
    {%- elif guard == 'given_names_agree' -%}
        {{ name_part_agrees('given_name', 'given_skeleton', left, right) }}
    {%- else -%}
        true
    {%- endif -%}
{%- endmacro %}

{#- Boolean expression: a name part does not contradict. Missing, written in another script (romanised), equal in sound, or
one the beginning of the other. -#}
{% macro name_part_agrees(part, skeleton, left, right) -%}
    (
        {{ left }}.{{ part }} is null
        or {{ right }}.{{ part }} is null
        or {{ left }}.name_script != {{ right }}.name_script
        or {{ left }}.{{ skeleton }} = {{ right }}.{{ skeleton }}
        or (
            {{ left }}.name_script != 'hangul'
            and (
                {{ left }}.{{ part }} like {{ right }}.{{ part }} || '%'
                or {{ right }}.{{ part }} like {{ left }}.{{ part }} || '%'
            )
        )
    )
{%- endmacro %}

{#- The guards that a rule of equality may name, with what each accepts. -#}
{% macro match_guards() -%}
    {{- return({
        'none': 'equality in the fields is enough',
        'not_parent_and_child': 'the birth dates do not lie apart as those of parent and child do',
        'own_phone': 'the same, and the phone is a mobile by its plan or no other e-mail contradicts',
    }) -}}
{%- endmacro %}

{#- The columns of int_match_fields that guards read: where one is other than before, an incremental build asks again. -#}
{% macro guarded_fields() -%}
    {{- return(['birth_date', 'birth_year', 'email_text', 'is_mobile_phone']) -}}
{%- endmacro %}

{#- Boolean expression: may this pair be one person? left, right: aliases of int_match_fields. -#}
{% macro guard_accepts(guard, left, right) -%}
    {%- if guard == 'not_parent_and_child' -%}
        {{ not_parent_and_child(left, right) }}
    {%- elif guard == 'own_phone' -%}
        ({{ not_parent_and_child(left, right) }} and {{ is_own_phone(left, right) }})
    {%- else -%}
        true
    {%- endif -%}
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
        else {{ birth_parts_equal(left, right) }} >= 2
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

{#- One line at home or in an office may serve two of one name: where no mobile, two e-mails ask for more evidence. -#}
{% macro is_own_phone(left, right) -%}
    (
        coalesce({{ left }}.is_mobile_phone or {{ right }}.is_mobile_phone, false)
        or coalesce({{ left }}.email_text = {{ right }}.email_text, true)
    )
{%- endmacro %}

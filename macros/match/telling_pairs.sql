{#- Which refused pairs are worth a word. Other persons are born on the same day everywhere: that two names which are not one
person's have a birthday in common says nothing, however strong it is between equal names. -#}

{#- Boolean expression over the columns of `judged_pairs`: is it accepted, or is something strong the same that other persons do
not share by chance? -#}
{% macro is_telling() -%}
    (
        link_tier is not null
        or count_strong > case
            when name_grade in ('other_person', 'clash') and birth_date_evidence = 2 then 1
            else 0
        end
    )
{%- endmacro %}

{#- CTEs ending in `telling_pairs`, the graded pairs without those that cannot be telling: of other persons, whom no evidence
makes one, and of whose contacts and home none is equal. Numbers are compared, before any text is fetched: with many records most
pairs are such. Reads the CTEs `match_fields` and the one named by `pairs`, with a name_grade. -#}
{% macro telling_pairs(pairs) -%}
    {%- set shared = {
        'email': ['email'], 'email_text': ['email_text'], 'phone': ['phone'], 'phone_digits': ['phone_digits'],
        'member_no': ['member_no'], 'user_name': ['user_name'], 'address': ['address'],
        'street': ['street_number', 'street_skeleton'],
    } -%}
    shared_values as materialized (
        select
            record_key,
            {% for name, fields in shared.items() -%}
                case
                    when {{ fields | join(' is not null and ') }} is not null
                        then {{ match_key_hash(0, fields) }}
                end as {{ name }}_key
                {{- "," if not loop.last }}
            {% endfor %}
        from match_fields
    ),

    telling_pairs as materialized (
        select pairs.*
        from {{ pairs }} as pairs
        where pairs.name_grade != 'other_person'
        union all
        select pairs.*
        from {{ pairs }} as pairs
        inner join shared_values as left_values on pairs.left_record_key = left_values.record_key
        inner join shared_values as right_values on pairs.right_record_key = right_values.record_key
        where
            pairs.name_grade = 'other_person'
            and (
                {% for name in shared -%}
                    left_values.{{ name }}_key = right_values.{{ name }}_key
                    {{- " or " if not loop.last }}
                {% endfor %}
            )
    )
{%- endmacro %}

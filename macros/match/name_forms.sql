{#- Forms of names that match keys and the pair guard share. -#}

{#- Two texts in alphabetical order, with a space between; null when one is null. -#}
{% macro sorted_pair(first, second) -%}
    case
        when {{ binary_text(first) }} <= {{ binary_text(second) }} then {{ first }} || ' ' || {{ second }}
        else {{ second }} || ' ' || {{ first }}
    end
{%- endmacro %}

{#- A part of a name as it sounds; a star where it is missing or masked. -#}
{% macro name_part_or_star(skeleton) -%}
    coalesce({{ skeleton }}, '*')
{%- endmacro %}

{#- What a log-in name is often made of: the initial and the surname; a name of one word as it is. -#}
{% macro short_name(given_name, surname) -%}
    case
        when {{ surname }} is null then {{ given_name }}
        else substr({{ given_name }}, 1, 1) || {{ surname }}
    end
{%- endmacro %}

{#- Are an e-mail's letters made from the record's name? Then it says little that the name does not. `record`: an alias of
int_records_normalised. -#}
{% macro is_email_from_name(letters, record) -%}
    {%- set given_name = record ~ '.given_name_match' -%}
    {%- set surname = record ~ '.surname_match' -%}
    coalesce(
        {%- for name in [given_name, surname] %}
        (length({{ name }}) >= 3 and {{ text_position(letters, name) }} > 0)
        or
        {%- endfor %}
        {{ letters }} in (
            substr({{ given_name }}, 1, 1) || substr({{ surname }}, 1, 1),
            substr({{ surname }}, 1, 1) || substr({{ given_name }}, 1, 1)
        ),
        false
    )
{%- endmacro %}

{#- What makes two names the same to the guard; names equal in it are graded once. `record`: an alias of int_match_fields. -#}
{% macro name_key(record) -%}
    {{ match_key_hash(0, [
        "coalesce(" ~ record ~ ".given_name, '')",
        "coalesce(" ~ record ~ ".surname, '')",
        "coalesce(" ~ record ~ ".name_script, 'none')",
    ]) }}
{%- endmacro %}

{#- A membership number's letters and digits, upper case; the programme is not part of it. -#}
{% macro member_number(expression) -%}
    {{ upper_text(letters_and_digits(fold_text(expression))) }}
{%- endmacro %}

{#- Does a value of this class point to one person? Classes by var `match_eligible_classes`; 'id' always. -#}
{% macro is_eligible_class(identifier_type, identifier_class) -%}
    (
        {{ identifier_class }} = 'id'
        {%- for name, classes in var('match_eligible_classes').items() %}
        or (
            {{ identifier_type }} = '{{ name }}'
            and {{ identifier_class }} in ('{{ classes | join("', '") }}')
        )
        {%- endfor %}
    )
{%- endmacro %}

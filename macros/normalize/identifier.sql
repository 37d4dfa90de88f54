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

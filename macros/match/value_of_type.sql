{#- A record's one value of an identifier type, from its rows of int_identifiers. Use under `group by record_key`. -#}
{% macro value_of_type(identifier_type, column) -%}
    max(case when identifier_type = '{{ identifier_type }}' then {{ binary_text(column) }} end)
{%- endmacro %}

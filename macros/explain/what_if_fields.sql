{#- The columns of int_match_fields but its key, as its YAML lists them. -#}
{% macro columns_of_match_fields() -%}
    {%- set columns = [] -%}
    {%- if execute -%}
        {%- for column in graph.nodes['model.customer_identity.int_match_fields'].columns if column != 'record_key' -%}
            {%- do columns.append(column) -%}
        {%- endfor -%}
    {%- endif -%}
    {{- return(columns) -}}
{%- endmacro %}

{#- The type of identifier that a column of int_match_fields is made of, none if it is made of no identifier. -#}
{% macro identifier_type_of_field(column) -%}
    {%- set made_of = {'is_personal_phone': 'phone', 'is_mobile_phone': 'phone', 'is_email_from_name': 'email'} -%}
    {%- set found = [] -%}
    {%- for type in identifier_types() -%}
        {%- if column == type or column.startswith(type.split('_no')[0] ~ '_') -%}
            {%- do found.append(type) -%}
        {%- endif -%}
    {%- endfor -%}
    {{- return(made_of.get(column, found[0] if found else none)) -}}
{%- endmacro %}

{#- The types of identifier that a rule reads. -#}
{% macro identifier_types_of_rule(rule) -%}
    {%- set types = [] -%}
    {%- for field in rule.fields -%}
        {%- set type = identifier_type_of_field(field) -%}
        {%- if type is not none and type not in types -%}
            {%- do types.append(type) -%}
        {%- endif -%}
    {%- endfor -%}
    {{- return(types) -}}
{%- endmacro %}

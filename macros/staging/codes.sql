{#- Codes and flags as types of their own. -#}

{#- A boolean that is never null: whether the text is one of `true_values` (given in lower case). -#}
{% macro to_flag(column, true_values) -%}
    coalesce({{ to_code(column) }} in ('{{ true_values | join("', '") }}'), false)
{%- endmacro %}

{#- A code of a closed list: in lower case, without the spaces around it. -#}
{% macro to_code(column) -%}
    {{ lower_text('trim(' ~ column ~ ')') }}
{%- endmacro %}

{#- The flag of a column that says yes or no, null where the text is neither: then the cast has failed. -#}
{% macro try_to_flag(column, true_values, false_values) -%}
    case
        when {{ to_code(column) }} in ('{{ true_values | join("', '") }}') then true
        when {{ to_code(column) }} in ('{{ false_values | join("', '") }}') then false
    end
{%- endmacro %}

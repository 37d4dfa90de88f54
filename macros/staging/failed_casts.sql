{#- Names of the columns that hold text which cannot be cast: comma-separated, in the order given, null if none.

pairs: list of (raw column, typed expression) or (raw column, typed expression, name); the name is the typed
expression itself unless given. A null raw value has nothing to cast and never fails. -#}
{% macro failed_casts(pairs) -%}
    nullif(concat_ws(
        ',',
        {% for pair in pairs -%}
            case
                when {{ pair[0] }} is not null and {{ pair[1] }} is null
                    then '{{ pair[2] if pair | length > 2 else pair[1] }}'
            end
            {%- if not loop.last %},{% endif %}
        {% endfor -%}
    ), '')
{%- endmacro %}

{#- Whole calendar days from one day to a later one; negative if it is earlier. -#}
{% macro days_between(first_day, last_day) -%}
    {{ return(adapter.dispatch('days_between', 'customer_identity')(first_day, last_day)) }}
{%- endmacro %}

{% macro default__days_between(first_day, last_day) -%}
    cast(date_diff('day', cast({{ first_day }} as date), cast({{ last_day }} as date)) as bigint)
{%- endmacro %}

{% macro postgres__days_between(first_day, last_day) -%}
    cast(cast({{ last_day }} as date) - cast({{ first_day }} as date) as bigint)
{%- endmacro %}


{#- The same time of day so many days later, as a timestamp; `days` is a whole number or an expression of one. -#}
{% macro add_days(moment, days) -%}
    {{ return(adapter.dispatch('add_days', 'customer_identity')(moment, days)) }}
{%- endmacro %}

{% macro default__add_days(moment, days) -%}
    (cast({{ moment }} as timestamp) + to_days(cast({{ days }} as integer)))
{%- endmacro %}

{% macro postgres__add_days(moment, days) -%}
    (cast({{ moment }} as timestamp) + make_interval(days => cast({{ days }} as integer)))
{%- endmacro %}


{#- The same day of the month so many months later, as a timestamp; where there is no such day, the month's last. -#}
{% macro add_months(moment, months) -%}
    {{ return(adapter.dispatch('add_months', 'customer_identity')(moment, months)) }}
{%- endmacro %}

{% macro default__add_months(moment, months) -%}
    (cast({{ moment }} as timestamp) + to_months(cast({{ months }} as integer)))
{%- endmacro %}

{% macro postgres__add_months(moment, months) -%}
    (cast({{ moment }} as timestamp) + make_interval(months => cast({{ months }} as integer)))
{%- endmacro %}

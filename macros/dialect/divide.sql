{#- Money by a whole number above zero, to two places, halves away from zero. In whole numbers throughout: a quotient
of decimals is a float on one engine and a decimal of another scale on the next. Null where the divisor is null or 0. -#}
{% macro divide_money(amount, divisor) -%}
    {{ return(adapter.dispatch('divide_money', 'customer_identity')(amount, divisor)) }}
{%- endmacro %}

{% macro default__divide_money(amount, divisor) -%}
    cast(
        sign({{ amount }}) * cast(
            (abs(cast(cast({{ amount }} as numeric(38, 2)) * 100 as hugeint)) * 2 + {{ divisor }})
            // (2 * nullif({{ divisor }}, 0))
            as numeric(38, 0)
        ) * cast(0.01 as numeric(3, 2))
        as numeric(18, 2)
    )
{%- endmacro %}

{% macro postgres__divide_money(amount, divisor) -%}
    cast(
        sign({{ amount }}) * div(
            cast(abs({{ amount }} * 100) * 2 + {{ divisor }} as numeric),
            cast(2 * nullif({{ divisor }}, 0) as numeric)
        ) * 0.01
        as numeric(18, 2)
    )
{%- endmacro %}


{#- Whole numbers, rest dropped. Null where the divisor is null or 0. -#}
{% macro divide_whole(dividend, divisor) -%}
    {{ return(adapter.dispatch('divide_whole', 'customer_identity')(dividend, divisor)) }}
{%- endmacro %}

{% macro default__divide_whole(dividend, divisor) -%}
    cast(({{ dividend }}) // nullif({{ divisor }}, 0) as bigint)
{%- endmacro %}

{% macro postgres__divide_whole(dividend, divisor) -%}
    cast(({{ dividend }}) / nullif(cast({{ divisor }} as bigint), 0) as bigint)
{%- endmacro %}

{#- A part of a whole, both counts, to six places. Null where the whole is 0. -#}
{% macro share_of(part, whole) -%}
    cast(round(cast(
        cast({{ part }} as double precision) / nullif({{ whole }}, 0) as numeric(18, 12)
    ), 6) as double precision)
{%- endmacro %}

{#- Completed years from a birth date to a moment, as_of unless said otherwise. -#}
{% macro age_in_years(birth_date, moment=none) -%}
    cast(floor(({{ digits_of_date(moment or as_of()) }} - {{ digits_of_date(birth_date) }}) / 10000.0) as integer)
{%- endmacro %}

{#- A date as the integer YYYYMMDD. -#}
{% macro digits_of_date(value) -%}
    cast(
        extract(year from {{ value }}) * 10000 + extract(month from {{ value }}) * 100 + extract(day from {{ value }})
        as integer
    )
{%- endmacro %}

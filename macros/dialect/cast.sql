{#- Casts that give null for what they cannot read. A pattern stands before each engine's own cast,
    so that every engine reads the same texts. Spaces around the text do not matter. -#}

{#- 'YYYY-MM-DD', a real day of the years 1000 to 2999. -#}
{% macro try_to_date(expression) -%}
    {%- set text = 'trim(' ~ expression ~ ')' -%}
    case
        when {{ regexp_matches(text, '^[12][0-9]{3}-[0-9]{2}-[0-9]{2}$') }}
            then {{ try_cast_text(text, 'date') }}
    end
{%- endmacro %}

{#- ISO 8601 with a space or T, seconds and fraction optional; with Z or an offset it becomes UTC. -#}
{% macro try_to_timestamp(expression) -%}
    {%- set text = 'trim(' ~ expression ~ ')' -%}
    {%- set day = '^[12][0-9]{3}-[0-9]{2}-[0-9]{2}' -%}
    {%- set clock = '[ T]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,6})?)?' -%}
    {%- set zone = ' ?(Z|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?)$' -%}
    {%- set local = "replace(" ~ regexp_replace_all(text, zone) ~ ", 'T', ' ')" -%}
    {%- set offset = "replace(" ~ regexp_first(text, '[+-][0-9]{2}:?[0-9]{0,2}$') ~ ", ':', '')" -%}
    case
        when {{ regexp_matches(text, day ~ '(' ~ clock ~ ')?$') }}
            then {{ try_cast_text("replace(" ~ text ~ ", 'T', ' ')", 'timestamp') }}
        when {{ regexp_matches(text, day ~ clock ~ '( ?Z)$') }}
            then {{ try_cast_text(local, 'timestamp') }}
        when {{ regexp_matches(text, day ~ clock ~ zone) }}
            then {{ minus_minutes(
                try_cast_text(local, 'timestamp'),
                "cast(substr(" ~ offset ~ ", 1, 1) || '1' as integer) * ("
                ~ "60 * cast(substr(" ~ offset ~ ", 2, 2) as integer) + cast(coalesce(nullif(substr("
                ~ offset ~ ", 4, 2), ''), '0') as integer))"
            ) }}
    end
{%- endmacro %}

{#- A plain decimal number that fits numeric(precision, scale); further digits are rounded. -#}
{% macro try_to_numeric(expression, precision=18, scale=2) -%}
    {%- set text = 'trim(' ~ expression ~ ')' -%}
    case
        when {{ regexp_matches(text, '^[+-]?[0-9]{1,30}([.][0-9]{1,20})?$') }}
            then {{ try_cast_text(text, 'numeric(' ~ precision ~ ', ' ~ scale ~ ')') }}
    end
{%- endmacro %}

{#- A whole number that fits a bigint. -#}
{% macro try_to_bigint(expression) -%}
    {%- set text = 'trim(' ~ expression ~ ')' -%}
    case
        when {{ regexp_matches(text, '^[+-]?[0-9]{1,19}$') }}
            then {{ try_cast_text(text, 'bigint') }}
    end
{%- endmacro %}


{#- The engine's own cast, null where it fails. -#}
{% macro try_cast_text(expression, type) -%}
    {{ return(adapter.dispatch('try_cast_text', 'customer_identity')(expression, type)) }}
{%- endmacro %}

{% macro default__try_cast_text(expression, type) -%}
    try_cast({{ expression }} as {{ type }})
{%- endmacro %}

{% macro postgres__try_cast_text(expression, type) -%}
    case when pg_input_is_valid({{ expression }}, '{{ type }}') then cast({{ expression }} as {{ type }}) end
{%- endmacro %}


{% macro minus_minutes(moment, minutes) -%}
    {{ return(adapter.dispatch('minus_minutes', 'customer_identity')(moment, minutes)) }}
{%- endmacro %}

{% macro default__minus_minutes(moment, minutes) -%}
    {{ moment }} - to_minutes({{ minutes }})
{%- endmacro %}

{% macro postgres__minus_minutes(moment, minutes) -%}
    {{ moment }} - make_interval(mins => {{ minutes }})
{%- endmacro %}

{#- Date of eight digits YYYYMMDD that name a real day. -#}
{% macro date_of_digits(digits) -%}
    cast(substr({{ digits }}, 1, 4) || '-' || substr({{ digits }}, 5, 2) || '-' || substr({{ digits }}, 7, 2) as date)
{%- endmacro %}

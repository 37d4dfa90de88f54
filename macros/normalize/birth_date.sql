{#- Birth dates as typed. The result is eight digits, or null with a reason. -#}

{#- A folded text with '-' between the parts and no time of day: '1990년 1월 2일' is '1990-1-2'. -#}
{% macro birth_date_tidied(expression) -%}
    {%- set date_only = regexp_replace_first(expression, '[ t]+[0-9]{1,2}:[0-9:.]+.*$') -%}
    case
        when {{ regexp_matches(expression, '^[0-9]{4}-[0-9]{2}-[0-9]{2}$|^[0-9]+$') }} then {{ expression }}
        else rtrim(translate({{ date_only }}, '년월./일생 ', '----'), '-')
    end
{%- endmacro %}

{#- A tidied text as 'YYYYMMDD', still unchecked; `today` is 'YYYYMMDD' too, for years of two digits. -#}
{% macro birth_date_digits(tidied, today) -%}
    {%- set first = "split_part(" ~ tidied ~ ", '-', 1)" -%}
    {%- set second = "split_part(" ~ tidied ~ ", '-', 2)" -%}
    {%- set third = "split_part(" ~ tidied ~ ", '-', 3)" -%}
    case
        when {{ regexp_matches(tidied, '^[0-9]{8}$') }} then {{ tidied }}
        when {{ regexp_matches(tidied, '^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$') }}
            then {{ first }} || lpad({{ second }}, 2, '0') || lpad({{ third }}, 2, '0')
        when {{ regexp_matches(tidied, '^[0-9]{6}$') }}
            then case
                when {{ binary_text("'20' || " ~ tidied) }} <= {{ today }} then '20' || {{ tidied }}
                else '19' || {{ tidied }}
            end
        when {{ regexp_matches(tidied, '^[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}$') }}
            then case
                when cast({{ first }} as integer) > 12 or {{ first }} = {{ second }}
                    then {{ third }} || lpad({{ second }}, 2, '0') || lpad({{ first }}, 2, '0')
                when cast({{ second }} as integer) > 12
                    then {{ third }} || lpad({{ first }}, 2, '0') || lpad({{ second }}, 2, '0')
            end
    end
{%- endmacro %}

{#- What two birth dates say; scale as in evidence.sql. -#}

{#- Equal, one digit off, or day and month swapped is strong; two digits off or two equal parts of three is weak; three digits
off says nothing. 1 January is what forms fill in: only its year is compared. -#}
{% macro birth_date_evidence(left, right) -%}
    {%- set off = places_that_differ(left ~ '.birth_date', right ~ '.birth_date', 8) -%}
    case
        when {{ left }}.birth_year is null or {{ right }}.birth_year is null then 0
        when
            coalesce({{ left }}.birth_month_day, '0101') = '0101'
            or coalesce({{ right }}.birth_month_day, '0101') = '0101'
            then case
                when abs(cast({{ left }}.birth_year as integer) - cast({{ right }}.birth_year as integer)) > 1 then -1
                when {{ left }}.birth_year = {{ right }}.birth_year and {{ left }}.birth_date = {{ right }}.birth_date then 1
                else 0
            end
        when {{ left }}.birth_date = {{ right }}.birth_date then 2
        when
            {{ left }}.birth_year = {{ right }}.birth_year
            and substr({{ left }}.birth_date, 5, 2) = substr({{ right }}.birth_date, 7, 2)
            and substr({{ left }}.birth_date, 7, 2) = substr({{ right }}.birth_date, 5, 2)
            then 2
        when {{ off }} <= 1 then 2
        when {{ off }} = 2 or {{ birth_parts_equal(left, right) }} >= 2 then 1
        when {{ off }} = 3 then 0
        else -1
    end
{%- endmacro %}

{#- How many of year, month and day of birth are equal. -#}
{% macro birth_parts_equal(left, right) -%}
    (
        case when {{ left }}.birth_year = {{ right }}.birth_year then 1 else 0 end
        + case when substr({{ left }}.birth_date, 5, 2) = substr({{ right }}.birth_date, 5, 2) then 1 else 0 end
        + case when substr({{ left }}.birth_date, 7, 2) = substr({{ right }}.birth_date, 7, 2) then 1 else 0 end
    )
{%- endmacro %}

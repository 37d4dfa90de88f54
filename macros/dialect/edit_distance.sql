{#- Levenshtein distance of two texts in bytes of UTF-8, as DuckDB counts; null when one is null. A Latin letter is one byte, a
Hangul syllable or a kanji three: one of them off is no typing error. -#}
{% macro edit_distance(left, right) -%}
    {{ return(adapter.dispatch('edit_distance', 'customer_identity')(left, right)) }}
{%- endmacro %}

{% macro default__edit_distance(left, right) -%}
    levenshtein({{ left }}, {{ right }})
{%- endmacro %}

{#- PostgreSQL has it only in an extension: `create_functions` makes our own. -#}
{% macro postgres__edit_distance(left, right) -%}
    {{ target.schema }}_registry.edit_distance({{ left }}, {{ right }})
{%- endmacro %}

{#- Places where two texts of one length differ. -#}
{% macro places_that_differ(left, right, length) -%}
    {{ return(adapter.dispatch('places_that_differ', 'customer_identity')(left, right, length)) }}
{%- endmacro %}

{% macro default__places_that_differ(left, right, length) -%}
    hamming({{ left }}, {{ right }})
{%- endmacro %}

{% macro postgres__places_that_differ(left, right, length) -%}
    (
        {% for place in range(1, length + 1) -%}
            case when substr({{ left }}, {{ place }}, 1) = substr({{ right }}, {{ place }}, 1) then 0 else 1 end
            {%- if not loop.last %} + {% endif %}
        {% endfor %}
    )
{%- endmacro %}

{#- Makes the functions that the engine lacks. -#}
{% macro create_functions() -%}
    {{ return(adapter.dispatch('create_functions', 'customer_identity')()) }}
{%- endmacro %}

{% macro default__create_functions() -%}
{%- endmacro %}

{% macro postgres__create_functions() -%}
    {%- do run_query('create schema if not exists ' ~ target.schema ~ '_registry') -%}
    {%- do run_query("
create or replace function " ~ target.schema ~ "_registry.edit_distance(a text, b text) returns integer
language plpgsql immutable strict parallel safe as $function$
declare
    left_bytes bytea := convert_to(a, 'UTF8');
    right_bytes bytea := convert_to(b, 'UTF8');
    before integer[];
    now integer[];
begin
    if a = b then
        return 0;
    end if;
    before := array(select generate_series(0, octet_length(right_bytes)));
    for i in 1 .. octet_length(left_bytes) loop
        now := array[i];
        for j in 1 .. octet_length(right_bytes) loop
            now := now || least(
                before[j + 1] + 1,
                now[j] + 1,
                before[j] + case when get_byte(left_bytes, i - 1) = get_byte(right_bytes, j - 1) then 0 else 1 end
            );
        end loop;
        before := now;
    end loop;
    return before[octet_length(right_bytes) + 1];
end
$function$") -%}
{%- endmacro %}

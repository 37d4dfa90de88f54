{#- Text in binary order, for order by, min and max: the same order on every engine. -#}
{% macro binary_text(expression) -%}
    {{ return(adapter.dispatch('binary_text', 'customer_identity')(expression)) }}
{%- endmacro %}

{% macro default__binary_text(expression) -%}
    {{ expression }}
{%- endmacro %}

{% macro postgres__binary_text(expression) -%}
    ({{ expression }}) collate "C"
{%- endmacro %}


{#- Canonical composition (Unicode NFC). -#}
{% macro nfc(expression) -%}
    {{ return(adapter.dispatch('nfc', 'customer_identity')(expression)) }}
{%- endmacro %}

{% macro default__nfc(expression) -%}
    nfc_normalize({{ expression }})
{%- endmacro %}

{% macro postgres__nfc(expression) -%}
    normalize({{ expression }}, nfc)
{%- endmacro %}


{#- Lower case of any script, whatever the server's locale. -#}
{% macro lower_text(expression) -%}
    {{ return(adapter.dispatch('lower_text', 'customer_identity')(expression)) }}
{%- endmacro %}

{% macro default__lower_text(expression) -%}
    lower({{ expression }})
{%- endmacro %}

{#- The outer collation keeps the column comparable with others. -#}
{% macro postgres__lower_text(expression) -%}
    lower(({{ expression }}) collate "pg_c_utf8") collate "default"
{%- endmacro %}


{#- Upper case of any script, whatever the server's locale. -#}
{% macro upper_text(expression) -%}
    {{ return(adapter.dispatch('upper_text', 'customer_identity')(expression)) }}
{%- endmacro %}

{% macro default__upper_text(expression) -%}
    upper({{ expression }})
{%- endmacro %}

{% macro postgres__upper_text(expression) -%}
    upper(({{ expression }}) collate "pg_c_utf8") collate "default"
{%- endmacro %}


{#- Every character of `sources` becomes the one at its place in `targets`; without one it goes. -#}
{% macro translate_text(expression, sources, targets='') -%}
    translate({{ expression }}, {{ text_literal(sources) }}, {{ text_literal(targets) }})
{%- endmacro %}

{% macro text_literal(text) -%}
    '{{ text | replace("'", "''") }}'
{%- endmacro %}


{#- Does the text hold a match? Patterns: what RE2 and PostgreSQL share; [0-9], never \d. -#}
{% macro regexp_matches(expression, pattern) -%}
    {{ return(adapter.dispatch('regexp_matches', 'customer_identity')(expression, pattern)) }}
{%- endmacro %}

{% macro default__regexp_matches(expression, pattern) -%}
    regexp_matches({{ expression }}, {{ text_literal(pattern) }})
{%- endmacro %}

{% macro postgres__regexp_matches(expression, pattern) -%}
    (({{ expression }}) ~ {{ text_literal(pattern) }})
{%- endmacro %}


{#- Every match replaced; \1 to \9 in the replacement are groups. -#}
{% macro regexp_replace_all(expression, pattern, replacement='') -%}
    regexp_replace({{ expression }}, {{ text_literal(pattern) }}, {{ text_literal(replacement) }}, 'g')
{%- endmacro %}


{#- The first match replaced. -#}
{% macro regexp_replace_first(expression, pattern, replacement='') -%}
    regexp_replace({{ expression }}, {{ text_literal(pattern) }}, {{ text_literal(replacement) }})
{%- endmacro %}


{#- What a numbered group caught in the first match; null or empty if nothing. -#}
{% macro regexp_group(expression, pattern, group) -%}
    {{ return(adapter.dispatch('regexp_group', 'customer_identity')(expression, pattern, group)) }}
{%- endmacro %}

{% macro default__regexp_group(expression, pattern, group) -%}
    regexp_extract({{ expression }}, {{ text_literal(pattern) }}, {{ group }})
{%- endmacro %}

{% macro postgres__regexp_group(expression, pattern, group) -%}
    regexp_substr({{ expression }}, {{ text_literal(pattern) }}, 1, 1, '', {{ group }})
{%- endmacro %}


{#- The first match of the whole pattern, or null. -#}
{% macro regexp_first(expression, pattern) -%}
    {{ return(adapter.dispatch('regexp_first', 'customer_identity')(expression, pattern)) }}
{%- endmacro %}

{% macro default__regexp_first(expression, pattern) -%}
    nullif(regexp_extract({{ expression }}, {{ text_literal(pattern) }}), '')
{%- endmacro %}

{% macro postgres__regexp_first(expression, pattern) -%}
    nullif(regexp_substr({{ expression }}, {{ text_literal(pattern) }}), '')
{%- endmacro %}


{#- Where the part begins, 1 based; 0 if absent. -#}
{% macro text_position(expression, part) -%}
    position({{ part }} in {{ expression }})
{%- endmacro %}


{#- Only ASCII: as many bytes as characters. -#}
{% macro is_ascii(expression) -%}
    {{ return(adapter.dispatch('is_ascii', 'customer_identity')(expression)) }}
{%- endmacro %}

{% macro default__is_ascii(expression) -%}
    strlen({{ expression }}) = length({{ expression }})
{%- endmacro %}

{% macro postgres__is_ascii(expression) -%}
    octet_length({{ expression }}) = length({{ expression }})
{%- endmacro %}


{#- Without combining marks, those inside composed letters included. -#}
{% macro strip_marks(expression) -%}
    {{ return(adapter.dispatch('strip_marks', 'customer_identity')(expression)) }}
{%- endmacro %}

{% macro default__strip_marks(expression) -%}
    strip_accents({{ expression }})
{%- endmacro %}

{% macro postgres__strip_marks(expression) -%}
    normalize(
        regexp_replace(normalize({{ expression }}, nfd), '{{ unicode_mark_class() }}', '', 'g'), nfc
    )
{%- endmacro %}

{#- The Unicode code point of a text's first character, integer. -#}
{% macro code_point(expression) -%}
    {{ return(adapter.dispatch('code_point', 'customer_identity')(expression)) }}
{%- endmacro %}

{% macro default__code_point(expression) -%}
    unicode({{ expression }})
{%- endmacro %}

{% macro postgres__code_point(expression) -%}
    ascii({{ expression }})
{%- endmacro %}


{#- The characters of a text in order: texts of the same words in another order become equal. -#}
{% macro sorted_letters(expression) -%}
    {{ return(adapter.dispatch('sorted_letters', 'customer_identity')(expression)) }}
{%- endmacro %}

{% macro default__sorted_letters(expression) -%}
    array_to_string(list_sort(string_split({{ expression }}, '')), '')
{%- endmacro %}

{% macro postgres__sorted_letters(expression) -%}
    (
        select string_agg(letter, '' order by letter collate "C")
        from regexp_split_to_table({{ expression }}, '') as letters (letter)
    )
{%- endmacro %}

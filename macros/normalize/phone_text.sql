{#- A phone text without punctuation: digits of any script as 0 to 9, a plus, and letters. -#}
{% macro phone_squeezed(expression) -%}
    case
        when {{ is_ascii(expression) }} then {{ translate_text(expression, ' -.()/[]_\t') }}
        else translate(
            {{ fold_compatibility(expression) }},
            '{{ '0123456789' ~ '\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669'
                ~ '\u06f0\u06f1\u06f2\u06f3\u06f4\u06f5\u06f6\u06f7\u06f8\u06f9'
                ~ ' -.()/[]_\t\u00ad\u00b7\u200b\u200c\u200d\u2010\u2011\u2012\u2013\u2014\u2015'
                ~ '\u2060\u2212\u30fc\ufeff' }}',
            '012345678901234567890123456789'
        )
    end
{%- endmacro %}

{#- What may stand between a number and its extension, in lower case and without spaces. -#}
{% macro phone_extension_pattern() -%}
    {{ return('(?:;?ext=?|extension|extn|xtn|x|#|~|내선번호|내선|доб|int|anexo|,,|;)[:,]?([0-9]{1,7})#?$') }}
{%- endmacro %}

{#- The extension of a squeezed text, null if it has none. -#}
{% macro phone_extension(squeezed_text) -%}
    case
        when {{ regexp_matches(squeezed_text, '^[+]?[0-9]*$') }} then null
        else nullif({{ regexp_group(lower_text(squeezed_text), phone_extension_pattern(), 1) }}, '')
    end
{%- endmacro %}

{#- A squeezed text without extension and without the words around the number ('tel:', '(집)'). -#}
{% macro phone_without_extension(squeezed_text) -%}
    {%- set bare = regexp_replace_first(lower_text(squeezed_text), phone_extension_pattern()) -%}
    case
        when {{ regexp_matches(squeezed_text, '^[+]?[0-9]*$') }} then {{ squeezed_text }}
        when {{ regexp_matches(squeezed_text, '@') }} then null
        else {{ regexp_replace_all(bare, '^[^0-9+]+|[^0-9]+$') }}
    end
{%- endmacro %}

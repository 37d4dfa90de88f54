{#- Text as Unicode's compatibility composition (NFKC) has it, for the characters that matter in
    customer data; the rest is composed (NFC). The table is only asked where one of them occurs. -#}
{% macro fold_compatibility(expression) -%}
    {%- set folded = namespace(
        sql=translate_text(expression, unicode_fold_sources(), unicode_fold_targets())
    ) -%}
    {%- for source, target in unicode_fold_several() -%}
        {%- set folded.sql = "replace(" ~ folded.sql ~ ", '" ~ source ~ "', '" ~ target ~ "')" -%}
    {%- endfor -%}
    case
        when {{ is_ascii(expression) }} then {{ expression }}
        when {{ regexp_matches(expression, unicode_fold_class()) }} then {{ nfc(folded.sql) }}
        else {{ nfc(expression) }}
    end
{%- endmacro %}

{#- Lower-case text without accents. Hangul, kana and Indic marks stay: there they are the letter. -#}
{% macro without_accents(expression) -%}
    {%- set plain = namespace(sql=expression) -%}
    {%- for source, target in unicode_plain_letters() -%}
        {%- set plain.sql = "replace(" ~ plain.sql ~ ", '" ~ source ~ "', '" ~ target ~ "')" -%}
    {%- endfor -%}
    case
        when {{ is_ascii(expression) }} then {{ expression }}
        when {{ regexp_matches(expression, unicode_accented_class()) }} then {{ strip_marks(plain.sql) }}
        else {{ expression }}
    end
{%- endmacro %}

{#- Lower-case folded text as people would compare it; still with spaces and punctuation. -#}
{% macro fold_text(expression) -%}
    {{ lower_text(fold_compatibility('trim(' ~ expression ~ ')')) }}
{%- endmacro %}

{#- Only letters: everything up to the Latin letters, punctuation and symbols go. Lower case expected. With `keep_mask`
an asterisk stays: it stands for a letter that the channel hides. -#}
{% macro letters_only(expression, keep_mask=false) -%}
    {%- set first = '[\u0001-)+-`{-' if keep_mask else '[\u0001-`{-' -%}
    {{ regexp_replace_all(expression, first ~ '\u00bf\u00d7\u00f7\u02b0-\u02ff\u2000-\u2bff\u3000-\u3004'
        ~ '\u3007-\u3020\u3030\u303d-\u303f\u30a0\u30fb\ue000-\uf8ff\ufe10-\ufe6f\uff00-\uff0f\uff5f-\uff65'
        ~ '\ufffd\U0001f000-\U0001ffff]+') }}
{%- endmacro %}

{#- Only letters and digits. -#}
{% macro letters_and_digits(expression) -%}
    {{ regexp_replace_all(expression, '[\u0001-/:-`{-\u00bf\u00d7\u00f7\u02b0-\u02ff\u2000-\u2bff\u3000-\u3004'
        ~ '\u3007-\u3020\u3030\u303d-\u303f\u30a0\u30fb\ue000-\uf8ff\ufe10-\ufe6f\uff00-\uff0f\uff5f-\uff65'
        ~ '\ufffd\U0001f000-\U0001ffff]+') }}
{%- endmacro %}

{#- A typo-tolerant form that still joins on equality: sounds written alike, later vowels and doubled
    letters dropped. Expects letters only, in lower case; other scripts stay as they are. -#}
{% macro skeleton(expression) -%}
    {%- set alike = "translate(replace(replace(" ~ expression ~ ", 'ph', 'f'), 'ck', 'k'), 'cqzy', 'kksi')" -%}
    {%- set thin = "substr(" ~ alike ~ ", 1, 1) || translate(substr(" ~ alike ~ ", 2), 'aeiouhw', '')" -%}
    {{ thin }}
{%- endmacro %}

{#- Doubled letters once: 'ln' for 'lln'. Most texts have none, and are not touched. -#}
{% macro without_doubles(expression) -%}
    {%- set single = namespace(sql=expression, doubles=[]) -%}
    {%- for letter in 'bdfgjklmnprstvx' -%}
        {%- do single.doubles.append(letter ~ letter) -%}
        {%- set single.sql = "replace(" ~ single.sql ~ ", '" ~ letter * 2 ~ "', '" ~ letter ~ "')" -%}
    {%- endfor -%}
    case
        when {{ regexp_matches(expression, single.doubles | join('|')) }} then {{ single.sql }}
        else {{ expression }}
    end
{%- endmacro %}

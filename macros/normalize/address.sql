{#- Addresses and places. Texts come in folded, in lower case and without accents. -#}

{#- The house number: the first word that begins with a digit (behind the road in Korea, where a
    road's own name may hold digits), else the first digits anywhere. -#}
{% macro street_number(text) -%}
    coalesce(
        trim({{ regexp_first("' ' || " ~ text, ' [0-9]+(-[0-9]+)?') }}),
        {{ regexp_first(text, '[0-9]+(-[0-9]+)?') }}
    )
{%- endmacro %}

{#- The word that names the street: in Hangul what ends like a road, else the first word of three
    letters or more that follows the house number, or stands first. -#}
{% macro street_word(text) -%}
    coalesce(
        {{ regexp_first(text, '[가-힣0-9]+(로|길)( |$|[0-9])') }},
        {{ regexp_first(
            regexp_replace_first(text, '^[^0-9]{0,6}[0-9][^ ]* +'), '[a-z\u00df-\u024f\u0370-\uabff]{3,}'
        ) }}
    )
{%- endmacro %}

{#- A company without its legal form. -#}
{% macro company_without_legal_form(text) -%}
    {{ regexp_replace_all(
        text,
        '[(](주|유|재|사|株)[)]|주식회사|유한회사|株式会社|有限会社|(^|[ ,])(inc|incorporated|corp|corporation|co|company|ltd'
        ~ '|limited|llc|llp|plc|gmbh|ag|kg|sa|sas|sarl|srl|spa|bv|nv|ab|oy|as|pty|kk)[.]?( |,|$)|(inc|corp|co|ltd)[.]$',
        ' '
    ) }}
{%- endmacro %}

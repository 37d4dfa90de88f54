{#- A number of 63 bits (never negative) from the text's MD5: the first 8 bytes without the sign. -#}
{% macro hash_bigint(expression) -%}
    {{ return(adapter.dispatch('hash_bigint', 'customer_identity')(expression)) }}
{%- endmacro %}

{% macro default__hash_bigint(expression) -%}
    cast(cast('0x' || substr(md5({{ expression }}), 1, 16) as ubigint) & 9223372036854775807 as bigint)
{%- endmacro %}

{% macro postgres__hash_bigint(expression) -%}
    (cast(cast('x' || substr(md5({{ expression }}), 1, 16) as bit(64)) as bigint) & 9223372036854775807)
{%- endmacro %}


{#- MD5 of the UTF-8 text, 32 lower-case hexadecimal digits. -#}
{% macro md5_hex(expression) -%}
    md5({{ expression }})
{%- endmacro %}


{#- SHA-256 of the UTF-8 text, 64 lower-case hexadecimal digits. -#}
{% macro sha256_hex(expression) -%}
    {{ return(adapter.dispatch('sha256_hex', 'customer_identity')(expression)) }}
{%- endmacro %}

{% macro default__sha256_hex(expression) -%}
    sha256({{ expression }})
{%- endmacro %}

{% macro postgres__sha256_hex(expression) -%}
    encode(sha256(convert_to({{ expression }}, 'UTF8')), 'hex')
{%- endmacro %}

{#- A non-negative bigint over a rule's number and its field values, all not null. It lives for one run inside one engine:
fast rather than the same everywhere. -#}
{% macro match_key_hash(rule_number, fields) -%}
    {{ return(adapter.dispatch('match_key_hash', 'customer_identity')(rule_number, fields)) }}
{%- endmacro %}

{% macro default__match_key_hash(rule_number, fields) -%}
    cast(hash({{ rule_number }}, {{ fields | join(', ') }}) >> 1 as bigint)
{%- endmacro %}

{% macro postgres__match_key_hash(rule_number, fields) -%}
    (
        hashtextextended(
            {% for field in fields %}length({{ field }}) || ':' || {{ field }}{% if not loop.last %} || {% endif %}{% endfor %},
            {{ rule_number }}
        ) & 9223372036854775807
    )
{%- endmacro %}

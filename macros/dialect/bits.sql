{#- Bigint with the bits of an integer literal flipped: order-changing, and undone by doing it again. -#}
{% macro flip_bits(expression, bits) -%}
    {{ return(adapter.dispatch('flip_bits', 'customer_identity')(expression, bits)) }}
{%- endmacro %}

{% macro default__flip_bits(expression, bits) -%}
    xor({{ expression }}, {{ bits }})
{%- endmacro %}

{% macro postgres__flip_bits(expression, bits) -%}
    ({{ expression }} # {{ bits }})
{%- endmacro %}

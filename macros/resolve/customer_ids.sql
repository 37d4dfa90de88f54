{#- Customer id of a sequence number: 'cust_' and at least nine digits. Text, so that spreadsheets leave it alone. -#}
{% macro customer_id_of_number(number) -%}
    'cust_' || case
        when {{ number }} < 1000000000 then lpad(cast({{ number }} as varchar), 9, '0')
        else cast({{ number }} as varchar)
    end
{%- endmacro %}

{#- The sequence number of a customer id, bigint. -#}
{% macro number_of_customer_id(customer_id) -%}
    cast(substr({{ customer_id }}, 6) as bigint)
{%- endmacro %}

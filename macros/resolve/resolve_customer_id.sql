{#- The customer id that an id of any age stands for now, null where nobody has it any more. For an id that was split it is
the heir of most records; `resolved_customer_ids` has them all.

Argument: an expression, the id as it was stored. In a model: resolve_customer_id('campaign_export.customer_id') -#}
{% macro resolve_customer_id(customer_id) -%}
    (
        select resolved.current_customer_id
        from {{ ref('resolved_customer_ids') }} as resolved
        where resolved.is_main and resolved.customer_id = {{ customer_id }}
    )
{%- endmacro %}

{#- Which column of the seed identifier_limits holds for this brand: staff who key in records share the shop's phone. -#}
{% macro identifier_limit_column() -%}
    {%- if var('brand')['offline_share'] >= 0.5 -%}
        max_persons_offline
    {%- else -%}
        max_persons
    {%- endif -%}
{%- endmacro %}

{#- When a record begins to use its identifiers: the earlier of its two times; null without both. -#}
{% macro first_used_at(records) -%}
    least(
        coalesce({{ records }}.created_at, {{ records }}.updated_at),
        coalesce({{ records }}.updated_at, {{ records }}.created_at)
    )
{%- endmacro %}

{#- When a record is last known to use its identifiers: the later of its two times; null without both. -#}
{% macro last_used_at(records) -%}
    greatest(
        coalesce({{ records }}.created_at, {{ records }}.updated_at),
        coalesce({{ records }}.updated_at, {{ records }}.created_at)
    )
{%- endmacro %}

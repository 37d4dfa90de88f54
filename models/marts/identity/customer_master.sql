{%- set groups = survivorship_groups() %}
{{ config(schema='restricted') }}

with inputs as (
    select * from {{ ref('int_survivorship_inputs') }}
),

ranked as (
    select * from {{ ref('int_survivorship_ranked') }}
),

identity_map as (
    select * from {{ ref('customer_identity_map') }}
),

records as (
    select * from {{ ref('int_customer_records') }}
),

master as (
    select
        identity_map.customer_id,
        {% for group, spec in groups.items() -%}
            {% for column in spec.columns -%}
                max(case when ranked.{{ group }}_place = 1 then inputs.{{ column }} end) as {{ column }},
            {% endfor -%}
            max(case when ranked.{{ group }}_place = 1 then inputs.channel end) as {{ group }}_channel,
            max(case when ranked.{{ group }}_place = 1 then inputs.source_record_id end)
                as {{ group }}_source_record_id,
            max(case when ranked.{{ group }}_place = 1 then inputs.updated_at end) as {{ group }}_updated_at,
        {% endfor -%}
        max(identity_map.tier) as tier,
        count(*) as count_records,
        count(distinct identity_map.channel) as count_channels,
        count(distinct inputs.email_match) as count_emails,
        count(distinct inputs.phone_match) as count_phones,
        max(case when records.is_verified_identity then 1 else 0 end) = 1 as is_verified_identity,
        min(records.created_at) as first_created_at,
        max(records.updated_at) as last_updated_at
    from identity_map
    inner join inputs on identity_map.record_key = inputs.record_key
    inner join ranked on identity_map.record_key = ranked.record_key
    inner join records on identity_map.record_key = records.record_key
    group by identity_map.customer_id
)

select * from master

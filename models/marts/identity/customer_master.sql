{%- set groups = survivorship_groups() %}
{{ config(schema='restricted') }}

with inputs as (
    select * from {{ after_of(ref('int_survivorship_inputs')) }}
),

ranked as (
    select * from {{ after_of(ref('int_survivorship_ranked')) }}
),

identity_map as (
    select * from {{ after_of(ref('customer_identity_map')) }}
),

records as (
    select * from {{ ref('int_customer_records') }}
),

master as (
    select
        identity_map.customer_id,
        {% for group, spec in groups.items() -%}
            {% for column in spec.columns -%}
                {{ survivor(group, 'inputs.' ~ column) }} as {{ column }},
            {% endfor -%}
            {{ survivor(group, 'inputs.channel') }} as {{ group }}_channel,
            {{ survivor(group, 'inputs.source_record_id') }}
                as {{ group }}_source_record_id,
            {{ survivor(group, 'inputs.updated_at') }} as {{ group }}_updated_at,
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

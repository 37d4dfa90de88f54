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

records as {{ read_in_place() }} (
    select
        inputs.*,
        ranked.is_only_record,
        {% for group in survivorship_groups() -%}
            ranked.{{ group }}_place,
        {% endfor -%}
        identity_map.tier
    from identity_map
    inner join inputs on identity_map.record_key = inputs.record_key
    inner join ranked on identity_map.record_key = ranked.record_key
),

of_several_records as (
    select {{ golden_record(of_several=true) }}
    from records
    where not is_only_record
    group by customer_id
),

of_one_record as (
    select {{ golden_record(of_several=false) }}
    from records
    where is_only_record
),

master as (
    select * from of_several_records
    union all
    select * from of_one_record
)

select * from master

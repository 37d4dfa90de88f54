{#- What customers may share a home by: their present address with its number, and phones that are
    good, be it for reaching them only. A hub or a recycled value says nothing of a home. -#}
with identity_map as (
    select * from {{ ref('customer_identity_map') }}
),

customer_master as (
    select * from {{ ref('customer_master') }}
),

records as (
    select * from {{ ref('int_records_normalised') }}
),

identifiers as (
    select * from {{ ref('int_identifiers') }}
),

identifier_values as (
    select * from {{ ref('int_identifier_values') }}
),

homes as (
    select
        customer_master.customer_id,
        'address' as reason,
        records.address_match || ' ' || coalesce(records.postal_code_match, records.city_match)
            as household_key,
        records.record_key
    from customer_master
    inner join identity_map
        on
            customer_master.address_channel = identity_map.channel
            and customer_master.address_source_record_id = identity_map.source_record_id
    inner join records on identity_map.record_key = records.record_key
    where
        records.address_match is not null
        and records.street_number is not null
        and coalesce(records.postal_code_match, records.city_match) is not null
),

phones as (
    select
        identity_map.customer_id,
        case when identifiers.is_match_eligible then 'phone' else 'landline' end as reason,
        identifiers.match_value as household_key,
        min(identifiers.record_key) as record_key
    from identifiers
    inner join identity_map on identifiers.record_key = identity_map.record_key
    -- A miss: the number may not match.
    left join identifier_values
        on
            identifiers.identifier_type = identifier_values.identifier_type
            and identifiers.match_value = identifier_values.match_value
    where
        identifiers.identifier_type = 'phone'
        and identifiers.reject_reason is null
        and (
            identifier_values.value_status in ('ok', 'shared')
            or (
                not identifiers.is_match_eligible
                and identifiers.identifier_class in (
                    {% for name in var('household').phone_classes -%}
                        '{{ name }}'{{ ", " if not loop.last }}
                    {%- else -%}
                        null
                    {%- endfor %}
                )
            )
        )
    group by identity_map.customer_id, identifiers.is_match_eligible, identifiers.match_value
),

unioned as (
    select * from homes
    union all
    select * from phones
),

household_keys as (
    select
        customer_id,
        reason,
        household_key,
        record_key,
        count(*) over (partition by reason, household_key) as count_customers
    from unioned
)

select * from household_keys

{{ config(schema='restricted') }}

with identity_map as (
    select * from {{ after_of(ref('customer_identity_map')) }}
),

identifiers as (
    select * from {{ ref('int_identifiers') }}
),

identifier_values as (
    select * from {{ ref('int_identifier_values') }}
),

records as (
    select * from {{ ref('int_customer_records') }}
),

customer_identifiers as (
    select
        identity_map.customer_id,
        identifiers.identifier_type,
        identifiers.match_value,
        max({{ binary_text('identifiers.activation_value') }}) as activation_value,
        max({{ binary_text('identifiers.identifier_class') }}) as identifier_class,
        cast(max({{ binary_text('identifier_values.value_status') }}) as varchar) as value_status,
        count(*) as count_records,
        count(distinct identity_map.channel) as count_channels,
        max(case when identifiers.is_match_eligible then 1 else 0 end) = 1 as is_match_eligible,
        max(case when identifier_values.is_hub then 1 else 0 end) = 1 as is_hub,
        max(
            case
                when
                    identifiers.identifier_type = 'email' and records.is_verified_email
                    or identifiers.identifier_type = 'phone' and records.is_verified_phone
                    then 1
                else 0
            end
        ) = 1 as is_verified,
        min(records.created_at) as first_seen_at,
        max(records.updated_at) as last_seen_at
    from identity_map
    inner join identifiers on identity_map.record_key = identifiers.record_key
    inner join records on identity_map.record_key = records.record_key
    -- A miss: the value is not eligible for matching.
    left join identifier_values
        on
            identifiers.identifier_type = identifier_values.identifier_type
            and identifiers.match_value = identifier_values.match_value
    where identifiers.match_value is not null and identifiers.reject_reason is null
    group by identity_map.customer_id, identifiers.identifier_type, identifiers.match_value
)

select * from customer_identifiers

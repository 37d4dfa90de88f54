with

identifiers as (
    select * from {{ ref('int_identifiers') }}
    where
        identifier_type in ('email', 'phone', 'device_id')
        and match_value is not null
        and activation_value is not null
        and reject_reason is null
),

identity_map as (
    select * from {{ ref('customer_identity_map') }}
),

holders as (
    select
        identity_map.customer_id,
        identifiers.identifier_type as contact_type,
        identifiers.match_value as contact_value,
        identity_map.channel as contact_channel,
        identity_map.source_record_id as contact_record_id,
        row_number() over (
            partition by
                identity_map.customer_id,
                identifiers.identifier_type,
                identifiers.match_value
            order by {{ binary_text('identity_map.channel') }}, identity_map.record_key
        ) as place
    from identifiers
    inner join identity_map on identifiers.record_key = identity_map.record_key
),

contacts_held as (
    select
        customer_id,
        contact_type,
        contact_value,
        contact_channel,
        contact_record_id
    from holders
    where place = 1
)

select * from contacts_held

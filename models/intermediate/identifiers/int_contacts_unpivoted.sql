-- Every contact that is typed outside of customer records, as typed.
with visits as (
    select * from {{ ref('stg_store_crm__visits') }}
    where row_state = 'accepted'
),

consent_events as (
    select * from {{ ref('stg_engagement__consent_events') }}
    where row_state = 'accepted'
),

records as (
    select * from {{ ref('int_customer_records') }}
),

addresses as (
    select * from {{ ref('int_record_addresses') }}
),

-- An event without a contact means the record's own. A miss: no such record.
consent_contacts as (
    select
        consent_events.event_id,
        records.record_key,
        {{ contact_type('consent_events.message_channel', 'consent_events.contact') }}
            as contact_type,
        consent_events.contact,
        records.email,
        records.phone,
        records.device_id
    from consent_events
    left join records
        on
            consent_events.channel = records.channel
            and consent_events.customer_ref = records.source_record_id
),

contacts as (
    select
        'store_visit' as activity,
        visit_id as activity_id,
        {{ contact_type("'any'", 'contact') }} as contact_type,
        contact as raw_value,
        'ZZ' as region
    from visits

    union all

    -- Read where the record's own number is read. A miss: no record.
    select
        'consent_event' as activity,
        consent_contacts.event_id as activity_id,
        consent_contacts.contact_type,
        coalesce(
            consent_contacts.contact,
            case consent_contacts.contact_type
                when 'email' then consent_contacts.email
                when 'phone' then consent_contacts.phone
                when 'device_id' then consent_contacts.device_id
            end
        ) as raw_value,
        coalesce(addresses.country_match, 'ZZ') as region
    from consent_contacts
    left join addresses on consent_contacts.record_key = addresses.record_key
),

named_contacts as (
    select * from contacts
    where raw_value is not null
)

select * from named_contacts

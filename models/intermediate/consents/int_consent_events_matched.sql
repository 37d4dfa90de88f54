with

consent_events as (
    select * from {{ ref('stg_engagement__consent_events') }}
    where row_state = 'accepted'
),

erasure_requests as (
    select * from {{ ref('stg_engagement__erasure_requests') }}
    where row_state = 'accepted'
),

identity_map as (
    select * from {{ ref('customer_identity_map') }}
),

identifiers as (
    select
        record_key,
        identifier_type,
        match_value,
        {{ contact_text('identifier_type', 'raw_value') }} as contact_text
    from {{ ref('int_identifiers') }}
    where identifier_type in ('email', 'phone', 'device_id') and match_value is not null
),

-- One text, read in several countries, may be several numbers: the first one counts.
values_by_text as (
    select
        identifier_type,
        contact_text,
        min({{ binary_text('match_value') }}) as match_value
    from identifiers
    group by identifier_type, contact_text
),

-- Who asks to be erased wants no message for any purpose.
events as (
    select
        event_id as consent_event_id,
        channel,
        customer_ref,
        contact,
        message_channel,
        purpose,
        consent_action,
        case
            when contact is null and message_channel = 'any' then 'none'
            when message_channel = 'email' then 'email'
            when message_channel = 'sms' then 'phone'
            when message_channel = 'push' then 'device_id'
            when contact like '%@%' then 'email'
            else 'phone'
        end as contact_type,
        event_at
    from consent_events

    union all

    select
        'erasure:' || request_id as consent_event_id,
        channel,
        customer_ref,
        cast(null as varchar) as contact,
        'any' as message_channel,
        'any' as purpose,
        'withdraw' as consent_action,
        'none' as contact_type,
        coalesce(requested_at, {{ as_of() }}) as event_at
    from erasure_requests
),

-- A miss: no record named, or it is deleted or quarantined. The event still binds its contact.
events_of_records as (
    select
        events.*,
        identity_map.record_key,
        identity_map.customer_id,
        {{ contact_text('events.contact_type', 'events.contact') }} as contact_text
    from events
    left join identity_map
        on
            events.channel = identity_map.channel
            and events.customer_ref = identity_map.source_record_id
),

-- A miss in the first: the record no longer has that contact, or another country's reading of it.
-- A miss in the second: no record has it; then the typed text stands for the contact.
matched_events as (
    select
        events_of_records.consent_event_id,
        events_of_records.customer_id,
        events_of_records.contact_type,
        coalesce(
            own_identifiers.match_value, values_by_text.match_value, events_of_records.contact_text
        ) as contact_value,
        events_of_records.message_channel,
        events_of_records.purpose,
        events_of_records.consent_action,
        events_of_records.event_at
    from events_of_records
    left join identifiers as own_identifiers
        on
            events_of_records.record_key = own_identifiers.record_key
            and events_of_records.contact_type = own_identifiers.identifier_type
            and (
                events_of_records.contact_text = own_identifiers.contact_text
                or events_of_records.contact is null
            )
    left join values_by_text
        on
            events_of_records.contact_type = values_by_text.identifier_type
            and events_of_records.contact_text = values_by_text.contact_text
)

select * from matched_events

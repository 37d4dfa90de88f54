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

contacts as (
    select * from {{ ref('int_contacts_normalised') }}
    where activity = 'consent_event'
),

-- Who asks to be erased wants no message for any purpose.
events as (
    select
        event_id as consent_event_id,
        channel,
        customer_ref,
        message_channel,
        purpose,
        consent_action,
        {{ contact_type('message_channel', 'contact') }} as contact_type,
        event_at
    from consent_events

    union all

    select
        'erasure:' || request_id as consent_event_id,
        channel,
        customer_ref,
        'any' as message_channel,
        'any' as purpose,
        'withdraw' as consent_action,
        'none' as contact_type,
        coalesce(requested_at, {{ as_of() }}) as event_at
    from erasure_requests
),

-- A miss in the first: no record named, or it is deleted or quarantined; the event still binds its
-- contact. In the second: no contact named, and no record that has one.
matched_events as (
    select
        events.consent_event_id,
        identity_map.customer_id,
        events.contact_type,
        contacts.contact_value,
        events.message_channel,
        events.purpose,
        events.consent_action,
        events.event_at
    from events
    left join identity_map
        on
            events.channel = identity_map.channel
            and events.customer_ref = identity_map.source_record_id
    left join contacts on events.consent_event_id = contacts.activity_id
)

select * from matched_events

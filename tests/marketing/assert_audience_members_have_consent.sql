-- Behind every audience row stands a grant of the customer, and no objection of hers as late.
with

audiences as (
    select * from {{ ref('remarketing_audiences') }}
),

events as (
    select
        consent_events.event_id,
        consent_events.message_channel,
        consent_events.consent_action,
        consent_events.event_at,
        identity_map.customer_id
    from {{ ref('stg_engagement__consent_events') }} as consent_events
    inner join {{ ref('customer_identity_map') }} as identity_map
        on
            consent_events.channel = identity_map.channel
            and consent_events.customer_ref = identity_map.source_record_id
    where consent_events.row_state = 'accepted' and consent_events.purpose = 'advertising'
),

-- A miss: nothing was granted, or by somebody else.
without_grant as (
    select
        audiences.audience_id,
        audiences.customer_id,
        audiences.message_channel,
        audiences.consent_event_id,
        'no grant' as fault
    from audiences
    left join events
        on
            audiences.consent_event_id = events.event_id
            and audiences.customer_id = events.customer_id
            and audiences.consent_granted_at = events.event_at
            and events.message_channel in (audiences.message_channel, 'any')
            and events.consent_action = 'grant'
    where events.event_id is null
),

objected as (
    select distinct
        audiences.audience_id,
        audiences.customer_id,
        audiences.message_channel,
        events.event_id as consent_event_id,
        'objection' as fault
    from audiences
    inner join events
        on
            audiences.customer_id = events.customer_id
            and audiences.consent_granted_at <= events.event_at
            and events.message_channel in (audiences.message_channel, 'any')
            and events.consent_action = 'withdraw'
),

-- A miss: the record named is not, or no longer, one of hers.
with_foreign_record as (
    select
        audiences.audience_id,
        audiences.customer_id,
        audiences.message_channel,
        audiences.contact_record_id as consent_event_id,
        'record of another customer' as fault
    from audiences
    left join {{ ref('customer_identity_map') }} as identity_map
        on
            audiences.contact_channel = identity_map.channel
            and audiences.contact_record_id = identity_map.source_record_id
            and audiences.customer_id = identity_map.customer_id
    where identity_map.customer_id is null
),

faults as (
    select * from without_grant
    union all
    select * from objected
    union all
    select * from with_foreign_record
)

select * from faults

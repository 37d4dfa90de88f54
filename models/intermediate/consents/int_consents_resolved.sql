with

consent_events as (
    select * from {{ ref('int_consent_events_matched') }}
),

contacts_held as (
    select * from {{ ref('int_contacts_held') }}
),

-- A grant for any channel is one for the channel that its contact serves.
grants as (
    select
        consent_event_id,
        customer_id,
        contact_type,
        contact_value,
        case
            when message_channel <> 'any' then message_channel
            when contact_type = 'email' then 'email'
            else 'sms'
        end as message_channel,
        purpose,
        event_at
    from consent_events
    where
        consent_action = 'grant'
        and customer_id is not null
        and contact_value is not null
),

grants_ranked as (
    select
        *,
        row_number() over (
            partition by customer_id, contact_type, contact_value, message_channel, purpose
            order by event_at desc, {{ binary_text('consent_event_id') }}
        ) as place
    from grants
),

latest_grants as (
    select * from grants_ranked
    where place = 1
),

withdrawals as (
    select * from consent_events
    where consent_action = 'withdraw'
),

-- Whose objection it is: the customer it was recorded for, else everyone who has that contact.
withdrawals_of_customers as (
    select
        coalesce(withdrawals.customer_id, contacts_held.customer_id) as customer_id,
        withdrawals.message_channel,
        withdrawals.purpose,
        withdrawals.event_at
    from withdrawals
    -- A miss: the customer is known without it, or nobody has the contact.
    left join contacts_held
        on
            withdrawals.customer_id is null
            and withdrawals.contact_type = contacts_held.contact_type
            and withdrawals.contact_value = contacts_held.contact_value
),

objections as (
    select
        latest_grants.consent_event_id,
        cast(null as timestamp) as contact_withdrawn_at,
        withdrawals_of_customers.event_at as customer_withdrawn_at
    from latest_grants
    inner join withdrawals_of_customers
        on
            latest_grants.customer_id = withdrawals_of_customers.customer_id
            and withdrawals_of_customers.message_channel in (latest_grants.message_channel, 'any')
            and withdrawals_of_customers.purpose in (latest_grants.purpose, 'any')

    union all

    select
        latest_grants.consent_event_id,
        withdrawals.event_at as contact_withdrawn_at,
        cast(null as timestamp) as customer_withdrawn_at
    from latest_grants
    inner join withdrawals
        on
            latest_grants.contact_type = withdrawals.contact_type
            and latest_grants.contact_value = withdrawals.contact_value
            and withdrawals.message_channel in (latest_grants.message_channel, 'any')
            and withdrawals.purpose in (latest_grants.purpose, 'any')
),

latest_objections as (
    select
        consent_event_id,
        max(contact_withdrawn_at) as contact_withdrawn_at,
        max(customer_withdrawn_at) as customer_withdrawn_at
    from objections
    group by consent_event_id
),

-- A miss in the first: nobody objected. In the second: the customer has that contact no more.
-- An objection of the same moment wins.
consents as (
    select
        latest_grants.consent_event_id,
        latest_grants.customer_id,
        latest_grants.message_channel,
        latest_grants.purpose,
        latest_grants.contact_type,
        latest_grants.contact_value,
        contacts_held.contact_channel,
        contacts_held.contact_record_id,
        case
            when latest_objections.contact_withdrawn_at >= latest_grants.event_at
                then 'contact_withdrawn'
            when latest_objections.customer_withdrawn_at >= latest_grants.event_at
                then 'customer_withdrawn'
            when contacts_held.contact_record_id is null then 'contact_not_held'
            else 'granted'
        end as consent_state,
        latest_grants.event_at as granted_at,
        latest_objections.contact_withdrawn_at,
        latest_objections.customer_withdrawn_at
    from latest_grants
    left join latest_objections
        on latest_grants.consent_event_id = latest_objections.consent_event_id
    left join contacts_held
        on
            latest_grants.customer_id = contacts_held.customer_id
            and latest_grants.contact_type = contacts_held.contact_type
            and latest_grants.contact_value = contacts_held.contact_value
)

select * from consents

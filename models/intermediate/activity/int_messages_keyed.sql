{{ config(materialized='view') }}

with

messages as (
    select * from {{ ref('stg_engagement__messages') }}
    where row_state = 'accepted'
),

identity_map as (
    select * from {{ ref('customer_identity_map') }}
),

-- A miss: sent for no record, or for one that is deleted or quarantined.
keyed_messages as (
    select
        messages.message_id,
        messages.campaign_id,
        identity_map.customer_id,
        messages.message_channel,
        messages.status,
        messages.sender_channel,
        messages.sent_at
    from messages
    left join identity_map
        on
            messages.sender_channel = identity_map.channel
            and messages.customer_ref = identity_map.source_record_id
)

select * from keyed_messages

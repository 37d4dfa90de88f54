with

keyed_messages as (
    select * from {{ ref('int_messages_keyed') }}
),

messages as (
    select
        message_id,
        campaign_id,
        customer_id,
        message_channel,
        status,
        sender_channel,
        sent_at
    from keyed_messages
)

select * from messages

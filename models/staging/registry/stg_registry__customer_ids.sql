{#- The id registry as the last run left it, event by event. -#}
with

registry as (
    select * from {{ source('registry', 'customer_registry') }}
),

customer_ids as (
    select
        run_number,
        as_of,
        record_key,
        channel,
        source_record_id,
        event,
        customer_id,
        previous_customer_id,
        customer_number,
        content_hash
    from registry
)

select * from customer_ids

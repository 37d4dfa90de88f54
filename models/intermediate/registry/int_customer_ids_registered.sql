{#- Which record has which customer id since when: an append-only log, kept under --full-
    refresh. Everything about ids derives from it. What is erased keeps its key and id, and
    loses its name. -#}
{{ config(
    materialized='incremental',
    schema='registry',
    alias='customer_registry',
    incremental_strategy='append',
    full_refresh=false,
    on_schema_change='fail',
    post_hook="{{ forget_erased_records() }}"
) }}

with record_events as (
    select * from {{ ref('int_record_events_proposed') }}
),

admitted_run as (
    select * from {{ ref('int_run_admitted') }}
    {{ only_if_not_logged() }}
),

new_events as (
    select
        admitted_run.run_number,
        admitted_run.as_of,
        record_events.record_key,
        cast(record_events.channel as varchar) as channel,
        cast(record_events.source_record_id as varchar) as source_record_id,
        cast(record_events.event as varchar) as event,
        cast(
            {{ customer_id_of_number('record_events.customer_number') }} as varchar
        ) as customer_id,
        cast(
            {{ customer_id_of_number('record_events.previous_customer_number') }} as varchar
        ) as previous_customer_id,
        record_events.customer_number,
        record_events.content_hash
    from record_events
    cross join admitted_run
)

select * from new_events

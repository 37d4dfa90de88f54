{#- Which record has which customer id since when: an append-only log, kept under --full-refresh.
    Everything about ids derives from it. It takes the proposals only after their tests passed;
    a run whose as_of lies before the last logged one appends nothing. -#}
{{ config(
    materialized='incremental',
    schema='registry',
    alias='customer_registry',
    incremental_strategy='append',
    full_refresh=false,
    on_schema_change='fail'
) }}

with proposals as (
    select * from {{ ref('int_customer_id_proposals') }}
),

registry as (
    select * from {{ ref('stg_registry__customer_ids') }}
),

last_run as (
    select
        coalesce(max(run_number), 0) as run_number,
        max(as_of) as as_of
    from registry
),

last_events as (
    select
        record_key,
        max(run_number) as run_number
    from registry
    group by record_key
),

current_records as (
    select
        registry.record_key,
        registry.channel,
        registry.source_record_id,
        registry.customer_id
    from registry
    inner join last_events
        on
            registry.record_key = last_events.record_key
            and registry.run_number = last_events.run_number
    where registry.event = 'assigned'
),

events as (
    select
        proposals.record_key,
        proposals.channel,
        proposals.source_record_id,
        'assigned' as event,
        proposals.customer_id,
        proposals.previous_customer_id
    from proposals
    where
        proposals.previous_customer_id is null
        or proposals.previous_customer_id != proposals.customer_id
    union all
    select
        current_records.record_key,
        current_records.channel,
        current_records.source_record_id,
        'removed' as event,
        current_records.customer_id,
        current_records.customer_id as previous_customer_id
    from current_records
    left join proposals on current_records.record_key = proposals.record_key
    -- A miss: the record is deleted, superseded or quarantined now.
    where proposals.record_key is null
),

new_events as (
    select
        last_run.run_number + 1 as run_number,
        {{ as_of() }} as as_of,
        events.record_key,
        cast(events.channel as varchar) as channel,
        cast(events.source_record_id as varchar) as source_record_id,
        cast(events.event as varchar) as event,
        cast(events.customer_id as varchar) as customer_id,
        cast(events.previous_customer_id as varchar) as previous_customer_id,
        {{ number_of_customer_id('events.customer_id') }} as customer_number
    from events
    cross join last_run
    where last_run.as_of is null or last_run.as_of <= {{ as_of() }}
)

select * from new_events

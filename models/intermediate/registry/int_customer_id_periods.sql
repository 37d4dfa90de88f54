{#- Which record had which customer id from which run until before which other. -#}
with registry as (
    select * from {{ ref('int_customer_ids_registered') }}
    {{ only_in_scope(scope_of('int_record_events_proposed'), ['record_key']) }}
),

-- The registry's rows of a run that is not complete are not there yet.
runs as (
    select max(run_number) as run_number
    from {{ ref('int_identity_runs_registered') }}
),

erased_keys as (
    select record_key
    from registry
    where event = 'erased'
),

id_events as (
    select
        registry.record_key,
        registry.channel,
        registry.source_record_id,
        registry.customer_number,
        registry.event,
        registry.run_number,
        registry.as_of,
        lead(registry.run_number) over (
            partition by registry.record_key
            order by registry.run_number
        ) as next_run_number,
        lead(registry.as_of) over (
            partition by registry.record_key
            order by registry.run_number
        ) as next_as_of,
        lead(registry.event) over (
            partition by registry.record_key
            order by registry.run_number
        ) as next_event
    from registry
    cross join runs
    where registry.event != 'changed' and registry.run_number <= runs.run_number
),

periods as (
    select
        id_events.record_key,
        id_events.channel,
        id_events.source_record_id,
        id_events.customer_number,
        id_events.next_event as ended_by,
        id_events.run_number as from_run_number,
        id_events.next_run_number as to_run_number,
        id_events.next_run_number is null as is_current,
        erased_keys.record_key is not null as is_erased,
        id_events.as_of as valid_from,
        id_events.next_as_of as valid_to
    from id_events
    -- A miss: the record is not erased.
    left join erased_keys on id_events.record_key = erased_keys.record_key
    where id_events.event = 'assigned'
)

select * from periods

{#- What the registry would log of each record: a new id, the same id with other content,
    gone, erased. Records of which there is nothing to say have no row. -#}
with proposals as (
    select * from {{ ref('int_customer_id_proposals') }}
    {{ only_in_scope(scope_of('int_proposals_touched'), ['record_key']) }}
),

registry_state as (
    select * from {{ ref('int_registry_state') }}
    {{ only_in_scope(scope_of('int_proposals_touched'), ['record_key']) }}
),

erased_records as (
    select * from {{ ref('int_records_erased') }}
),

-- A miss: the record is new.
present_records as (
    select
        proposals.record_key,
        proposals.channel,
        proposals.source_record_id,
        case
            when registry_state.record_key is null then 'added'
            when not registry_state.is_current then 'returned'
            when
                registry_state.content_hash is null
                or registry_state.content_hash != proposals.content_hash
                then 'changed'
            else 'same'
        end as record_change,
        proposals.customer_number,
        case
            when registry_state.is_current then registry_state.customer_number
        end as previous_customer_number,
        proposals.content_hash
    from proposals
    left join registry_state on proposals.record_key = registry_state.record_key
),

events_of_present_records as (
    select
        record_key,
        channel,
        source_record_id,
        case
            when previous_customer_number = customer_number then 'changed'
            else 'assigned'
        end as event,
        record_change,
        customer_number,
        previous_customer_number,
        content_hash
    from present_records
    where record_change != 'same' or previous_customer_number != customer_number
),

-- A miss in the proposals: the record is deleted, superseded, quarantined or erased now. A miss in
-- the erased records: it is not erased. One that went before may still be erased now.
events_of_absent_records as (
    select
        registry_state.record_key,
        registry_state.channel,
        case
            when erased_records.record_key is null then registry_state.source_record_id
        end as source_record_id,
        case when erased_records.record_key is null then 'removed' else 'erased' end as event,
        case
            when erased_records.record_key is null then 'removed' else 'erased'
        end as record_change,
        registry_state.customer_number,
        case
            when registry_state.is_current then registry_state.customer_number
        end as previous_customer_number,
        cast(null as bigint) as content_hash
    from registry_state
    left join proposals on registry_state.record_key = proposals.record_key
    left join erased_records on registry_state.record_key = erased_records.record_key
    where
        proposals.record_key is null
        and (registry_state.is_current or erased_records.record_key is not null)
        and registry_state.event != 'erased'
),

record_events as (
    select * from events_of_present_records
    union all
    select * from events_of_absent_records
)

select * from record_events

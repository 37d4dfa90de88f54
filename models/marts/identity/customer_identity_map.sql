with proposals as (
    select * from {{ ref('int_customer_id_proposals') }}
    {{ only_in_scope(scope_of('int_customers_touched'), ['customer_id']) }}
),

-- The registry comes first: an id is published only once it is logged.
registry as (
    select max(run_number) as run_number
    from {{ ref('int_identity_runs_registered') }}
),

-- What the registry knew before this run, and what the run told it.
registry_state as (
    select * from {{ ref('int_registry_state') }}
),

record_events as (
    select * from {{ ref('int_record_events_proposed') }}
),

clusters as (
    select
        cluster_key,
        count(*) as count_records
    from proposals
    group by cluster_key
),

identity_map as (
    select
        proposals.record_key,
        cast(proposals.channel as varchar) as channel,
        cast(proposals.source_record_id as varchar) as source_record_id,
        cast(proposals.customer_id as varchar) as customer_id,
        cast('{{ var("customer_tier") }}' as varchar) as tier,
        clusters.count_records as count_customer_records,
        clusters.count_records = 1 as is_single_record,
        case
            when record_events.record_key is null then registry_state.run_number
            else registry.run_number
        end as registry_run_number
    from proposals
    inner join clusters on proposals.cluster_key = clusters.cluster_key
    cross join registry
    -- A miss: the run has nothing to say of the record; the registry knew nothing of it.
    left join record_events on proposals.record_key = record_events.record_key
    left join registry_state on proposals.record_key = registry_state.record_key
)

select * from identity_map

{#- The customer id each record should have: clusters keep the id of the customer they share most
    records with, the rest get new ids by sequence. Proposed only: tests pass before the
    registry appends. -#}
with clusters as (
    select * from {{ ref('int_clusters') }}
),

registry as (
    select * from {{ ref('stg_registry__customer_ids') }}
),

last_events as (
    select
        record_key,
        max(run_number) as run_number
    from registry
    group by record_key
),

-- A record that was removed and is back still speaks for the customer it had.
last_ids as (
    select
        registry.record_key,
        registry.customer_id,
        registry.event
    from registry
    inner join last_events
        on
            registry.record_key = last_events.record_key
            and registry.run_number = last_events.run_number
),

shared_records as (
    select
        last_ids.customer_id,
        clusters.cluster_key,
        count(*) as count_shared
    from clusters
    inner join last_ids on clusters.record_key = last_ids.record_key
    group by last_ids.customer_id, clusters.cluster_key
),

{{ match_to_previous('shared_records') }},

ids_given as (
    select coalesce(max(customer_number), 0) as last_customer_number
    from registry
),

new_clusters as (
    select
        cluster_keys.cluster_key,
        row_number() over (order by cluster_keys.cluster_key) as place
    from (select distinct cluster_key from clusters) as cluster_keys
    left join matched on cluster_keys.cluster_key = matched.cluster_key
    -- A miss: no earlier customer carries on in this cluster.
    where matched.cluster_key is null
),

new_ids as (
    select
        new_clusters.cluster_key,
        {{ customer_id_of_number('ids_given.last_customer_number + new_clusters.place') }}
            as customer_id
    from new_clusters
    cross join ids_given
),

proposals as (
    select
        clusters.record_key,
        clusters.channel,
        clusters.source_record_id,
        clusters.cluster_key,
        coalesce(matched.customer_id, new_ids.customer_id) as customer_id,
        case when last_ids.event = 'assigned' then last_ids.customer_id end as previous_customer_id
    from clusters
    -- One of the two hits: a cluster is matched or new.
    left join matched on clusters.cluster_key = matched.cluster_key
    left join new_ids on clusters.cluster_key = new_ids.cluster_key
    -- A miss: the record is new.
    left join last_ids on clusters.record_key = last_ids.record_key
)

select * from proposals

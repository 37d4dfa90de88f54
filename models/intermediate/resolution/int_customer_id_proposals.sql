{#- The customer id each record should have: clusters keep the id of the customer they share
    most records with, the rest get new ids by sequence. Proposed only: tests pass before the
    registry appends. -#}
with clusters as (
    select * from {{ ref('int_clusters') }}
    {{ only_in_scope(scope_of('int_proposals_touched'), ['record_key']) }}
),

-- A record that was removed and is back still speaks for the customer it had.
registry_state as (
    select * from {{ ref('int_registry_state') }}
    {{ only_in_scope(scope_of('int_proposals_touched'), ['record_key']) }}
),

identity_run as (
    select * from {{ ref('int_identity_run') }}
),

shared_records as (
    select
        registry_state.customer_number,
        clusters.cluster_key,
        count(*) as count_shared
    from clusters
    inner join registry_state on clusters.record_key = registry_state.record_key
    group by registry_state.customer_number, clusters.cluster_key
),

{{ match_to_previous('shared_records') }},

cluster_keys as (
    select distinct cluster_key
    from clusters
),

new_clusters as (
    select
        cluster_keys.cluster_key,
        row_number() over (order by cluster_keys.cluster_key) as place
    from cluster_keys
    left join matched on cluster_keys.cluster_key = matched.cluster_key
    -- A miss: no earlier customer carries on in this cluster.
    where matched.cluster_key is null
),

numbers as (
    select
        cluster_key,
        customer_number
    from matched
    union all
    select
        new_clusters.cluster_key,
        identity_run.last_customer_number + new_clusters.place as customer_number
    from new_clusters
    cross join identity_run
),

proposals as (
    select
        clusters.record_key,
        clusters.channel,
        clusters.source_record_id,
        clusters.cluster_key,
        {{ customer_id_of_number('numbers.customer_number') }} as customer_id,
        case
            when registry_state.is_current
                then {{ customer_id_of_number('registry_state.customer_number') }}
        end as previous_customer_id,
        numbers.customer_number,
        case
            when registry_state.is_current then registry_state.customer_number
        end as previous_customer_number,
        registry_state.run_number as previous_run_number,
        clusters.content_hash,
        case
            when registry_state.record_key is null then 'added'
            when not registry_state.is_current then 'returned'
            when
                registry_state.content_hash is null
                or registry_state.content_hash != clusters.content_hash
                then 'changed'
            else 'same'
        end as record_change
    from clusters
    inner join numbers on clusters.cluster_key = numbers.cluster_key
    -- A miss: the record is new.
    left join registry_state on clusters.record_key = registry_state.record_key
)

select * from proposals

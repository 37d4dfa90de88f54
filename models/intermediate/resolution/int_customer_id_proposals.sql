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
        numbers.customer_number,
        clusters.content_hash
    from clusters
    inner join numbers on clusters.cluster_key = numbers.cluster_key
)

select * from proposals

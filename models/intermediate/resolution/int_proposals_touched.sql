{#- Records whose customer id an incremental build proposes anew: those with another cluster or
    content than in the last build, and all who are in a cluster or had a customer with one of them,
    for ids go where most records are. Empty where everything is built. -#}
with clusters as (
    select
        record_key,
        cluster_key
    from {{ ref('int_clusters') }}
    where {{ is_incremental_build() | lower }}
),

registry_state as (
    select
        record_key,
        customer_number
    from {{ ref('int_registry_state') }}
    where {{ is_incremental_build() | lower }}
),

records_changed as (
    select record_key
    from {{ ref('int_clusters_touched') }}
    union
    select record_key
    from {{ ref('int_records_erased') }}
    where {{ is_incremental_build() | lower }}
),

clusters_changed as (
    select distinct clusters.cluster_key
    from clusters
    inner join records_changed on clusters.record_key = records_changed.record_key
),

records_clustered as (
    select record_key
    from records_changed
    union
    select clusters.record_key
    from clusters
    inner join clusters_changed on clusters.cluster_key = clusters_changed.cluster_key
),

customers_changed as (
    select distinct registry_state.customer_number
    from registry_state
    inner join records_clustered on registry_state.record_key = records_clustered.record_key
),

clusters_of_customers as (
    select distinct clusters.cluster_key
    from clusters
    inner join registry_state on clusters.record_key = registry_state.record_key
    inner join customers_changed
        on registry_state.customer_number = customers_changed.customer_number
),

-- A cluster that did not change has one customer, so this reaches everybody.
records_touched as (
    select record_key
    from records_clustered
    union
    select clusters.record_key
    from clusters
    inner join clusters_of_customers on clusters.cluster_key = clusters_of_customers.cluster_key
)

select * from records_touched

{#- The clusters that become customers: those of the tier in var `customer_tier`. -#}
with clusters as (
    select * from {{ ref('int_clusters_' ~ var('customer_tier')) }}
    {{ only_in_scope(scope_of('int_clusters_touched'), ['record_key']) }}
),

records as (
    select * from {{ ref('int_customer_records') }}
),

clusters_chosen as (
    select
        clusters.record_key,
        clusters.cluster_key,
        records.channel,
        records.source_record_id,
        records.content_hash
    from clusters
    inner join records on clusters.record_key = records.record_key
)

select * from clusters_chosen

-- Law: each tier is a partition of all current records, and records that a tier joins stay
-- joined in the next.
with exact_clusters as (
    select * from {{ ref('int_clusters_exact') }}
),

strict_clusters as (
    select * from {{ ref('int_clusters_strict') }}
),

loose_clusters as (
    select * from {{ ref('int_clusters_loose') }}
),

records as (
    select * from {{ ref('int_customer_records') }}
),

placed as (
    select
        records.record_key,
        exact_clusters.cluster_key as exact_key,
        strict_clusters.cluster_key as strict_key,
        loose_clusters.cluster_key as loose_key
    from records
    left join exact_clusters on records.record_key = exact_clusters.record_key
    left join strict_clusters on records.record_key = strict_clusters.record_key
    left join loose_clusters on records.record_key = loose_clusters.record_key
),

unplaced as (
    select
        'record without a cluster' as breach,
        record_key as subject
    from placed
    where exact_key is null or strict_key is null or loose_key is null
),

split_by_strict as (
    select
        'exact cluster split in strict' as breach,
        exact_key as subject
    from placed
    group by exact_key
    having count(distinct strict_key) > 1
),

split_by_loose as (
    select
        'strict cluster split in loose' as breach,
        strict_key as subject
    from placed
    group by strict_key
    having count(distinct loose_key) > 1
)

select * from unplaced
union all
select * from split_by_strict
union all
select * from split_by_loose

-- Law: before the registry appends, every cluster has one customer id and every customer id one
-- cluster.
with proposals as (
    select * from {{ ref('int_customer_id_proposals') }}
),

clusters_with_many_ids as (
    select
        'cluster with more than one customer id' as breach,
        cast(cluster_key as varchar) as subject
    from proposals
    group by cluster_key
    having count(distinct customer_id) > 1
),

ids_of_many_clusters as (
    select
        'customer id of more than one cluster' as breach,
        customer_id as subject
    from proposals
    group by customer_id
    having count(distinct cluster_key) > 1
)

select * from clusters_with_many_ids
union all
select * from ids_of_many_clusters

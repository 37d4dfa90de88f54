with candidate_links as (
    select * from {{ ref('int_links_loose') }}
),

labels as (
    select * from {{ ref('int_clusters_strict') }}
),

{{ close_tier() }}

select * from clusters

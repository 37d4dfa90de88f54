with candidate_links as (
    select * from {{ ref('int_links_strict') }}
),

labels as (
    select * from {{ ref('int_clusters_exact') }}
),

{{ close_tier() }}

select * from clusters

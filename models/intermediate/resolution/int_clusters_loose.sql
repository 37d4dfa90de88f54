with candidate_links as (
    select * from {{ ref('int_links_loose') }}
),

labels as (
    select * from {{ ref('int_clusters_strict') }}
),

unique_values as (
    select * from {{ ref('int_unique_values') }}
),

cannot_links as (
    select * from {{ ref('int_cannot_links') }}
),

{{ close_tier() }}

select * from clusters

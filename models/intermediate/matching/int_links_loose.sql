with match_keys as (
    select * from {{ ref('int_match_keys') }}
),

pairs_compared as (
    select * from {{ ref('int_pairs_compared') }}
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

{{ candidate_links('loose') }}

select * from candidate_links

with candidate_links as (
    select * from {{ ref('int_links_exact') }}
),

labels as (
    select * from {{ ref('int_records_labelled') }}
),

{{ close_tier() }}

select * from clusters

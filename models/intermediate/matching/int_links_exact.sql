with match_keys as (
    select * from {{ ref('int_match_keys') }}
),

match_fields as (
    select * from {{ ref('int_match_fields') }}
),

labels as (
    select * from {{ ref('int_records_labelled') }}
),

{{ candidate_links('exact') }}

select * from candidate_links

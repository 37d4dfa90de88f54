with match_keys as (
    select * from {{ ref('int_match_keys') }}
),

-- Read when a rule of the tier has a guard.
match_fields as ( -- noqa: ST03
    select * from {{ ref('int_match_fields') }}
),

labels as (
    select * from {{ ref('int_records_labelled') }}
),

{{ candidate_links('exact') }}

select * from candidate_links

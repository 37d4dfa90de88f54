with

{{ match_keys_of_tier(
    'loose', ref('int_match_keys'), scope_of('int_loose_records_touched')
) }},

pairs_compared as (
    select * from {{ ref('int_pairs_compared') }}
),

labels as (
    select * from {{ ref('int_clusters_strict') }}
    {{ only_in_scope(scope_of('int_loose_records_touched'), ['record_key']) }}
),

unique_values as (
    select * from {{ ref('int_unique_values') }}
    {{ only_in_scope(scope_of('int_loose_records_touched'), ['record_key']) }}
),

cannot_links as (
    select * from {{ ref('int_cannot_links') }}
),

{{ candidate_links('loose') }}

select * from candidate_links

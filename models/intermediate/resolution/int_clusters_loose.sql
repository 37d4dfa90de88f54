with candidate_links as (
    select * from {{ after_of(ref('int_links_loose')) }}
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

{{ close_tier() }}

select * from clusters

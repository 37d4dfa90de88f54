{#- The pairs that the guard accepts, and those it refuses though something strong is the same. -#}
with pairs_found as (
    select * from {{ ref('int_pairs_found') }}
    {{ with_an_end_in_scope(scope_of('int_compared_records_touched')) }}
),

match_fields as (
    select * from {{ ref('int_match_fields') }}
    {{ only_ends_of('pairs_found') }}
),

nicknames as (
    select * from {{ ref('nicknames') }}
),

{{ judged_pairs('pairs_found') }},

pairs_compared as (
    select * from judged_pairs
    where link_tier is not null or count_strong > 0
)

select * from pairs_compared

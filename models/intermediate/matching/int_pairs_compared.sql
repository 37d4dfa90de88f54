{#- The pairs that the guard accepts, and those it refuses though something strong is the same. -#}
with pairs_found as (
    select * from {{ ref('int_pairs_found') }}
),

match_fields as (
    select * from {{ ref('int_match_fields') }}
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

{#- The pairs that the guard accepts, and those it refuses though something strong is the same,
    other than the birthday of two persons. -#}
with pairs_found as (
    select * from {{ ref('int_pairs_found') }}
    {{ with_an_end_in_scope(scope_of('int_compared_records_touched')) }}
),

match_fields as {{ read_in_place() }} (
    select * from {{ ref('int_match_fields') }}
    {{ only_ends_of('pairs_found') }}
),

nicknames as (
    select * from {{ ref('nicknames') }}
),

{{ judged_pairs('pairs_found', only_telling=true) }},

pairs_compared as (
    select * from judged_pairs
    where {{ is_telling() }}
)

select * from pairs_compared

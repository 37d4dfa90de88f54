{#- Records whose pairs are judged anew in an incremental build: their pairs are looked for anew, or
    their match fields are made anew. Empty where everything is built. -#}
with match_records as (
    select record_key
    from {{ ref('int_match_records_touched') }}
),

pair_records as (
    select record_key
    from {{ ref('int_pair_records_touched') }}
),

touched_records as (
    select record_key
    from match_records
    union
    select record_key
    from pair_records
)

select * from touched_records

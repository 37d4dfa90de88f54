{#- Keys of the records whose pairs are looked for anew in an incremental build. Empty where
    everything is built. -#}
with touched_records as (
    select record_key
    from {{ ref('int_pair_records_touched') }}
),

match_keys as (
    select
        record_key,
        rule_number,
        match_key
    from {{ ref('int_match_keys') }}
    where
        rule_number in ({{ numbers_of_rules('candidate') }})
        and {{ is_incremental_build() | lower }}
),

touched_keys as (
    select distinct
        match_keys.rule_number,
        match_keys.match_key
    from match_keys
    inner join touched_records on match_keys.record_key = touched_records.record_key
)

select * from touched_keys

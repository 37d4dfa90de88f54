{#- Pairs of records that share a key of a candidate rule and are not one cluster yet: each once,
    with the first rule that found it. A key over its limit finds nobody. -#}
with match_keys as (
    select * from {{ ref('int_match_keys') }}
    where rule_number in ({{ numbers_of_rules('candidate') }})
),

labels as (
    select
        record_key,
        cluster_key
    from {{ ref('int_clusters_exact') }}
),

{{ key_limits('candidate') }},

key_groups as (
    select
        match_keys.rule_number,
        match_keys.match_key
    from match_keys
    inner join key_limits on match_keys.rule_number = key_limits.rule_number
    group by match_keys.rule_number, match_keys.match_key, key_limits.max_records
    having count(*) between 2 and key_limits.max_records
),

shared_keys as materialized (
    select
        match_keys.rule_number,
        match_keys.match_key,
        match_keys.record_key,
        labels.cluster_key
    from match_keys
    inner join key_groups
        on
            match_keys.rule_number = key_groups.rule_number
            and match_keys.match_key = key_groups.match_key
    inner join labels on match_keys.record_key = labels.record_key
),

pairs_found as (
    select
        left_key.record_key as left_record_key,
        right_key.record_key as right_record_key,
        min(left_key.rule_number) as rule_number
    from shared_keys as left_key
    inner join shared_keys as right_key
        on
            left_key.rule_number = right_key.rule_number
            and left_key.match_key = right_key.match_key
            and left_key.record_key < right_key.record_key
    where left_key.cluster_key != right_key.cluster_key
    group by left_key.record_key, right_key.record_key
)

select * from pairs_found

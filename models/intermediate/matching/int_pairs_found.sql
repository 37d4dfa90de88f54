{#- Pairs of records that share a key of a candidate rule and are not one cluster yet: each once,
    with the first rule that found it. A key over its limit finds nobody. In an incremental build
    only the keys of touched records are looked at, and only pairs with such a record are found. -#}
with touched_records as (
    select record_key
    from {{ ref('int_pair_records_touched') }}
),

match_keys as (
    select * from {{ ref('int_match_keys') }}
    where rule_number in ({{ numbers_of_rules('candidate') }})
    {{ only_in_scope(scope_of('int_pair_keys_touched'), ['match_key'], 'and') }}
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

-- All keys are better read again than copied; of an incremental build there is a copy of a few.
keys_of_records as (
    {% if is_incremental_build() -%}
        select * from match_keys
    {%- else -%}
        select * from {{ ref('int_match_keys') }}
    {%- endif %}
),

shared_keys as materialized (
    select
        keys_of_records.rule_number,
        keys_of_records.match_key,
        keys_of_records.record_key,
        labels.cluster_key,
        touched_records.record_key is not null or {{ (not is_incremental_build()) | lower }}
            as is_touched
    from keys_of_records
    inner join key_groups
        on
            keys_of_records.rule_number = key_groups.rule_number
            and keys_of_records.match_key = key_groups.match_key
    inner join labels on keys_of_records.record_key = labels.record_key
    -- A miss: only the other end of its pairs is touched.
    left join touched_records on keys_of_records.record_key = touched_records.record_key
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
    where
        left_key.cluster_key != right_key.cluster_key
        and (left_key.is_touched or right_key.is_touched)
    group by left_key.record_key, right_key.record_key
)

select * from pairs_found

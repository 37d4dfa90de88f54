{#- Records whose pairs are looked for anew in an incremental build: they have another key, a key of
    theirs came under its limit or went over it, or the exact tier puts them elsewhere. Empty where
    everything is built. -#}
with keys_compared as (
    select
        record_key,
        rule_number,
        match_key,
        1 as difference
    from {{ after_of(ref('int_match_keys')) }}
    where
        rule_number in ({{ numbers_of_rules('candidate') }})
        and {{ is_incremental_build() | lower }}
    {%- if is_incremental_build() %}
        union all
        select
            record_key,
            rule_number,
            match_key,
            -1 as difference
        from {{ before_of(ref('int_match_keys')) }}
        where rule_number in ({{ numbers_of_rules('candidate') }})
    {%- endif %}
),

clusters_changed as (
    {{ changed_rows(ref('int_clusters_exact'), ['record_key', 'cluster_key']) }}
),

{{ key_limits('candidate') }},

keys_changed as materialized (
    select
        record_key,
        rule_number,
        match_key,
        sum(difference) as difference
    from keys_compared
    group by record_key, rule_number, match_key
    having sum(difference) != 0
),

group_differences as materialized (
    select
        rule_number,
        match_key,
        sum(difference) as difference
    from keys_changed
    group by rule_number, match_key
    having sum(difference) != 0
),

match_keys as materialized (
    select
        record_key,
        rule_number,
        match_key
    from {{ ref('int_match_keys') }}
    where {{ is_incremental_build() | lower }}
    {{ only_in_scope('group_differences', ['match_key'], 'and') }}
),

group_sizes as (
    select
        match_keys.rule_number,
        match_keys.match_key,
        count(*) as count_records
    from match_keys
    inner join group_differences
        on
            match_keys.rule_number = group_differences.rule_number
            and match_keys.match_key = group_differences.match_key
    group by match_keys.rule_number, match_keys.match_key
),

groups_crossed as (
    select
        group_sizes.rule_number,
        group_sizes.match_key
    from group_sizes
    inner join group_differences
        on
            group_sizes.rule_number = group_differences.rule_number
            and group_sizes.match_key = group_differences.match_key
    inner join key_limits on group_sizes.rule_number = key_limits.rule_number
    where
        (group_sizes.count_records > key_limits.max_records)
        != (group_sizes.count_records - group_differences.difference > key_limits.max_records)
),

touched_records as (
    select record_key
    from keys_changed
    union
    select match_keys.record_key
    from match_keys
    inner join groups_crossed
        on
            match_keys.rule_number = groups_crossed.rule_number
            and match_keys.match_key = groups_crossed.match_key
    union
    select record_key
    from clusters_changed
)

select * from touched_records

{#- What each rule's keys find: keys of several records within the rule's limit, keys over it, and
    the pairs of records that share a key and are not one cluster before the rule's tier. -#}
with match_keys as (
    select * from {{ ref('int_match_keys') }}
),

records_labelled as (
    select * from {{ ref('int_records_labelled') }}
),

clusters_exact as (
    select * from {{ ref('int_clusters_exact') }}
),

{{ key_limits(none) }},

labels_in_keys as (
    select
        match_keys.rule_number,
        match_keys.match_key,
        case
            when match_keys.rule_number in ({{ numbers_of_rules('exact') }})
                then records_labelled.cluster_key
            else clusters_exact.cluster_key
        end as label_key,
        count(*) as count_records
    from match_keys
    inner join records_labelled on match_keys.record_key = records_labelled.record_key
    inner join clusters_exact on match_keys.record_key = clusters_exact.record_key
    group by match_keys.rule_number, match_keys.match_key, label_key
),

-- Each pair of two labels is in the square of the whole less the squares of the labels, twice.
key_groups as (
    select
        rule_number,
        match_key,
        cast(sum(count_records) as bigint) as count_records,
        {{ divide_whole(
            'cast(sum(count_records) * sum(count_records) - sum(count_records * count_records) as bigint)',
            2
        ) }} as count_pairs
    from labels_in_keys
    group by rule_number, match_key
    having sum(count_records) > 1
),

records as (
    select count(*) as count_records from records_labelled
),

rule_keys_counted as (
    select
        key_limits.rule_number,
        records.count_records,
        count(case when key_groups.count_records <= key_limits.max_records then 1 end)
            as count_keys,
        count(case when key_groups.count_records > key_limits.max_records then 1 end)
            as count_keys_over_limit,
        cast(coalesce(sum(
            case
                when key_groups.count_records <= key_limits.max_records then key_groups.count_pairs
            end
        ), 0) as bigint) as count_pairs
    from key_limits
    cross join records
    -- A miss: no two records share a key of the rule.
    left join key_groups on key_limits.rule_number = key_groups.rule_number
    group by key_limits.rule_number, records.count_records
)

select * from rule_keys_counted

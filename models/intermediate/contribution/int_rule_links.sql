{#- Which rules support a pair that is linked, or that a contradiction keeps apart though the names
    agree: those with a key in common for it, within their limits. A link of equality is supported
    by rules of equality, one that the evidence accepted by the others. That a key also finds a
    family is no conflict: to tell its members apart is what the evidence is for. -#}
with links_judged as (
    select * from {{ ref('int_links_judged') }}
    where rule_number > 0 and coalesce(reject_reason, '') != 'too_many_records'
),

pairs_compared as (
    select * from {{ ref('int_pairs_compared') }}
    where
        link_tier is null
        and reject_reason in ('two_person_ci', 'two_member_no', 'parent_and_child')
        and name_grade in ('full', 'two_scripts', 'part')
),

match_keys as (
    select * from {{ ref('int_match_keys') }}
),

{{ key_limits(none) }},

verdicts as (
    select
        left_record_key,
        right_record_key,
        tier = 'exact' as is_by_equality,
        reject_reason is null as is_link,
        reject_reason is null and {{ is_tier_in_force('tier') }} as is_in_force
    from links_judged
    union all
    select
        left_record_key,
        right_record_key,
        false as is_by_equality,
        false as is_link,
        false as is_in_force
    from pairs_compared
),

pairs as (
    select
        left_record_key,
        right_record_key,
        is_by_equality,
        max(case when is_link then 1 else 0 end) = 1 as is_link,
        max(case when is_in_force then 1 else 0 end) = 1 as is_in_force
    from verdicts
    group by left_record_key, right_record_key, is_by_equality
),

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
        match_keys.record_key
    from match_keys
    inner join key_groups
        on
            match_keys.rule_number = key_groups.rule_number
            and match_keys.match_key = key_groups.match_key
),

half_supported_pairs as (
    select
        pairs.*,
        shared_keys.rule_number,
        shared_keys.match_key
    from pairs
    inner join shared_keys
        on
            pairs.left_record_key = shared_keys.record_key
            and pairs.is_by_equality
            = (shared_keys.rule_number in ({{ numbers_of_rules('exact') }}))
),

rule_links as (
    select
        half_supported_pairs.rule_number,
        half_supported_pairs.left_record_key,
        half_supported_pairs.right_record_key,
        half_supported_pairs.is_link,
        half_supported_pairs.is_in_force,
        count(*) over (
            partition by
                half_supported_pairs.left_record_key,
                half_supported_pairs.right_record_key,
                half_supported_pairs.is_by_equality
        ) = 1 as is_sole
    from half_supported_pairs
    inner join shared_keys
        on
            half_supported_pairs.right_record_key = shared_keys.record_key
            and half_supported_pairs.rule_number = shared_keys.rule_number
            and half_supported_pairs.match_key = shared_keys.match_key
)

select * from rule_links

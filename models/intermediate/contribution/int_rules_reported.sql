{#- What this run reports of each match rule: what its keys find, what it links, what hangs on it
    alone, and whether that is worth a look. -#}
with keys_counted as (
    select * from {{ ref('int_rule_keys_counted') }}
),

rule_links as (
    select * from {{ ref('int_rule_links') }}
),

rule_merges as (
    select * from {{ ref('int_rule_merges') }}
),

identity_run as (
    select * from {{ ref('int_identity_run') }}
),

match_rules as (
    {% for rule in active_match_rules() -%}
        select
            {{ rule.number }} as rule_number,
            '{{ rule.name }}' as rule_name,
            '{{ rule.tier }}' as tier
        {{ "union all" if not loop.last }}
    {% endfor -%}
),

links_counted as (
    select
        rule_number,
        count(case when is_link then 1 end) as count_links,
        count(case when is_link and is_sole then 1 end) as count_sole_links,
        count(case when not is_link then 1 end) as count_conflicts
    from rule_links
    group by rule_number
),

rules_counted as (
    select
        identity_run.run_number,
        identity_run.as_of,
        match_rules.rule_number,
        match_rules.rule_name,
        match_rules.tier,
        keys_counted.count_records,
        keys_counted.count_keys,
        keys_counted.count_keys_over_limit,
        keys_counted.count_pairs,
        coalesce(links_counted.count_links, 0) as count_links,
        coalesce(links_counted.count_sole_links, 0) as count_sole_links,
        coalesce(rule_merges.count_marginal_merges, 0) as count_marginal_merges,
        coalesce(links_counted.count_conflicts, 0) as count_conflicts
    from match_rules
    cross join identity_run
    inner join keys_counted on match_rules.rule_number = keys_counted.rule_number
    -- Misses: the rule links nobody and conflicts with nobody; no customer hangs on it alone.
    left join links_counted on match_rules.rule_number = links_counted.rule_number
    left join rule_merges on match_rules.rule_number = rule_merges.rule_number
),

rules_reported as (
    select
        cast(run_number as bigint) as run_number,
        as_of,
        rule_number,
        cast(rule_name as varchar) as rule_name,
        cast(tier as varchar) as tier,
        cast(
            case
                when
                    {{ share_of('count_conflicts', 'count_links + count_conflicts') }}
                    > {{ var('rule_report')['max_conflict_share'] }}
                    then 'conflicts_too_often'
                when
                    count_sole_links = 0
                    and count_records >= {{ var('rule_report')['min_records'] }}
                    then 'adds_nothing'
            end as varchar
        ) as finding,
        count_keys,
        count_keys_over_limit,
        count_pairs,
        count_links,
        count_sole_links,
        count_marginal_merges,
        count_conflicts
    from rules_counted
)

select * from rules_reported

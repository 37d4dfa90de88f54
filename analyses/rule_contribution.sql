/*
Question: What does each match rule add, and how often is it overruled?

How to run:
    .venv/bin/python scripts/show_analysis.py rule_contribution

How to read: one row per rule in force, strongest first. `count_links`: pairs of records that the
rule holds to be one person. `count_sole_links`: those that no other rule of its tier or a tighter
one holds so. `count_sole_customers`: customers of several records that no other rule in force links
at all; without this rule they fall apart. `count_refused`: pairs that it found and a conflict
dropped (two person CIs, two membership numbers, a key that too many records share).
A candidate rule finds only pairs that no rule before it has found and the exact tier has not
joined; whether they are linked the evidence decides, so its numbers are what it adds.
A rule with few links and many refusals asks for a look; one without links does nothing for this
brand.
*/
with links_judged as (
    select * from {{ ref('int_links_judged') }}
),

identity_map as (
    select * from {{ ref('customer_identity_map') }}
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

links as (
    select
        links_judged.left_record_key,
        links_judged.right_record_key,
        links_judged.rule_number,
        case links_judged.tier
            {% for tier in match_tiers() -%}
                when '{{ tier }}' then {{ loop.index0 }}
            {% endfor -%}
        end as tier_rank,
        links_judged.reject_reason,
        identity_map.customer_id
    from links_judged
    inner join identity_map on links_judged.left_record_key = identity_map.record_key
),

-- How many rules of each tier or a tighter one link the same pair.
pairs_by_tier as (
    select
        links.left_record_key,
        links.right_record_key,
        links.rule_number,
        count(other_links.rule_number) as count_rules
    from links
    inner join links as other_links
        on
            links.left_record_key = other_links.left_record_key
            and links.right_record_key = other_links.right_record_key
            and links.tier_rank >= other_links.tier_rank
    where links.reject_reason is null and other_links.reject_reason is null
    group by links.left_record_key, links.right_record_key, links.rule_number
),

customers_by_rule as (
    select
        customer_id,
        min(rule_number) as rule_number
    from links
    where
        reject_reason is null
        and tier_rank < {{ tiers_in_force() | length }}
    group by customer_id
    having min(rule_number) = max(rule_number)
),

sole_customers as (
    select
        rule_number,
        count(*) as count_sole_customers
    from customers_by_rule
    group by rule_number
),

sole_links as (
    select
        rule_number,
        count(*) as count_sole_links
    from pairs_by_tier
    where count_rules = 1
    group by rule_number
),

link_counts as (
    select
        rule_number,
        sum(case when reject_reason is null then 1 else 0 end) as count_links,
        sum(case when reject_reason is null then 0 else 1 end) as count_refused
    from links
    group by rule_number
),

rule_contribution as (
    select
        match_rules.rule_number as place,
        match_rules.rule_name,
        match_rules.tier,
        coalesce(link_counts.count_links, 0) as count_links,
        coalesce(sole_links.count_sole_links, 0) as count_sole_links,
        coalesce(sole_customers.count_sole_customers, 0) as count_sole_customers,
        coalesce(link_counts.count_refused, 0) as count_refused
    from match_rules
    -- Misses: the rule found nothing, or nothing of its own.
    left join link_counts on match_rules.rule_number = link_counts.rule_number
    left join sole_links on match_rules.rule_number = sole_links.rule_number
    left join sole_customers on match_rules.rule_number = sole_customers.rule_number
)

select * from rule_contribution
order by place

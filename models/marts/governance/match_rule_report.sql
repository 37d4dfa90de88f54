{%- set columns = [
    'rule_number', 'rule_name', 'tier', 'finding', 'count_keys', 'count_keys_over_limit', 'count_pairs',
    'count_links', 'count_sole_links', 'count_marginal_merges', 'count_conflicts', 'run_number', 'as_of',
] -%}

with this_run as (
    select * from {{ ref('int_rules_reported') }}
),

registered_reports as (
    select * from {{ ref('int_rule_reports_registered') }}
),

-- What this run says is shown also where the registry does not log it, as of a run that looks at
-- the past.
reports as (
    select
        {{ columns_of('this_run', columns) }},
        true as is_current
    from this_run
    union all
    select
        {{ columns_of('registered_reports', columns) }},
        false as is_current
    from registered_reports
    where registered_reports.run_number not in (select this_run.run_number from this_run)
),

rule_report as (
    select
        rule_name,
        tier,
        finding,
        run_number,
        rule_number,
        count_keys,
        count_keys_over_limit,
        count_pairs,
        count_links,
        count_sole_links,
        count_marginal_merges,
        count_conflicts,
        {{ share_of('count_sole_links', 'count_links') }} as sole_link_share,
        {{ share_of('count_conflicts', 'count_links + count_conflicts') }} as conflict_share,
        is_current,
        as_of
    from reports
)

select * from rule_report

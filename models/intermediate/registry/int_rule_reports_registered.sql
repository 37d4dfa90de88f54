{#- What each run reported of each match rule: append-only, once per run that the registry logged.
    It comes after the list of runs, so that who builds the customer map alone need not count
    rules; a run without the report has no rows. -#}
{{ config(
    materialized='incremental',
    schema='registry',
    alias='rule_reports',
    incremental_strategy='append',
    full_refresh=false,
    on_schema_change='fail'
) }}

with rules_reported as (
    select * from {{ ref('int_rules_reported') }}
    {{ only_if_not_logged('rule_reports') }}
),

runs as (
    select * from {{ ref('int_identity_runs_registered') }}
),

-- A run that looks at the past, or that was not admitted, is not on the list.
new_reports as (
    select
        runs.run_number,
        runs.as_of,
        rules_reported.rule_number,
        rules_reported.rule_name,
        rules_reported.tier,
        rules_reported.finding,
        rules_reported.count_keys,
        rules_reported.count_keys_over_limit,
        rules_reported.count_pairs,
        rules_reported.count_links,
        rules_reported.count_sole_links,
        rules_reported.count_marginal_merges,
        rules_reported.count_conflicts
    from rules_reported
    inner join runs
        on rules_reported.run_number = runs.run_number and rules_reported.as_of = runs.as_of
)

select * from new_reports

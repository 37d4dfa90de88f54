-- Law: every match rule adds links of its own, and seldom joins what contradicts. A finding asks
-- for a look at the policy and is no fault of the run. (severity warn since 2026-06-30)
{{ config(severity='warn') }}

select
    rule_name,
    finding,
    count_links,
    count_sole_links,
    count_conflicts
from {{ ref('match_rule_report') }}
where is_current and finding is not null

-- Law: every decision in force binds. One about a record that is gone, or an always-link that
-- gives way to a never-link, waits for a steward and stops nobody's run: the file is made by
-- people, at any time. (severity warn since 2026-06-30)
{{ config(severity='warn') }}

select
    decision_id,
    decision,
    decision_state
from {{ ref('int_steward_decisions_judged') }}
where decision_state != 'binds'

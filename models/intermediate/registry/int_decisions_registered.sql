{#- Which steward's decision counted from which run on, and until which: an append-only log,
    so that a decision that is withdrawn is known to have ended. -#}
{{ config(
    materialized='incremental',
    schema='registry',
    alias='decision_registry',
    incremental_strategy='append',
    full_refresh=false,
    on_schema_change='fail'
) }}

with decisions_changed as (
    select * from {{ ref('int_decisions_changed') }}
),

admitted_run as (
    select * from {{ ref('int_run_admitted') }}
    {{ only_if_not_logged() }}
),

new_events as (
    select
        admitted_run.run_number,
        admitted_run.as_of,
        decisions_changed.decision_key,
        cast(decisions_changed.decision_id as varchar) as decision_id,
        cast(decisions_changed.decision as varchar) as decision,
        cast(decisions_changed.event as varchar) as event,
        decisions_changed.left_record_key,
        decisions_changed.right_record_key
    from decisions_changed
    cross join admitted_run
)

select * from new_events

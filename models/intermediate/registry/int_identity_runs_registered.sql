{#- Every run that the registry logged, also one in which no id changed: append-only. It
    comes after the other logs, so that a run that is here is there in full. -#}
{{ config(
    materialized='incremental',
    schema='registry',
    alias='identity_runs',
    incremental_strategy='append',
    full_refresh=false,
    on_schema_change='fail'
) }}

with admitted_run as (
    select * from {{ ref('int_run_admitted') }}
    {{ only_if_not_logged() }}
),

proposals as (
    select * from {{ ref('int_customer_id_proposals') }}
),

registry as (
    select * from {{ ref('int_customer_ids_registered') }}
),

customer_changes as (
    select * from {{ ref('int_customer_changes_registered') }}
),

decision_events as (
    select * from {{ ref('int_decisions_registered') }}
),

sizes as (
    select
        count(*) as count_records,
        count(distinct customer_number) as count_customers
    from proposals
),

record_events as (
    select
        count(case when registry.event = 'assigned' then 1 end) as count_assigned,
        count(case when registry.event = 'changed' then 1 end) as count_changed,
        count(case when registry.event = 'removed' then 1 end) as count_removed,
        count(case when registry.event = 'erased' then 1 end) as count_erased
    from registry
    inner join admitted_run on registry.run_number = admitted_run.run_number
),

changes as (
    select count(*) as count_customer_changes
    from customer_changes
    inner join admitted_run on customer_changes.run_number = admitted_run.run_number
),

decisions as (
    select count(*) as count_decision_events
    from decision_events
    inner join admitted_run on decision_events.run_number = admitted_run.run_number
),

new_run as (
    select
        admitted_run.run_number,
        admitted_run.as_of,
        admitted_run.policy_version,
        admitted_run.decisions_hash,
        sizes.count_records,
        sizes.count_customers,
        record_events.count_assigned,
        record_events.count_changed,
        record_events.count_removed,
        record_events.count_erased,
        changes.count_customer_changes,
        decisions.count_decision_events
    from admitted_run
    cross join sizes
    cross join record_events
    cross join changes
    cross join decisions
)

select * from new_run

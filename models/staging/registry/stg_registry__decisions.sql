{#- Which steward's decisions counted from which run on, as the last run left it. -#}
with

registry as (
    select * from {{ source('registry', 'decision_registry') }}
),

decisions as (
    select
        run_number,
        as_of,
        decision_key,
        decision_id,
        decision,
        event,
        left_record_key,
        right_record_key
    from registry
)

select * from decisions

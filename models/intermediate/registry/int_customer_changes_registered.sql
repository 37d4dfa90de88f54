{#- What became of customer ids, run by run: an append-only log, one row per run, id and
    kind. -#}
{{ config(
    materialized='incremental',
    schema='registry',
    alias='customer_changes',
    incremental_strategy='append',
    full_refresh=false,
    on_schema_change='fail'
) }}

with customer_changes as (
    select * from {{ ref('int_customer_id_changes') }}
),

admitted_run as (
    select * from {{ ref('int_run_admitted') }}
    {{ only_if_not_logged() }}
),

lives as (
    select
        customer_number,
        case
            when is_new and count_records_received = 0 then 'created'
            when is_new then 'split'
            when count_records_before = 0 then 'returned'
            when count_records_after > 0 then 'stayed'
            when count_records_given > 0 then 'merged'
            else 'retired'
        end as kind,
        case
            when count_records_before = 0 then origin_number else heir_number
        end as related_customer_number,
        cause,
        case
            when count_records_before = 0 then count_records_received else count_records_given
        end as count_records_moved,
        count_records_before,
        count_records_after,
        is_direct
    from customer_changes
),

kinds as (
    select * from lives
    where kind != 'stayed'
    union all
    select
        customer_number,
        're-keyed' as kind,
        rekeyed_heir_number as related_customer_number,
        cause,
        count_records_rekeyed as count_records_moved,
        count_records_before,
        count_records_after,
        is_direct
    from customer_changes
    where count_records_rekeyed > 0
),

new_changes as (
    select
        admitted_run.run_number,
        admitted_run.as_of,
        kinds.customer_number,
        cast(kinds.kind as varchar) as kind,
        kinds.related_customer_number,
        cast(kinds.cause as varchar) as cause,
        kinds.count_records_moved,
        kinds.count_records_before,
        kinds.count_records_after,
        kinds.is_direct
    from kinds
    cross join admitted_run
)

select * from new_changes

-- Law: a snapshot that lost more than the share in var max_snapshot_shrink of the records it had
-- in the last run stops the run: a truncated file would retire its customers.
with registry as (
    select * from {{ ref('stg_registry__customer_ids') }}
),

record_versions as (
    select * from {{ ref('int_customer_records_unioned') }}
),

last_events as (
    select
        record_key,
        max(run_number) as run_number
    from registry
    group by record_key
),

counts_before as (
    select
        registry.channel,
        count(*) as count_before
    from registry
    inner join last_events
        on
            registry.record_key = last_events.record_key
            and registry.run_number = last_events.run_number
    where registry.event = 'assigned'
    group by registry.channel
),

counts_now as (
    select
        channel,
        count(*) as count_now
    from record_versions
    where record_state in ('current', 'deleted')
    group by channel
)

select
    counts_before.channel,
    counts_before.count_before,
    coalesce(counts_now.count_now, 0) as count_now
from counts_before
-- A miss: the channel has no record any more.
left join counts_now on counts_before.channel = counts_now.channel
where
    coalesce(counts_now.count_now, 0)
    < counts_before.count_before * (1 - {{ var('max_snapshot_shrink') }})

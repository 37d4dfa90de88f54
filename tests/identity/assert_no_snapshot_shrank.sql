-- Law: a snapshot that lost more than the share in var max_snapshot_shrink of the records it had
-- in the last run stops the run: a truncated file would retire its customers.
with registry_state as (
    select * from {{ ref('int_registry_state') }}
),

record_versions as (
    select * from {{ ref('int_customer_records_unioned') }}
),

erased_records as (
    select * from {{ ref('int_records_erased') }}
),

-- A miss: not erased. Who was erased on purpose is not missing.
counts_before as (
    select
        registry_state.channel,
        count(*) as count_before
    from registry_state
    left join erased_records on registry_state.record_key = erased_records.record_key
    where registry_state.is_current and erased_records.record_key is null
    group by registry_state.channel
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

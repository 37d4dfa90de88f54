-- Law: a reason of level line comes with the line itself, one of level record with its detail.
with

quarantined_records as (
    select * from {{ ref('quarantined_records') }}
),

quarantine_reasons as (
    select * from {{ ref('quarantine_reasons') }}
),

-- A miss means: a reason that is not on the list.
misfits as (
    select
        quarantined_records.quarantine_id,
        quarantined_records.raw_table,
        quarantined_records.reason,
        quarantined_records.detail,
        quarantined_records.raw_line,
        quarantine_reasons.level
    from quarantined_records
    left join quarantine_reasons
        on quarantined_records.reason = quarantine_reasons.reason
    where
        quarantine_reasons.reason is null
        or (quarantine_reasons.level = 'line' and quarantined_records.raw_line is null)
        or (quarantine_reasons.level = 'record' and quarantined_records.detail is null)
)

select * from misfits

-- Each link that the repair of a component cut says what contradicts there, and no other link does.
with rejected_links as (
    select * from {{ ref('rejected_links') }}
),

unexplained_links as (
    select
        left_record_key,
        right_record_key,
        rule_number,
        reject_reason,
        conflict_namespace,
        conflict_left_source_record_id,
        conflict_right_source_record_id
    from rejected_links
    where
        (reject_reason = 'component_conflict') != (conflict_namespace is not null)
        or (reject_reason = 'component_conflict') != (conflict_left_source_record_id is not null)
        or (reject_reason = 'component_conflict') != (conflict_right_source_record_id is not null)
)

select * from unexplained_links

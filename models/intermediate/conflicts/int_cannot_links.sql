{#- Pairs of records that are not one person, whatever links them. -#}
with decisions as (
    select * from {{ ref('int_steward_decisions_judged') }}
),

cannot_links as (
    select distinct
        left_record_key,
        right_record_key,
        'steward_split' as reason
    from decisions
    where decision = 'never_link' and decision_state = 'binds'
)

select * from cannot_links

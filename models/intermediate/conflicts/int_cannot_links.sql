{#- Pairs of records that are not one person, whatever links them. -#}
with decisions as (
    select * from {{ ref('int_steward_decisions_judged') }}
),

pairs_compared as (
    select * from {{ after_of(ref('int_pairs_compared')) }}
),

cannot_links as (
    select distinct
        left_record_key,
        right_record_key,
        'steward_split' as reason
    from decisions
    where decision = 'never_link' and decision_state = 'binds'

    union all

    -- What a person has once is known of whole clusters (int_unique_values), not of pairs alone.
    select
        left_record_key,
        right_record_key,
        case when is_contradiction then reject_reason else 'names_and_birth_dates' end as reason
    from pairs_compared
    where
        (is_contradiction and reject_reason not in ('two_person_ci', 'two_member_no'))
        or (
            not is_contradiction
            and link_tier is null
            and name_grade in ('other_person', 'clash')
            and birth_date_evidence = -1
        )
)

select * from cannot_links

with candidate_links as (
    select * from {{ after_of(ref('int_links_exact')) }}
),

labels as (
    select * from {{ ref('int_records_labelled') }}
    {{ only_in_scope(scope_of('int_exact_records_touched'), ['record_key']) }}
),

unique_values as (
    select * from {{ ref('int_unique_values') }}
    {{ only_in_scope(scope_of('int_exact_records_touched'), ['record_key']) }}
),

cannot_links as (
    select
        left_record_key,
        right_record_key,
        'steward_split' as reason
    from {{ ref('int_steward_decisions_judged') }}
    where decision = 'never_link' and decision_state = 'binds'
),

{{ close_tier() }}

select * from clusters

with match_keys as (
    select * from {{ ref('int_match_keys') }}
),

match_fields as (
    select * from {{ ref('int_match_fields') }}
),

labels as (
    select * from {{ ref('int_records_labelled') }}
),

unique_values as (
    select * from {{ ref('int_unique_values') }}
),

cannot_links as (
    select
        left_record_key,
        right_record_key,
        'steward_split' as reason
    from {{ ref('int_steward_decisions_judged') }}
    where decision = 'never_link' and decision_state = 'binds'
),

{{ candidate_links('exact') }}

select * from candidate_links

with

{{ match_keys_of_tier(
    'exact', ref('int_match_keys'), scope_of('int_exact_records_touched')
) }},

match_fields as {{ read_in_place() }} (
    select * from {{ ref('int_match_fields') }}
    {{ only_in_scope(scope_of('int_exact_records_touched'), ['record_key']) }}
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

{{ candidate_links('exact') }}

select * from candidate_links

{#- Before the first tier every record is a cluster of its own. -#}
with records as (
    select * from {{ ref('int_customer_records') }}
),

identifiers as (
    select * from {{ ref('int_identifiers') }}
),

unique_values as (
    select
        record_key,
        {{ value_of_type('person_ci', 'match_value') }} as person_ci,
        {{ value_of_type('member_no', 'match_value') }} as member_no
    from identifiers
    where is_match_eligible and identifier_type in ('person_ci', 'member_no')
    group by record_key
),

records_labelled as (
    select
        records.record_key,
        records.record_key as cluster_key,
        unique_values.person_ci as first_person_ci,
        unique_values.person_ci as last_person_ci,
        unique_values.member_no as first_member_no,
        unique_values.member_no as last_member_no
    from records
    -- A miss: the record has neither of the values that one person has once.
    left join unique_values on records.record_key = unique_values.record_key
)

select * from records_labelled

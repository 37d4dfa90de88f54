{%- set one_account_channels = var('one_account_channels') | join("', '") -%}
{#- What one person has once: two values of a namespace are two persons. -#}
-- depends_on: {{ scope_of('int_member_numbers_changed') }}
with identifiers as (
    select * from {{ after_of(ref('int_identifiers')) }}
    where is_match_eligible and identifier_type in ('person_ci', 'member_no')
),

member_programmes as (
    select * from {{ after_of(ref('int_member_programmes')) }}
),

records as (
    select * from {{ after_of(ref('int_customer_records')) }}
    {{ only_in_scope(scope_of('int_records_changed'), ['record_key']) }}
),

unique_values as (
    select
        record_key,
        'person_ci' as namespace,
        {{ hash_bigint('match_value') }} as unique_value_key
    from identifiers
    where identifier_type = 'person_ci'
    {%- if is_member_no_unique() %}

        union all

        select
            identifiers.record_key,
            'member_no:' || member_programmes.member_programme as namespace,
            {{ hash_bigint('identifiers.match_value') }} as unique_value_key
        from identifiers
        inner join member_programmes on identifiers.record_key = member_programmes.record_key
        where identifiers.identifier_type = 'member_no'
    {%- endif %}

    union all

    -- The channel checks identities and lets nobody have a second account.
    select
        record_key,
        'account:' || channel as namespace,
        record_key as unique_value_key
    from records
    where
        is_verified_identity
        and channel in ('{{ one_account_channels }}')
)

select * from unique_values

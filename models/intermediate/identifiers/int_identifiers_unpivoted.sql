-- Every value that may point to a person, one row per record and kind, as typed.
with records as (
    select
        record_key,
        email,
        phone,
        person_ci,
        user_name,
        device_id,
        web_user_id
    from {{ after_of(ref('int_customer_records')) }}
    {{ only_in_scope(scope_of('int_records_changed'), ['record_key']) }}
),

numbered_records as (
    select
        record_key,
        member_no
    from {{ ref('int_customer_records') }}
    where member_no is not null
    {{ only_in_scope(scope_of('int_member_numbers_changed'), ['record_key'], 'and') }}
),

addresses as (
    select
        record_key,
        country_match
    from {{ after_of(ref('int_record_addresses')) }}
),

member_programmes as (
    select * from {{ ref('int_member_programmes') }}
),

identifiers as (
    select
        records.record_key,
        'phone' as identifier_type,
        records.phone as raw_value,
        -- Where the number was dialled from; ZZ: not known.
        coalesce(addresses.country_match, 'ZZ') as region,
        cast(null as varchar) as member_programme
    from records
    inner join addresses on records.record_key = addresses.record_key
    where records.phone is not null

    union all

    select
        numbered_records.record_key,
        'member_no' as identifier_type,
        numbered_records.member_no as raw_value,
        'ZZ' as region,
        member_programmes.member_programme
    from numbered_records
    inner join member_programmes on numbered_records.record_key = member_programmes.record_key
    {%- for identifier_type in ['email', 'person_ci', 'user_name', 'device_id', 'web_user_id'] %}

        union all

        select
            record_key,
            '{{ identifier_type }}' as identifier_type,
            {{ identifier_type }} as raw_value,
            'ZZ' as region,
            cast(null as varchar) as member_programme
        from records
        where {{ identifier_type }} is not null
    {%- endfor %}
)

select * from identifiers

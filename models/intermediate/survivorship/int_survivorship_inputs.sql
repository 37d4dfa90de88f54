{#- What each record brings to its customer's golden record: usable values, how far they are
    trusted, how fresh they are. -#}
with identity_map as (
    select * from {{ ref('int_customer_id_proposals') }}
    {{ only_in_scope(scope_of('int_customers_touched'), ['customer_id']) }}
),

records as (
    select * from {{ ref('int_customer_records') }}
),

records_normalised as (
    select * from {{ ref('int_records_normalised') }}
),

identifiers as (
    select * from {{ ref('int_identifiers') }}
),

contacts as (
    select
        record_key,
        {% for type in ['email', 'phone'] -%}
            {{ value_of_type(type, 'match_value') }} as {{ type }}_match,
            {{ value_of_type(type, 'activation_value') }} as {{ type }},
        {% endfor -%}
        {{ value_of_type('member_no', 'match_value') }} as member_no_match,
        {{ value_of_type('member_no', 'activation_value') }} as member_no
    from identifiers
    where reject_reason is null
    {{ only_in_scope('identity_map', ['record_key'], 'and') }}
    group by record_key
),

inputs as (
    select
        records.record_key,
        identity_map.customer_id,
        identity_map.cluster_key,
        records.channel,
        records.source_record_id,
        records.created_at,
        records.updated_at,
        case records.channel
            {% for channel, spec in var('channels').items() -%}
                when '{{ channel }}' then {{ spec.trust }}
            {% endfor -%}
            else {{ var('channels').get('conformed', {}).get('trust', 99) }}
        end as channel_trust,
        records.is_verified_email,
        records.is_verified_phone,
        records.is_verified_identity,
        coalesce(records.full_name, records.given_name, records.surname) as display_name,
        coalesce(
            records.full_name,
            case
                when records_normalised.name_script = 'hangul'
                    then concat(records.surname, records.given_name)
                else concat_ws(' ', records.given_name, records.middle_name, records.surname)
            end
        ) as full_name,
        records.given_name,
        records.surname,
        records_normalised.name_parts_sorted,
        records_normalised.birth_date_match,
        {{ date_of_digits('records_normalised.birth_date_match') }} as birth_date,
        records_normalised.gender_match,
        records_normalised.gender_match as gender,
        contacts.email_match,
        contacts.email,
        contacts.phone_match,
        contacts.phone,
        contacts.member_no_match,
        contacts.member_no,
        coalesce(records.address, records.postal_code, records.city) as address_text,
        records.postal_code,
        records.address,
        records.city,
        records.region,
        coalesce(records_normalised.country_match, records.country) as country
    from identity_map
    inner join records on identity_map.record_key = records.record_key
    inner join records_normalised on identity_map.record_key = records_normalised.record_key
    -- A miss: the record has no accepted e-mail, phone or membership number.
    left join contacts on identity_map.record_key = contacts.record_key
)

select * from inputs

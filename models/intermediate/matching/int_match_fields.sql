{#- What match rules may name as a field, and what the pair guard compares: one column each, null
    where the record has no usable value. -#}
with identifiers as (
    select * from {{ ref('int_identifiers_in_use') }}
    {{ only_in_scope(scope_of('int_match_records_touched'), ['record_key']) }}
),

records as (
    select * from {{ ref('int_records_normalised') }}
    {{ only_in_scope(scope_of('int_match_records_touched'), ['record_key']) }}
),

contact_fields as (
    select * from {{ ref('int_contact_fields') }}
    {{ only_in_scope(scope_of('int_match_records_touched'), ['record_key']) }}
),

email_domains_shared as (
    select * from {{ ref('int_email_domains_shared') }}
),

names as (
    select * from {{ ref('int_name_commonness') }}
),

-- A recycled value is another one in each period of its use.
usable_identifiers as (
    select
        record_key,
        identifier_type,
        case
            when period_number = 1 then match_value
            else match_value || ' ' || cast(period_number as varchar)
        end as match_value
    from identifiers
),

identifiers_by_record as (
    select
        {% for type in identifier_types() -%}
            {{ value_of_type(type, 'match_value') }} as {{ type }},
        {% endfor -%}
        record_key
    from usable_identifiers
    group by record_key
),

match_fields as (
    select
        records.record_key,
        {% for type in identifier_types() -%}
            identifiers_by_record.{{ type }},
        {% endfor -%}
        records.full_name_match as full_name,
        records.name_parts_sorted,
        records.given_name_match as given_name,
        records.surname_match as surname,
        records.given_skeleton,
        records.surname_skeleton,
        {{ sorted_pair('records.given_skeleton', 'records.surname_skeleton') }} as name_skeletons,
        {{ short_name('records.given_name_match', 'records.surname_match') }} as short_name,
        substr(records.given_skeleton, 1, 1) as given_initial,
        substr(records.surname_skeleton, 1, 1) as surname_initial,
        records.name_script,
        {{ name_consonants('records.given_name_match', 'records.name_script') }}
            as given_consonants,
        {{ name_consonants('records.surname_match', 'records.name_script') }}
            as surname_consonants,
        records.birth_date_match as birth_date,
        substr(records.birth_date_match, 1, 6) as birth_month,
        substr(records.birth_date_match, 5, 4) as birth_month_day,
        cast(records.birth_year as varchar) as birth_year,
        records.gender_match as gender,
        records.postal_code_match as postal_code,
        records.address_match as address,
        substr(records.address_match, 1, 10) as address_beginning,
        records.street_number,
        records.street_skeleton,
        records.city_match as city,
        coalesce(
            records.company_match,
            case when email_domains_shared.email_domain is null then contact_fields.email_site end
        ) as workplace,
        records.company_match as company,
        contact_fields.email_text,
        contact_fields.email_beginning,
        contact_fields.email_local_part,
        contact_fields.email_domain,
        contact_fields.email_letters,
        contact_fields.email_digits,
        case
            when length(contact_fields.email_digits) >= 5
                then right(contact_fields.email_digits, 6)
        end as email_number,
        case when email_domains_shared.email_domain is null then contact_fields.email_site end
            as email_company,
        contact_fields.phone_digits,
        case
            when length(contact_fields.phone_digits) >= 9
                then right(contact_fields.phone_digits, 10)
        end as phone_ending,
        coalesce(identifiers_by_record.member_no, contact_fields.member_word) as member_text,
        contact_fields.member_word,
        contact_fields.member_no_held,
        coalesce(names.name_commonness, 0) as name_commonness,
        {{ is_email_from_name('contact_fields.email_letters', 'records') }} as is_email_from_name,
        coalesce(contact_fields.is_personal_phone, false) as is_personal_phone,
        coalesce(contact_fields.is_mobile_phone, false) as is_mobile_phone
    from records
    -- A miss: the record has no usable identifier.
    left join identifiers_by_record on records.record_key = identifiers_by_record.record_key
    -- A miss: the record has no e-mail, phone or membership number to compare.
    left join contact_fields on records.record_key = contact_fields.record_key
    -- A miss: no e-mail, or few have its domain.
    left join email_domains_shared
        on contact_fields.email_domain = email_domains_shared.email_domain
    -- A miss: the name is rare.
    left join names
        on
            {{ name_part_or_star('records.given_skeleton') }} = names.given_skeleton
            and {{ name_part_or_star('records.surname_skeleton') }} = names.surname_skeleton
)

select * from match_fields

{#- What match rules may name as a field, and what the pair guard compares: one column each, null
    where the record has no usable value. -#}
with identifiers as (
    select * from {{ ref('int_identifiers_in_use') }}
),

records as (
    select * from {{ ref('int_records_normalised') }}
),

contact_fields as (
    select * from {{ ref('int_contact_fields') }}
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

record_count as (
    select count(*) as count_records from records
),

given_name_counts as (
    select
        given_skeleton,
        count(*) as count_records
    from records
    where given_skeleton is not null
    group by given_skeleton
),

surname_counts as (
    select
        surname_skeleton,
        count(*) as count_records
    from records
    where surname_skeleton is not null
    group by surname_skeleton
),

-- How many records would bear the name if given names and surnames met by chance.
names_met as (
    select
        records.record_key,
        cast(coalesce(given_name_counts.count_records, 1) as double precision)
        * coalesce(surname_counts.count_records, 1)
        / record_count.count_records as count_expected
    from records
    cross join record_count
    -- A miss: the part is missing or masked.
    left join given_name_counts
        on records.given_skeleton = given_name_counts.given_skeleton
    left join surname_counts
        on records.surname_skeleton = surname_counts.surname_skeleton
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
        coalesce(records.company_match, contact_fields.email_company) as workplace,
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
        contact_fields.email_company,
        contact_fields.phone_digits,
        case
            when length(contact_fields.phone_digits) >= 9
                then right(contact_fields.phone_digits, 10)
        end as phone_ending,
        coalesce(identifiers_by_record.member_no, contact_fields.member_word) as member_text,
        contact_fields.member_word,
        contact_fields.member_no_held,
        case
            when names_met.count_expected < {{ var('rare_name_below') }} then 0
            when names_met.count_expected < {{ var('very_common_name_from') }} then 1
            else 2
        end as name_commonness,
        {{ is_email_from_name('contact_fields.email_letters', 'records') }} as is_email_from_name,
        coalesce(contact_fields.is_personal_phone, false) as is_personal_phone,
        coalesce(contact_fields.is_mobile_phone, false) as is_mobile_phone
    from records
    inner join names_met on records.record_key = names_met.record_key
    -- A miss: the record has no usable identifier.
    left join identifiers_by_record on records.record_key = identifiers_by_record.record_key
    -- A miss: the record has no e-mail, phone or membership number to compare.
    left join contact_fields on records.record_key = contact_fields.record_key
)

select * from match_fields

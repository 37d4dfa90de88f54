{#- What match rules may name as a field: one column each, null where the record has no usable
    value. -#}
with identifiers as (
    select * from {{ ref('int_identifiers') }}
),

identifier_values as (
    select * from {{ ref('int_identifier_values') }}
),

records as (
    select * from {{ ref('int_records_normalised') }}
),

usable_identifiers as (
    select
        identifiers.record_key,
        identifiers.identifier_type,
        identifiers.match_value
    from identifiers
    inner join identifier_values
        on
            identifiers.identifier_type = identifier_values.identifier_type
            and identifiers.match_value = identifier_values.match_value
    where identifiers.is_match_eligible and not identifier_values.is_hub
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

name_counts as (
    select
        given_skeleton,
        surname_skeleton,
        count(distinct birth_date_match) as count_birth_dates,
        count(*) - count(birth_date_match) as count_without_birth_date
    from records
    where given_skeleton is not null and surname_skeleton is not null
    group by given_skeleton, surname_skeleton
),

-- Few birth dates under one name: those who bear it are few persons, most likely one.
rare_names as (
    select
        given_skeleton,
        surname_skeleton,
        given_skeleton || ' ' || surname_skeleton as rare_name
    from name_counts
    where
        count_birth_dates between 1 and {{ var('rare_name_limit') }}
        and count_without_birth_date <= {{ var('rare_name_limit') }}
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
        rare_names.rare_name,
        records.name_script,
        {{ name_consonants('records.given_name_match', 'records.name_script') }}
            as given_consonants,
        {{ name_consonants('records.surname_match', 'records.name_script') }}
            as surname_consonants,
        records.birth_date_match as birth_date,
        substr(records.birth_date_match, 5, 4) as birth_month_day,
        cast(records.birth_year as varchar) as birth_year,
        records.gender_match as gender,
        records.postal_code_match as postal_code,
        records.address_match as address,
        records.street_number,
        records.street_skeleton,
        records.city_match as city
    from records
    -- A miss: the record has no usable identifier.
    left join identifiers_by_record on records.record_key = identifiers_by_record.record_key
    -- A miss: a name part is missing, or many persons bear the name.
    left join rare_names
        on
            records.given_skeleton = rare_names.given_skeleton
            and records.surname_skeleton = rare_names.surname_skeleton
)

select * from match_fields

-- One row per current record: every field that matching compares, in its match form.
with records as (
    select
        record_key,
        birth_date,
        gender,
        user_name
    from {{ after_of(ref('int_customer_records')) }}
    {{ only_in_scope(scope_of('int_records_changed'), ['record_key']) }}
),

names as (
    select * from {{ after_of(ref('int_record_names')) }}
),

addresses as (
    select * from {{ after_of(ref('int_record_addresses')) }}
),

placeholders as (
    select distinct value_text from {{ ref('placeholder_values') }}
    where identifier_type = 'birth_date'
),

folded as {{ computed_once() }} (
    select
        record_key,
        {{ fold_text('birth_date') }} as birth_date_text,
        {{ fold_text('gender') }} as gender_text,
        {{ fold_text('user_name') }} as user_text
    from records
),

tidied as {{ computed_once() }} (
    select
        *,
        {{ birth_date_tidied('birth_date_text') }} as birth_text
    from folded
),

dated as {{ computed_once() }} (
    select
        *,
        '{{ as_of_text()[:10] | replace('-', '') }}' as today,
        {{ birth_date_digits(
            'birth_text', "'" ~ as_of_text()[:10] | replace('-', '') ~ "'"
        ) }} as birth_digits
    from tidied
),

real_dates as {{ computed_once() }} (
    select
        *,
        {{ try_to_date(
            "substr(birth_digits, 1, 4) || '-' || substr(birth_digits, 5, 2) || '-' || "
            ~ "substr(birth_digits, 7, 2)"
        ) }} is not null as is_real_date
    from dated
),

reasoned as (
    select
        real_dates.record_key,
        real_dates.birth_text,
        real_dates.birth_digits,
        real_dates.gender_text,
        real_dates.user_text,
        case
            when coalesce(real_dates.birth_text, '') = '' then null
            when placeholders.value_text is not null then 'placeholder'
            when {{ regexp_matches('real_dates.birth_text', '^[12][0-9]{3}$') }} then 'year_only'
            when
                real_dates.birth_digits is null
                and {{ regexp_matches(
                    'real_dates.birth_text', '^[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}$'
                ) }}
                then 'ambiguous_order'
            when real_dates.birth_digits is null then 'unreadable'
            when not real_dates.is_real_date then 'no_such_day'
            when {{ binary_text('real_dates.birth_digits') }} > real_dates.today then 'in_future'
            when
                cast(substr(real_dates.today, 1, 4) as integer)
                - cast(substr(real_dates.birth_digits, 1, 4) as integer)
                > {{ var('max_age_years') }}
                then 'too_long_ago'
        end as birth_date_reject_reason
    from real_dates
    -- Not a date that a form or a program fills in.
    left join placeholders
        on coalesce(real_dates.birth_digits, real_dates.birth_text) = placeholders.value_text
),

normalised as (
    select
        reasoned.record_key,
        names.given_name_match,
        names.surname_match,
        names.full_name_match,
        names.given_skeleton,
        names.surname_skeleton,
        names.name_parts_sorted,
        names.name_script,
        case
            when reasoned.birth_date_reject_reason is null then reasoned.birth_digits
        end as birth_date_match,
        case
            when reasoned.birth_date_reject_reason is null
                then cast(substr(reasoned.birth_digits, 1, 4) as integer)
            when reasoned.birth_date_reject_reason = 'year_only'
                then cast(reasoned.birth_text as integer)
        end as birth_year,
        reasoned.birth_date_reject_reason,
        case
            when {{ regexp_matches('reasoned.gender_text', '^(m|male|man|남|남자|남성|1|男|男性)$') }}
                then 'm'
            when {{ regexp_matches('reasoned.gender_text', '^(f|w|female|woman|여|여자|여성|2|女|女性)$') }}
                then 'f'
        end as gender_match,
        addresses.postal_code_match,
        addresses.address_match,
        addresses.street_number,
        addresses.street_skeleton,
        addresses.city_match,
        addresses.region_match,
        addresses.country_match,
        addresses.company_match,
        nullif(ltrim(reasoned.user_text, '@'), '') as user_name_match
    from reasoned
    inner join names on reasoned.record_key = names.record_key
    inner join addresses on reasoned.record_key = addresses.record_key
)

select * from normalised

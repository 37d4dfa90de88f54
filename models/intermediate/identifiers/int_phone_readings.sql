-- Each phone text and region once, with the two ways to read its digits. The first is
-- libphonenumber's: as dialled abroad, or at home. The second is for who leaves out the plus
-- (8210…) or writes 00 where the home plan dials abroad by another prefix.
with identifiers as (
    select
        raw_value,
        region
    from {{ ref('int_identifiers_unpivoted') }}
    where identifier_type = 'phone'
    {{ only_in_scope(scope_of('int_contact_texts_touched'), ['raw_value'], 'and') }}
),

contacts as (
    select
        raw_value,
        region
    from {{ ref('int_contacts_unpivoted') }}
    where contact_type = 'phone'
    {{ only_in_scope(scope_of('int_contact_texts_touched'), ['raw_value'], 'and') }}
),

phones as (
    select
        raw_value,
        region
    from identifiers
    union distinct
    select
        raw_value,
        region
    from contacts
),

squeezed as {{ computed_once() }} (
    select
        raw_value,
        region,
        {{ phone_home_region('region') }} as home_region,
        {{ phone_squeezed('raw_value') }} as squeezed_text
    from phones
),

numbers as {{ computed_once() }} (
    select
        raw_value,
        region,
        home_region,
        squeezed_text,
        {{ phone_code_of_region('home_region') }} as home_code,
        {{ phone_extension('squeezed_text') }} as extension_digits,
        {{ phone_without_extension('squeezed_text') }} as number_text
    from squeezed
),

digits_only as {{ computed_once() }} (
    select
        raw_value,
        region,
        home_region,
        squeezed_text,
        home_code,
        extension_digits,
        coalesce(substr(number_text, 1, 1) = '+', false) as has_plus,
        case
            when {{ regexp_matches('number_text', '^[+]*[0-9]+$') }}
                then replace(number_text, '+', '')
        end as digits
    from numbers
),

exit_codes as {{ computed_once() }} (
    select
        *,
        case
            when has_plus then digits
            else {{ phone_after_exit_code('home_region', 'digits') }}
        end as abroad_digits
    from digits_only
),

kinds as {{ computed_once() }} (
    select
        *,
        {{ phone_leading_code('abroad_digits') }} as abroad_code,
        case
            when has_plus then 'none'
            when {{ regexp_matches('digits', '^00[1-9]') }} then 'exit'
            when
                abroad_digits is null
                and substr(digits, 1, length(home_code)) = home_code
                then 'home'
            else 'none'
        end as second_kind
    from exit_codes
),

codes as {{ computed_once() }} (
    select
        *,
        coalesce(abroad_code, home_code) as first_code,
        case second_kind
            when 'exit' then {{ phone_leading_code('substr(digits, 3)') }}
            when 'home' then home_code
        end as second_code
    from kinds
),

without_plan as {{ computed_once() }} (
    select
        raw_value,
        region,
        squeezed_text,
        extension_digits,
        digits,
        home_code,
        abroad_code,
        first_code,
        case
            when abroad_code is null then home_region
            else {{ phone_region_of_code('abroad_code') }}
        end as first_region,
        case
            when abroad_code is null then digits
            else substr(abroad_digits, length(abroad_code) + 1)
        end as first_digits,
        second_kind,
        second_code,
        case second_kind
            when 'exit' then {{ phone_region_of_code('second_code') }}
            when 'home' then home_region
        end as second_region,
        case second_kind
            when 'exit' then substr(digits, 3 + length(second_code))
            when 'home' then substr(digits, length(home_code) + 1)
        end as second_digits,
        has_plus,
        abroad_digits is not null as is_dialled_abroad
    from codes
),

-- A national prefix (the 0 of 010) is cut off where the plan has one; whether rightly shows later.
readings as (
    select
        without_plan.*,
        {{ phone_after_national_prefix('first_region', 'first_digits') }} as first_cut,
        {{ phone_after_national_prefix('second_region', 'second_digits') }} as second_cut
    from without_plan
)

select * from readings

-- A record's address, place and company, folded so that they can be compared.
with records as (
    select
        record_key,
        postal_code,
        address,
        city,
        region,
        country,
        company
    from {{ after_of(ref('int_customer_records')) }}
    {{ only_in_scope(scope_of('int_records_changed'), ['record_key']) }}
),

country_names as (
    select
        country_name,
        country_code
    from {{ ref('country_names') }}
),

folded as {{ computed_once() }} (
    select
        record_key,
        {{ fold_text('postal_code') }} as postal_text,
        {{ fold_text('address') }} as address_text,
        {{ fold_text('city') }} as city_text,
        {{ fold_text('region') }} as region_text,
        {{ fold_text('country') }} as country_text,
        {{ fold_text('company') }} as company_text
    from records
),

unaccented as {{ computed_once() }} (
    select
        record_key,
        {{ upper_text(letters_and_digits('postal_text')) }} as postal_text,
        {{ without_accents('address_text') }} as address_text,
        {{ without_accents('city_text') }} as city_text,
        {{ without_accents('region_text') }} as region_text,
        {{ letters_only(without_accents('country_text')) }} as country_text,
        {{ without_accents('company_text') }} as company_text
    from folded
),

streets as {{ computed_once() }} (
    select
        *,
        {{ street_number('address_text') }} as street_number,
        {{ letters_only(street_word('address_text')) }} as street_letters
    from unaccented
),

skeletons as {{ computed_once() }} (
    select
        *,
        {{ skeleton('street_letters') }} as rough_street_skeleton
    from streets
),

addresses as (
    select
        skeletons.record_key,
        case
            when {{ regexp_matches('skeletons.postal_text', '^0*$|^9+$') }} then null
            -- A US code of nine digits says more than most records know.
            when {{ regexp_matches('skeletons.postal_text', '^[0-9]{9}$') }}
                then substr(skeletons.postal_text, 1, 5)
            else skeletons.postal_text
        end as postal_code_match,
        nullif({{ letters_and_digits('skeletons.address_text') }}, '') as address_match,
        skeletons.street_number,
        nullif({{ without_doubles('skeletons.rough_street_skeleton') }}, '') as street_skeleton,
        nullif({{ letters_only('skeletons.city_text') }}, '') as city_match,
        nullif({{ letters_only('skeletons.region_text') }}, '') as region_match,
        country_names.country_code as country_match,
        nullif(
            {{ letters_and_digits(company_without_legal_form('skeletons.company_text')) }}, ''
        ) as company_match
    from skeletons
    -- No country, or a name that the seed does not know.
    left join country_names on skeletons.country_text = country_names.country_name
)

select * from addresses

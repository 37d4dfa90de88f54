-- Every value that may point to a person, with its forms, its class, and whether it may link.
with identifiers as (
    select * from {{ after_of(ref('int_identifiers_unpivoted')) }}
),

phones as (
    select * from {{ after_of(ref('int_phones_normalised')) }}
),

emails as (
    select * from {{ after_of(ref('int_emails_normalised')) }}
),

placeholders as (
    select
        identifier_type,
        value_text
    from {{ ref('placeholder_values') }}
    where value_part = 'whole'
),

-- The kinds that need no parser.
folded as {{ computed_once() }} (
    select
        record_key,
        identifier_type,
        raw_value,
        member_programme,
        {{ fold_text('raw_value') }} as folded_value
    from identifiers
    where identifier_type not in ('phone', 'email')
),

matched as {{ computed_once() }} (
    select
        record_key,
        identifier_type,
        raw_value,
        -- Equal numbers of two programmes are two numbers.
        coalesce(nullif(member_programme, 'own') || ':', '') as programme_prefix,
        case identifier_type
            when 'member_no' then {{ upper_text(letters_and_digits('folded_value')) }}
            when 'user_name' then ltrim(folded_value, '@')
            when 'device_id' then folded_value
            -- An identity code and a web id are what they are, to the letter.
            else trim(raw_value)
        end as match_value
    from folded
),

classified as (
    select
        matched.record_key,
        matched.identifier_type,
        matched.raw_value,
        matched.programme_prefix,
        matched.match_value,
        case
            when matched.match_value = '' then 'invalid'
            when
                placeholders.value_text is not null
                -- The word itself: a seed would read it as no value.
                or {{ lower_text('matched.match_value') }} = 'null'
                then 'placeholder'
            when matched.identifier_type <> 'member_no' then 'id'
            when
                length({{ regexp_replace_all('matched.match_value', '[^0-9]') }})
                >= {{ var('min_digits_of_member_no') }}
                then 'id'
            else 'word'
        end as identifier_class,
        case
            when matched.match_value = '' then 'nothing_left'
            when
                placeholders.value_text is not null
                -- The word itself: a seed would read it as no value.
                or {{ lower_text('matched.match_value') }} = 'null'
                then 'placeholder'
        end as reject_reason
    from matched
    -- Not a placeholder of this kind.
    left join placeholders
        on
            matched.identifier_type = placeholders.identifier_type
            and matched.match_value = placeholders.value_text
),

unioned as (
    select
        identifiers.record_key,
        identifiers.identifier_type,
        identifiers.raw_value,
        phones.match_value,
        phones.activation_value,
        phones.identifier_class,
        phones.reject_reason
    from identifiers
    inner join phones
        on
            identifiers.raw_value = phones.raw_value
            and identifiers.region = phones.region
    where identifiers.identifier_type = 'phone'

    union all

    select
        identifiers.record_key,
        identifiers.identifier_type,
        identifiers.raw_value,
        emails.match_value,
        emails.activation_value,
        emails.identifier_class,
        emails.reject_reason
    from identifiers
    inner join emails on identifiers.raw_value = emails.raw_value
    where identifiers.identifier_type = 'email'

    union all

    select
        record_key,
        identifier_type,
        raw_value,
        programme_prefix || nullif(match_value, '') as match_value,
        case when reject_reason is null then match_value end as activation_value,
        identifier_class,
        reject_reason
    from classified
),

-- A value that is good but not one person's says so in its class.
eligible as (
    select
        record_key,
        identifier_type,
        raw_value,
        match_value,
        activation_value,
        identifier_class,
        reject_reason,
        reject_reason is null
        and {{ is_eligible_class('identifier_type', 'identifier_class') }} as is_match_eligible
    from unioned
)

select * from eligible

{#- What the pair guard compares of a record's contacts and numbers, beside what keys are made of:
    also values that cannot link by themselves, a mistyped e-mail, a masked one, a number that no
    plan knows. A placeholder, a role mailbox, a relay and a hub are nothing. -#}
with identifiers as (
    select * from {{ ref('int_identifiers') }}
    {{ only_in_scope(scope_of('int_contact_records_touched'), ['record_key']) }}
),

identifiers_in_use as (
    select * from {{ ref('int_identifiers_in_use') }}
    {{ only_in_scope(scope_of('int_contact_records_touched'), ['record_key']) }}
),

readable as (
    select
        identifiers.record_key,
        identifiers.identifier_type,
        case
            when identifiers.identifier_type = 'email' and identifiers.match_value is null
                then {{ fold_text('identifiers.raw_value') }}
            when identifiers.identifier_type = 'phone'
                then {{ regexp_replace_all(
                    'coalesce(identifiers.match_value, identifiers.raw_value)', '[^0-9]'
                ) }}
            else identifiers.match_value
        end as value_text,
        identifiers.identifier_class,
        identifiers.is_match_eligible
    from identifiers
    -- A miss: the value cannot link, is a hub, or nobody knows whose period of use it is from.
    left join identifiers_in_use
        on
            identifiers.record_key = identifiers_in_use.record_key
            and identifiers.identifier_type = identifiers_in_use.identifier_type
    where
        identifiers.identifier_type in ('email', 'phone', 'member_no')
        and coalesce(identifiers.reject_reason, 'masked') != 'placeholder'
        and identifiers.identifier_class not in ('role', 'relay')
        -- A membership number that is a hub still says who the record is not.
        and (
            not identifiers.is_match_eligible
            or identifiers_in_use.record_key is not null
            or identifiers.identifier_type = 'member_no'
        )
),

texts as {{ computed_once() }} (
    select
        record_key,
        {{ value_of_type('email', "nullif(value_text, '')") }} as email_text,
        {{ value_of_type('phone', "nullif(value_text, '')") }} as phone_digits,
        {{ value_of_type('member_no', "nullif(value_text, '')") }} as member_text,
        max(case when identifier_type = 'email' then identifier_class end) as email_class,
        max(case when identifier_type = 'member_no' then identifier_class end) as member_class,
        max(case when identifier_type = 'phone' and is_match_eligible then 1 else 0 end) = 1
            as is_personal_phone,
        max(
            case when identifier_type = 'phone' and identifier_class = 'mobile' then 1 else 0 end
        ) = 1 as is_mobile_phone
    from readable
    group by record_key
),

parts as {{ computed_once() }} (
    select
        *,
        case
            when email_class = 'masked' then {{ regexp_first('email_text', '^[^*\u25cf\u2022]+') }}
        end as email_beginning,
        case when email_class != 'masked' then split_part(email_text, '@', 1) end
            as email_local_part,
        case when email_class != 'masked' then nullif(split_part(email_text, '@', 2), '') end
            as email_domain
    from texts
),

contact_fields as (
    select
        parts.record_key,
        case when parts.email_class != 'masked' then parts.email_text end as email_text,
        nullif(parts.email_local_part, '') as email_local_part,
        parts.email_domain,
        parts.email_beginning,
        nullif({{ letters_only('parts.email_local_part') }}, '') as email_letters,
        nullif({{ regexp_replace_all('parts.email_local_part', '[^0-9]') }}, '') as email_digits,
        case
            when parts.email_class = 'personal'
                then {{ letters_only("split_part(parts.email_domain, '.', 1)") }}
        end as email_site,
        parts.phone_digits,
        case when parts.member_class = 'word' then parts.member_text end as member_word,
        case when parts.member_class = 'id' then parts.member_text end as member_no_held,
        parts.is_personal_phone,
        parts.is_mobile_phone
    from parts
)

select * from contact_fields

-- Each e-mail text once: the form to match on, the form to send to, and what kind of mailbox it is.
with identifiers as (
    select raw_value from {{ ref('int_identifiers_unpivoted') }}
    where identifier_type = 'email'
    {{ only_in_scope(scope_of('int_contact_texts_touched'), ['raw_value'], 'and') }}
),

contacts as (
    select raw_value from {{ ref('int_contacts_unpivoted') }}
    where contact_type = 'email'
    {{ only_in_scope(scope_of('int_contact_texts_touched'), ['raw_value'], 'and') }}
),

placeholders as (
    select
        value_part,
        value_text
    from {{ ref('placeholder_values') }}
    where identifier_type = 'email'
),

email_domains as (
    select * from {{ ref('email_domains') }}
),

role_mailboxes as (
    select local_part from {{ ref('role_mailboxes') }}
),

emails as (
    select raw_value from identifiers

    union distinct

    select raw_value from contacts
),

folded as {{ computed_once() }} (
    select
        raw_value,
        {{ fold_text('raw_value') }} as email_text
    from emails
),

split_at as {{ computed_once() }} (
    select
        raw_value,
        email_text,
        case
            when length(email_text) - length(replace(email_text, '@', '')) = 1
                then split_part(email_text, '@', 1)
        end as local_part,
        case
            when length(email_text) - length(replace(email_text, '@', '')) = 1
                then split_part(email_text, '@', 2)
        end as email_domain
    from folded
),

checked as {{ computed_once() }} (
    select
        split_at.raw_value,
        split_at.email_text,
        split_at.local_part,
        split_at.email_domain,
        email_domains.domain_class,
        coalesce(email_domains.unified_domain, split_at.email_domain) as match_domain,
        -- The tag goes: what stands before the first plus, unless that is nothing.
        case
            when split_at.local_part like '_%+%' then split_part(split_at.local_part, '+', 1)
            else split_at.local_part
        end as untagged_local_part,
        {{ regexp_matches('split_at.email_text', '[*\u25cf\u2022]') }} as is_masked,
        coalesce({{ is_email_local_part('split_at.local_part') }}, false) as is_local_part,
        coalesce({{ is_email_domain('split_at.email_domain') }}, false) as is_domain
    from split_at
    -- Not a email_domain that we know: the mailbox of a company or of a person's own email_domain.
    left join email_domains on split_at.email_domain = email_domains.email_domain
),

unified as {{ computed_once() }} (
    select
        *,
        case
            when match_domain = 'gmail.com' then replace(untagged_local_part, '.', '')
            else untagged_local_part
        end as match_local_part
    from checked
),

reasoned as (
    select
        unified.raw_value,
        unified.email_text,
        unified.match_local_part || '@' || unified.match_domain as match_text,
        unified.domain_class,
        role_mailboxes.local_part is not null as is_role,
        case
            when unified.is_masked then 'masked'
            when
                whole_placeholders.value_text is not null
                or local_placeholders.value_text is not null
                or domain_placeholders.value_text is not null
                -- The word itself: a seed would read it as no value.
                or unified.untagged_local_part = 'null'
                or {{ is_email_filler('unified') }}
                then 'placeholder'
            when unified.local_part is null then 'no_single_at_sign'
            when not unified.is_local_part then 'bad_local_part'
            when not unified.is_domain then 'bad_domain'
            when length(unified.email_text) > 254 then 'too_long'
        end as reject_reason
    from unified
    -- Not a mailbox that several people read.
    left join role_mailboxes on unified.untagged_local_part = role_mailboxes.local_part
    -- Not a placeholder, in whole or in part.
    left join placeholders as whole_placeholders
        on
            unified.email_text = whole_placeholders.value_text
            and whole_placeholders.value_part = 'whole'
    left join placeholders as local_placeholders
        on
            unified.untagged_local_part = local_placeholders.value_text
            and local_placeholders.value_part = 'local_part'
    left join placeholders as domain_placeholders
        on
            unified.email_domain = domain_placeholders.value_text
            and domain_placeholders.value_part = 'domain'
),

normalised as (
    select
        raw_value,
        case
            when reject_reason is null or reject_reason in ('masked', 'placeholder')
                then coalesce(match_text, email_text)
        end as match_value,
        case when reject_reason is null then email_text end as activation_value,
        case
            when reject_reason in ('masked', 'placeholder') then reject_reason
            when reject_reason is not null then 'invalid'
            when is_role then 'role'
            else coalesce(domain_class, 'personal')
        end as identifier_class,
        reject_reason,
        reject_reason is null as is_valid
    from reasoned
)

select * from normalised

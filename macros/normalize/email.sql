{#- E-mail texts. An address is split at its '@' once, in a model; these macros work on the parts or,
    for the hashes of the ad platforms, on a whole valid address. -#}

{#- May a local part look like this? As RFC 5321 without quoting; letters of any script. -#}
{% macro is_email_local_part(local_part) -%}
    (
        {{ regexp_matches(local_part, '^[a-z0-9!#$%&\'*+/=?^_`{|}~\u00a1-\U0010ffff-]+'
            ~ '([.][a-z0-9!#$%&\'*+/=?^_`{|}~\u00a1-\U0010ffff-]+)*$') }}
        and length({{ local_part }}) <= 64
    )
{%- endmacro %}

{#- May a domain look like this? Labels of letters, digits and inner hyphens; a top level that is one. -#}
{% macro is_email_domain(domain) -%}
    {%- set label = '[a-z0-9\u00a1-\U0010ffff]([a-z0-9\u00a1-\U0010ffff-]{0,61}[a-z0-9\u00a1-\U0010ffff])?' -%}
    (
        {{ regexp_matches(domain, '^(' ~ label ~ '[.])+([a-z]{2,63}|xn--[a-z0-9-]{1,59}|[\u00a1-\U0010ffff]{2,63})$') }}
        and not {{ regexp_matches(domain, '(^|[.])([a-wyz0-9][a-z0-9]|x[a-mo-z0-9])--') }}
        and not {{ regexp_matches(domain, '(^|[.])(arpa|invalid|local|localhost|onion|test)$') }}
        and length({{ domain }}) <= 253
    )
{%- endmacro %}

{#- Is the text there to get past a form? Shorter than any address (a@b.cc), or one word on both sides of the '@', without the
dot of a domain. relation: with email_text, and local_part and email_domain, null unless there is one '@'. -#}
{% macro is_email_filler(relation) -%}
    (
        length({{ relation }}.email_text) < 6
        or coalesce(
            {{ relation }}.local_part = {{ relation }}.email_domain
            and {{ relation }}.email_domain not like '%.%',
            false
        )
    )
{%- endmacro %}

{#- Trimmed and in lower case, the start of every platform's rule. -#}
{% macro email_lowered(email) -%}
    {{ lower_text('trim(' ~ email ~ ')') }}
{%- endmacro %}

{#- The address as UID2 hashes it: for gmail.com, no dots and no tag. -#}
{% macro email_for_uid2(email) -%}
    {%- set lowered = email_lowered(email) -%}
    {%- set local_part = "split_part(" ~ lowered ~ ", '@', 1)" -%}
    case
        when {{ lowered }} like '%@gmail.com'
            then replace(split_part({{ local_part }}, '+', 1), '.', '') || '@gmail.com'
        else {{ lowered }}
    end
{%- endmacro %}

{#- The address as Google hashes it: for gmail.com and googlemail.com, no dots; the tag stays. -#}
{% macro email_for_google(email) -%}
    {%- set lowered = email_lowered(email) -%}
    case
        when {{ lowered }} like '%@gmail.com' or {{ lowered }} like '%@googlemail.com'
            then replace(split_part({{ lowered }}, '@', 1), '.', '') || '@' || split_part({{ lowered }}, '@', 2)
        else {{ lowered }}
    end
{%- endmacro %}

{#- The address as Meta hashes it: trimmed and in lower case, nothing more. -#}
{% macro email_for_meta(email) -%}
    {{ email_lowered(email) }}
{%- endmacro %}

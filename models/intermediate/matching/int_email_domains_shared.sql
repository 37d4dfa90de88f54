{#- E-mail domains that more records have than a company would. Counted anew in every build: it is
    one column. -#}
with contact_fields as (
    select email_domain
    from {{ ref('int_contact_fields') }}
    where email_domain is not null
),

email_domains_shared as (
    select email_domain
    from contact_fields
    group by email_domain
    having count(*) > {{ var('max_records_per_key') }}
)

select * from email_domains_shared

/*
Question: Which customers hold the most records, and do they look like one person each?

How to run:
    .venv/bin/python scripts/show_analysis.py largest_customers

How to read: one row per customer, the twenty largest first. One with many names and birth dates
may be several persons: ask `how` what holds two of its records together. `weakest_rule` is
the last rule of var match_rules that gave one of its links.
*/
with identity_map as (
    select * from {{ ref('customer_identity_map') }}
),

records as (
    select * from {{ ref('int_records_normalised') }}
),

identifiers as (
    select * from {{ ref('customer_identifiers') }}
),

evidence as (
    select * from {{ ref('match_evidence') }}
),

record_counts as (
    select
        identity_map.customer_id,
        count(*) as count_records,
        count(distinct identity_map.channel) as count_channels,
        count(distinct records.name_parts_sorted) as count_names,
        count(distinct records.birth_date_match) as count_birth_dates
    from identity_map
    inner join records on identity_map.record_key = records.record_key
    group by identity_map.customer_id
),

ranked as (
    select
        customer_id,
        count_records,
        count_channels,
        count_names,
        count_birth_dates,
        row_number() over (
            order by
                count_records desc,
                count_names desc,
                count_birth_dates desc,
                {{ binary_text('customer_id') }} asc
        ) as place
    from record_counts
),

largest as (
    select * from ranked
    where place <= 20
),

contact_counts as (
    select
        customer_id,
        sum(case when identifier_type = 'email' then 1 else 0 end) as count_emails,
        sum(case when identifier_type = 'phone' then 1 else 0 end) as count_phones
    from identifiers
    group by customer_id
),

customer_links as (
    select
        identity_map.customer_id,
        evidence.rule_number,
        evidence.rule_name,
        row_number() over (
            partition by identity_map.customer_id
            order by
                evidence.rule_number desc,
                evidence.left_record_key asc,
                evidence.right_record_key asc
        ) as weakness
    from evidence
    inner join identity_map on evidence.left_record_key = identity_map.record_key
    where evidence.is_in_customer
),

largest_customers as (
    select
        largest.place,
        largest.customer_id,
        largest.count_records,
        largest.count_channels,
        largest.count_names,
        largest.count_birth_dates,
        coalesce(contact_counts.count_emails, 0) as count_emails,
        coalesce(contact_counts.count_phones, 0) as count_phones,
        customer_links.rule_name as weakest_rule
    from largest
    -- A miss: the customer has no identifier that was accepted.
    left join contact_counts on largest.customer_id = contact_counts.customer_id
    -- A miss: the customer has one record and no link.
    left join customer_links
        on largest.customer_id = customer_links.customer_id and customer_links.weakness = 1
)

select * from largest_customers
order by place

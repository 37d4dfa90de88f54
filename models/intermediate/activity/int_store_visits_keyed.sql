with

visits as (
    select
        *,
        case when contact like '%@%' then 'email' else 'phone' end as contact_type
    from {{ ref('stg_store_crm__visits') }}
    where row_state = 'accepted'
),

identity_map as (
    select * from {{ ref('customer_identity_map') }}
),

identifiers as (
    select
        record_key,
        identifier_type,
        match_value,
        {{ contact_text('identifier_type', 'raw_value') }} as contact_text
    from {{ ref('int_identifiers') }}
    where is_match_eligible and identifier_type in ('email', 'phone')
),

customers_by_value as (
    select distinct
        identifiers.identifier_type,
        identifiers.match_value,
        identity_map.customer_id
    from identifiers
    inner join identity_map on identifiers.record_key = identity_map.record_key
),

texts as (
    select distinct
        identifier_type,
        contact_text,
        match_value
    from identifiers
),

-- A contact names somebody only if it is one customer's.
contact_customers as (
    select
        texts.identifier_type,
        texts.contact_text,
        min({{ binary_text('customers_by_value.customer_id') }}) as customer_id
    from texts
    inner join customers_by_value
        on
            texts.identifier_type = customers_by_value.identifier_type
            and texts.match_value = customers_by_value.match_value
    group by texts.identifier_type, texts.contact_text
    having count(distinct customers_by_value.customer_id) = 1
),

-- A miss: no number given, or its record is deleted; no contact left, or not one customer's.
keyed_visits as (
    select
        visits.visit_id,
        coalesce(identity_map.customer_id, contact_customers.customer_id) as customer_id,
        case
            when identity_map.customer_id is not null then 'customer_no'
            when contact_customers.customer_id is not null then 'contact'
            when coalesce(visits.customer_no, visits.contact) is not null then 'unresolved'
            else 'anonymous'
        end as customer_match,
        visits.store_code,
        visits.interest_category,
        visits.contact is not null as has_contact,
        visits.visited_at
    from visits
    left join identity_map
        on
            visits.customer_no = identity_map.source_record_id
            and identity_map.channel = 'store_crm'
    left join contact_customers
        on
            visits.contact_type = contact_customers.identifier_type
            and {{ contact_text('visits.contact_type', 'visits.contact') }}
            = contact_customers.contact_text
)

select * from keyed_visits

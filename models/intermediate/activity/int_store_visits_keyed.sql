with

visits as (
    select * from {{ ref('stg_store_crm__visits') }}
    where row_state = 'accepted'
),

identity_map as (
    select * from {{ ref('customer_identity_map') }}
),

contacts as (
    select * from {{ ref('int_contacts_normalised') }}
    where activity = 'store_visit'
),

identifiers as (
    select * from {{ ref('int_identifiers') }}
    where is_match_eligible
),

identifier_values as (
    select * from {{ ref('int_identifier_values') }}
    where not is_hub
),

contact_values as (
    select distinct
        contacts.contact_type,
        contacts.contact_value
    from contacts
    inner join identifier_values
        on
            contacts.contact_type = identifier_values.identifier_type
            and contacts.contact_value = identifier_values.match_value
),

-- A contact names somebody only if it is one customer's.
contact_customers as (
    select
        contact_values.contact_type,
        contact_values.contact_value,
        min({{ binary_text('identity_map.customer_id') }}) as customer_id
    from contact_values
    inner join identifiers
        on
            contact_values.contact_type = identifiers.identifier_type
            and contact_values.contact_value = identifiers.match_value
    inner join identity_map on identifiers.record_key = identity_map.record_key
    group by contact_values.contact_type, contact_values.contact_value
    having count(distinct identity_map.customer_id) = 1
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
    left join contacts on visits.visit_id = contacts.activity_id
    left join contact_customers
        on
            contacts.contact_type = contact_customers.contact_type
            and contacts.contact_value = contact_customers.contact_value
)

select * from keyed_visits

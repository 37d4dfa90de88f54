{%- set limits = var('household') %}
-- Law: a household link joins two customers by a record of each, households hold whole addresses
-- and no more customers than the limit, and each is named after its smallest customer.
with household_links as (
    select * from {{ ref('household_links') }}
),

households as (
    select * from {{ ref('households') }}
),

identity_map as (
    select * from {{ ref('customer_identity_map') }}
),

foreign_records as (
    select
        'record of another customer' as breach,
        household_links.left_customer_id as subject
    from household_links
    inner join identity_map as left_record
        on
            household_links.left_channel = left_record.channel
            and household_links.left_source_record_id = left_record.source_record_id
    inner join identity_map as right_record
        on
            household_links.right_channel = right_record.channel
            and household_links.right_source_record_id = right_record.source_record_id
    where
        left_record.customer_id != household_links.left_customer_id
        or right_record.customer_id != household_links.right_customer_id
        or household_links.left_customer_id = household_links.right_customer_id
),

torn_addresses as (
    select
        'address in two households' as breach,
        left_customer_id as subject
    from household_links
    where reason = 'address' and not is_in_household
),

wrong_households as (
    select
        'household too large or misnamed' as breach,
        household_id as subject
    from households
    group by household_id
    having
        count(*) > {{ [limits.max_customers, limits.max_customers_per_address] | max }}
        or count(*) != min(count_household_customers)
        or min({{ number_of_customer_id('customer_id') }})
        != {{ number_of_customer_id('household_id') }}
)

select * from foreign_records
union all
select * from torn_addresses
union all
select * from wrong_households

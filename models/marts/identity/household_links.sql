with household_links as (
    select * from {{ ref('int_household_links') }}
),

households as (
    select * from {{ ref('households') }}
),

identity_map as (
    select * from {{ ref('customer_identity_map') }}
),

links as (
    select
        household_links.left_customer_id,
        household_links.right_customer_id,
        cast(household_links.reason as varchar) as reason,
        left_record.channel as left_channel,
        left_record.source_record_id as left_source_record_id,
        right_record.channel as right_channel,
        right_record.source_record_id as right_source_record_id,
        household_links.count_shared,
        left_household.household_id = right_household.household_id as is_in_household
    from household_links
    inner join households as left_household
        on household_links.left_customer_id = left_household.customer_id
    inner join households as right_household
        on household_links.right_customer_id = right_household.customer_id
    inner join identity_map as left_record
        on household_links.left_record_key = left_record.record_key
    inner join identity_map as right_record
        on household_links.right_record_key = right_record.record_key
)

select * from links

{#- Pairs of customers that share a home. More customers than the limit on one address are a
    tower, a dormitory or an office; on one phone, a shop. -#}
with household_keys as (
    select * from {{ ref('int_household_keys') }}
),

home_keys as (
    select *
    from household_keys
    where
        count_customers <= case reason
            when 'address' then {{ var('household').max_customers_per_address }}
            else {{ var('household').max_customers_per_phone }}
        end
),

household_links as (
    select
        left_key.customer_id as left_customer_id,
        right_key.customer_id as right_customer_id,
        left_key.reason,
        count(*) as count_shared,
        min(left_key.record_key) as left_record_key,
        min(right_key.record_key) as right_record_key
    from home_keys as left_key
    inner join home_keys as right_key
        on
            left_key.reason = right_key.reason
            and left_key.household_key = right_key.household_key
    where {{ number_of_customer_id('left_key.customer_id') }}
        < {{ number_of_customer_id('right_key.customer_id') }}
    group by left_key.customer_id, right_key.customer_id, left_key.reason
)

select * from household_links

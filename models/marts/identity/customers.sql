with customer_master as (
    select * from {{ ref('customer_master') }}
    {{ only_in_scope(scope_of('int_customer_ages_touched'), ['customer_id']) }}
),

identity_map as (
    select * from {{ ref('customer_identity_map') }}
    {{ only_in_scope(scope_of('int_customer_ages_touched'), ['customer_id']) }}
),

channels as (
    select
        customer_id,
        {% for channel in ['store_crm', 'online_shop', 'membership'] -%}
            max(case when channel = '{{ channel }}' then 1 else 0 end) = 1 as is_in_{{ channel }},
        {% endfor -%}
        count(*) as count_records
    from identity_map
    group by customer_id
),

customers as (
    select
        customer_master.customer_id,
        cast(
            case
                when customer_master.birth_date is null then 'unknown'
                when {{ age_in_years('customer_master.birth_date') }} < 20 then 'under 20'
                when {{ age_in_years('customer_master.birth_date') }} < 30 then '20-29'
                when {{ age_in_years('customer_master.birth_date') }} < 40 then '30-39'
                when {{ age_in_years('customer_master.birth_date') }} < 50 then '40-49'
                when {{ age_in_years('customer_master.birth_date') }} < 60 then '50-59'
                else '60 and over'
            end as varchar
        ) as age_band,
        cast(coalesce(customer_master.gender, 'unknown') as varchar) as gender,
        cast(coalesce(customer_master.country, 'unknown') as varchar) as country,
        cast(customer_master.tier as varchar) as tier,
        customer_master.count_records,
        customer_master.count_channels,
        customer_master.email is not null as has_email,
        customer_master.phone is not null as has_phone,
        customer_master.member_no is not null as has_membership,
        customer_master.is_verified_identity,
        channels.is_in_store_crm,
        channels.is_in_online_shop,
        channels.is_in_membership,
        customer_master.count_channels > 1 as is_in_many_channels,
        cast(customer_master.first_created_at as date) as first_created_date,
        cast(customer_master.last_updated_at as date) as last_updated_date
    from customer_master
    inner join channels on customer_master.customer_id = channels.customer_id
)

select * from customers

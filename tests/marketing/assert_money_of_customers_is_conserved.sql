-- What customers brought in, per currency, is what their purchases left in customer_ltv.
with

stages as (
    select
        currency,
        net_amount as purchases_amount,
        0 as ltv_amount
    from {{ ref('purchases') }}
    where customer_id is not null

    union all

    select
        currency,
        0 as purchases_amount,
        net_revenue as ltv_amount
    from {{ ref('customer_ltv') }}
),

disagreeing as (
    select
        currency,
        sum(purchases_amount) as purchases_amount,
        sum(ltv_amount) as ltv_amount
    from stages
    group by currency
    having sum(purchases_amount) <> sum(ltv_amount)
)

select * from disagreeing

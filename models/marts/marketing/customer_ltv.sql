{%- set baseline = var('ltv_baseline') -%}

with

purchases as (
    select * from {{ ref('purchases') }}
    where customer_id is not null and status <> 'cancelled'
),

customer_sums as (
    select
        customer_id,
        currency,
        sum(gross_amount) as gross_revenue,
        sum(returned_amount) as returned_amount,
        sum(net_amount) as net_revenue,
        sum(case when is_effective then 1 else 0 end) as count_orders,
        min(case when is_effective then purchased_at end) as first_purchase_at,
        max(case when is_effective then purchased_at end) as last_purchase_at
    from purchases
    group by customer_id, currency
    -- A receipt that only took back what another sold carries nothing of its own.
    having sum(case when is_effective or net_amount <> 0 then 1 else 0 end) > 0
),

rhythms as (
    select
        *,
        {{ days_between('first_purchase_at', as_of()) }} as tenure_days,
        {{ days_between('last_purchase_at', as_of()) }} as recency_days,
        {{ days_between('first_purchase_at', 'last_purchase_at') }} as active_days
    from customer_sums
),

gaps as (
    select
        *,
        {{ divide_whole('active_days', '(count_orders - 1)') }} as mean_gap_days
    from rhythms
),

usual_gaps as (
    select
        *,
        case
            when count_orders < 2 then {{ baseline.one_time_gap_days }}
            else greatest(mean_gap_days, {{ baseline.min_gap_days }})
        end as usual_gap_days
    from gaps
),

-- 1000 up to the usual gap between two purchases, 0 from three such gaps on, straight between.
activity as (
    select
        *,
        case
            when count_orders = 0 or recency_days >= 3 * usual_gap_days then 0
            when recency_days <= usual_gap_days then 1000
            else
                {{ divide_whole(
                    '(3 * usual_gap_days - recency_days) * 1000', '(2 * usual_gap_days)'
                ) }}
        end as activity_permille
    from usual_gaps
),

ltv as (
    select
        customer_id,
        currency,
        cast('baseline' as varchar) as prediction_method,
        cast(gross_revenue as numeric(18, 2)) as gross_revenue,
        cast(returned_amount as numeric(18, 2)) as returned_amount,
        cast(net_revenue as numeric(18, 2)) as net_revenue,
        cast(count_orders as bigint) as count_orders,
        {{ divide_money('cast(net_revenue as numeric(18, 2))', 'count_orders') }}
            as average_order_value,
        coalesce(tenure_days, 0) as tenure_days,
        recency_days,
        cast(activity_permille * 0.001 as numeric(4, 3)) as activity_factor,
        {{ divide_money(
            'cast(greatest(net_revenue, 0) as numeric(38, 2)) * 365 * activity_permille',
            '(1000 * greatest(coalesce(tenure_days, 0), 365))'
        ) }} as predicted_12m,
        currency = '{{ var("home_currency") }}' as is_home_currency,
        first_purchase_at,
        last_purchase_at,
        {{ as_of() }} as as_of
    from activity
)

select * from ltv

{%- set today = 'cast(' ~ as_of() ~ ' as date)' -%}

with

purchases as (
    select * from {{ ref('int_purchases_netted') }}
    where customer_id is not null and is_effective
),

visits as (
    select * from {{ ref('int_store_visits_keyed') }}
    where customer_id is not null
),

carts as (
    select * from {{ ref('int_carts_keyed') }}
    where customer_id is not null and status in ('open', 'abandoned')
),

points_expiring as (
    select * from {{ ref('int_points_expiring_summed') }}
),

customer_master as (
    select * from {{ ref('customer_master') }}
),

last_purchases as (
    select
        customer_id,
        max(purchased_at) as moment
    from purchases
    group by customer_id
),

last_visits as (
    select
        customer_id,
        max(visited_at) as moment
    from visits
    group by customer_id
),

last_carts as (
    select
        customer_id,
        max(updated_at) as moment
    from carts
    group by customer_id
),

-- A birthday of 29 February is kept on the 28th in other years.
birthdays as (
    select
        customer_id,
        {{ add_months(
            'birth_date',
            '12 * (extract(year from ' ~ today ~ ') - extract(year from birth_date))'
        ) }} as this_year,
        {{ add_months(
            'birth_date',
            '12 * (extract(year from ' ~ today ~ ') - extract(year from birth_date) + 1)'
        ) }} as next_year
    from customer_master
    where birth_date is not null
),

next_birthdays as (
    select
        customer_id,
        case when cast(this_year as date) >= {{ today }} then this_year else next_year end as moment
    from birthdays
),

-- What each rule looks at: the days back or ahead, and points where they count.
-- A miss in the joins with purchases: the customer has never bought.
situations as (
    select
        'lapsed' as audience_rule,
        customer_id,
        {{ days_between('moment', today) }} as window_days,
        cast(null as bigint) as points
    from last_purchases

    union all

    select
        'visit_without_purchase' as audience_rule,
        last_visits.customer_id,
        {{ days_between('last_visits.moment', today) }} as window_days,
        cast(null as bigint) as points
    from last_visits
    left join last_purchases on last_visits.customer_id = last_purchases.customer_id
    where
        last_purchases.moment is null
        or cast(last_purchases.moment as date) < cast(last_visits.moment as date)

    union all

    select
        'cart_abandoned' as audience_rule,
        last_carts.customer_id,
        {{ days_between('last_carts.moment', today) }} as window_days,
        cast(null as bigint) as points
    from last_carts
    left join last_purchases on last_carts.customer_id = last_purchases.customer_id
    where last_purchases.moment is null or last_purchases.moment < last_carts.moment

    union all

    select
        'birthday' as audience_rule,
        customer_id,
        {{ days_between(today, 'moment') }} as window_days,
        cast(null as bigint) as points
    from next_birthdays

    union all

    select
        'points_expiring' as audience_rule,
        customer_id,
        {{ days_between(today, 'expires_on') }} as window_days,
        points_expiring as points
    from points_expiring
)

select * from situations

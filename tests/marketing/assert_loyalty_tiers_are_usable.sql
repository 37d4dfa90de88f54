-- Tiers rise: the lowest asks for nothing, each next at least as much, in the home currency.
with

loyalty_tiers as (
    select * from {{ ref('loyalty_tiers') }}
),

compared as (
    select
        tier,
        tier_rank,
        currency,
        min_spend,
        coalesce(min_points, 0) as min_points,
        lag(min_spend) over (order by tier_rank) as spend_below,
        lag(coalesce(min_points, 0)) over (order by tier_rank) as points_below
    from loyalty_tiers
)

select * from compared
where
    currency <> '{{ var("home_currency") }}'
    or (spend_below is null and (min_spend <> 0 or min_points <> 0))
    or min_spend < spend_below
    or min_points < points_below

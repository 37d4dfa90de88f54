with

identity_map as (
    select distinct customer_id from {{ ref('customer_identity_map') }}
),

purchases as (
    select * from {{ ref('purchases') }}
    where customer_id is not null
),

points_ledger as (
    select * from {{ ref('points_ledger') }}
    where customer_id is not null
),

loyalty_tiers as (
    select * from {{ ref('loyalty_tiers') }}
),

window_spends as (
    select
        purchases.customer_id,
        loyalty_tiers.tier_rank,
        sum(purchases.net_amount) as spend_window
    from purchases
    inner join loyalty_tiers
        on
            purchases.currency = loyalty_tiers.currency
            and purchases.purchased_at
            > {{ add_months(as_of(), '-loyalty_tiers.window_months') }}
    group by purchases.customer_id, loyalty_tiers.tier_rank
),

channel_mixes as (
    select
        customer_id,
        sum(case when is_effective and sales_channel = 'online' then 1 else 0 end)
            as count_purchases_online,
        sum(case when is_effective and sales_channel = 'offline' then 1 else 0 end)
            as count_purchases_offline,
        sum(case when is_effective and currency <> '{{ var("home_currency") }}' then 1 else 0 end)
            as count_purchases_other_currency,
        max(case when is_effective then purchased_at end) as last_purchase_at
    from purchases
    group by customer_id
),

points_sums as (
    select
        customer_id,
        sum(case when entry_type = 'earn' then points else 0 end) as points_earned,
        -sum(case when entry_type = 'burn' then points else 0 end) as points_burnt,
        -sum(case when entry_type = 'expire' then points else 0 end) as points_expired,
        sum(case when entry_type = 'adjust' then points else 0 end) as points_adjusted,
        sum(points) as points_balance
    from points_ledger
    group by customer_id
),

-- A miss: the customer bought nothing in the tier's window, or has no points.
standings as (
    select
        identity_map.customer_id,
        loyalty_tiers.tier,
        loyalty_tiers.tier_rank,
        loyalty_tiers.min_spend,
        loyalty_tiers.min_points,
        coalesce(window_spends.spend_window, 0) as spend_window,
        coalesce(points_sums.points_balance, 0) as points_balance
    from identity_map
    cross join loyalty_tiers
    left join window_spends
        on
            identity_map.customer_id = window_spends.customer_id
            and loyalty_tiers.tier_rank = window_spends.tier_rank
    left join points_sums on identity_map.customer_id = points_sums.customer_id
),

-- The lowest tier asks nothing of anybody.
ranks as (
    select
        customer_id,
        coalesce(
            max(
                case
                    when spend_window >= min_spend and points_balance >= coalesce(min_points, 0)
                        then tier_rank
                end
            ),
            min(tier_rank)
        ) as reached_rank
    from standings
    group by customer_id
),

next_ranks as (
    select
        standings.customer_id,
        min(standings.tier_rank) as next_rank
    from standings
    inner join ranks on standings.customer_id = ranks.customer_id
    where standings.tier_rank > ranks.reached_rank
    group by standings.customer_id
),

-- A miss: the customer has the highest tier; bought nothing ever; has no points entry.
loyalty as (
    select
        ranks.customer_id,
        reached.tier,
        upcoming.tier as next_tier,
        cast('{{ var("home_currency") }}' as varchar) as currency,
        cast(ranks.reached_rank as integer) as tier_rank,
        cast(reached.spend_window as numeric(18, 2)) as spend_window,
        cast(greatest(upcoming.min_spend - upcoming.spend_window, 0) as numeric(18, 2))
            as gap_to_next_tier,
        cast(greatest(coalesce(upcoming.min_points, 0) - upcoming.points_balance, 0) as bigint)
            as points_gap_to_next_tier,
        cast(coalesce(points_sums.points_earned, 0) as bigint) as points_earned,
        cast(coalesce(points_sums.points_burnt, 0) as bigint) as points_burnt,
        cast(coalesce(points_sums.points_expired, 0) as bigint) as points_expired,
        cast(coalesce(points_sums.points_adjusted, 0) as bigint) as points_adjusted,
        cast(coalesce(points_sums.points_balance, 0) as bigint) as points_balance,
        cast(coalesce(channel_mixes.count_purchases_online, 0) as bigint) as count_purchases_online,
        cast(coalesce(channel_mixes.count_purchases_offline, 0) as bigint)
            as count_purchases_offline,
        cast(coalesce(channel_mixes.count_purchases_other_currency, 0) as bigint)
            as count_purchases_other_currency,
        coalesce(
            channel_mixes.count_purchases_online > 0 and channel_mixes.count_purchases_offline > 0,
            false
        ) as is_omnichannel,
        channel_mixes.last_purchase_at,
        {{ as_of() }} as as_of
    from ranks
    inner join standings as reached
        on
            ranks.customer_id = reached.customer_id
            and ranks.reached_rank = reached.tier_rank
    left join next_ranks on ranks.customer_id = next_ranks.customer_id
    left join standings as upcoming
        on
            next_ranks.customer_id = upcoming.customer_id
            and next_ranks.next_rank = upcoming.tier_rank
    left join channel_mixes on ranks.customer_id = channel_mixes.customer_id
    left join points_sums on ranks.customer_id = points_sums.customer_id
)

select * from loyalty

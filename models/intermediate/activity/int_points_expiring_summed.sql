with

points_entries as (
    select * from {{ ref('int_points_entries_keyed') }}
    where customer_id is not null
),

points_spent as (
    select
        customer_id,
        -sum(case when points < 0 then points else 0 end) as points_spent
    from points_entries
    group by customer_id
),

-- Points that never expire are spent last, points that expire first are spent first.
points_by_day as (
    select
        customer_id,
        expires_on,
        sum(points) as points
    from points_entries
    where points > 0 and expires_on is not null
    group by customer_id, expires_on
),

points_so_far as (
    select
        points_by_day.customer_id,
        points_by_day.expires_on,
        points_by_day.points,
        points_spent.points_spent,
        sum(points_by_day.points) over (
            partition by points_by_day.customer_id
            order by points_by_day.expires_on
            rows between unbounded preceding and current row
        ) as points_up_to_day
    from points_by_day
    inner join points_spent on points_by_day.customer_id = points_spent.customer_id
),

points_expiring as (
    select
        customer_id,
        expires_on,
        cast(least(points, points_up_to_day - points_spent) as bigint) as points_expiring
    from points_so_far
    where points_up_to_day > points_spent and expires_on >= cast({{ as_of() }} as date)
)

select * from points_expiring

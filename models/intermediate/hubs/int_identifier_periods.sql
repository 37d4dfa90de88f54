{#- Recycled values: several persons used them one after the other, with a gap between. Whoever
    used it on both sides of a gap closes it, and so do kin (one surname or one birth date): a
    family's phone is seldom used, not given away. -#}
with persons as (
    select * from {{ after_of(ref('int_identifier_persons')) }}
),

identifier_limits as (
    select
        identifier_type,
        min_gap_days,
        max_periods,
        {{ identifier_limit_column() }} as max_persons
    from {{ ref('identifier_limits') }}
),

uses as (
    select
        persons.identifier_type,
        persons.value_key,
        persons.person_number,
        persons.kin_first_used_at as first_used_at,
        persons.kin_last_used_at as last_used_at,
        persons.has_undated_use,
        identifier_limits.min_gap_days,
        identifier_limits.max_periods,
        identifier_limits.max_persons
    from persons
    inner join identifier_limits
        on persons.identifier_type = identifier_limits.identifier_type
    where identifier_limits.min_gap_days is not null
),

-- Who used a value at an unknown time may have used it all the time.
earlier_uses as (
    select
        *,
        max(last_used_at) over (
            partition by identifier_type, value_key
            order by first_used_at, person_number
            rows between unbounded preceding and 1 preceding
        ) as used_until,
        max(case when has_undated_use then 1 else 0 end) over (
            partition by identifier_type, value_key
        ) = 1 as is_always_used
    from uses
),

numbered_uses as (
    select
        *,
        1 + sum(
            case
                when
                    not is_always_used
                    and {{ days_between('used_until', 'first_used_at') }} >= min_gap_days
                    then 1
                else 0
            end
        ) over (
            partition by identifier_type, value_key
            order by first_used_at, person_number
            rows between unbounded preceding and current row
        ) as period_number
    from earlier_uses
),

periods as (
    select
        identifier_type,
        value_key,
        period_number,
        max_periods,
        count(*) as count_persons,
        count(*) > max_persons as is_hub,
        min(first_used_at) as first_used_at,
        max(last_used_at) as last_used_at
    from numbered_uses
    group by identifier_type, value_key, period_number, max_periods, max_persons
),

counted_periods as (
    select
        *,
        count(*) over (partition by identifier_type, value_key) as count_periods
    from periods
),

-- A value that changes hands more often than that is not handed on but shared.
recycled_periods as (
    select
        identifier_type,
        value_key,
        cast(period_number as bigint) as period_number,
        count_persons,
        count_periods,
        is_hub,
        first_used_at,
        last_used_at
    from counted_periods
    where count_periods between 2 and max_periods
)

select * from recycled_periods

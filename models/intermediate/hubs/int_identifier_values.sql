{#- What a value is worth as an identifier. More distinct persons than its limit: a hub, it names
    nobody. A recycled value is judged period by period, and is a hub if every period is one. -#}
with values_counted as (
    select * from {{ after_of(ref('int_identifier_values_counted')) }}
),

persons as (
    select * from {{ after_of(ref('int_identifier_persons')) }}
),

periods as (
    select * from {{ after_of(ref('int_identifier_periods')) }}
),

identifier_limits as (
    select
        identifier_type,
        {{ identifier_limit_column() }} as max_persons
    from {{ ref('identifier_limits') }}
),

person_counts as (
    select
        identifier_type,
        value_key,
        count(*) as count_persons
    from persons
    group by identifier_type, value_key
),

period_counts as (
    select
        identifier_type,
        value_key,
        count(*) as count_periods,
        sum(case when is_hub then 1 else 0 end) as count_hub_periods
    from periods
    group by identifier_type, value_key
),

counted_values as (
    select
        values_counted.identifier_type,
        values_counted.match_value,
        values_counted.value_key,
        values_counted.count_records,
        values_counted.count_channels,
        case
            when values_counted.is_contested then person_counts.count_persons
            when values_counted.has_person then 1
            else 0
        end as count_persons,
        coalesce(period_counts.count_periods, 1) as count_periods,
        cast(coalesce(period_counts.count_hub_periods, 0) as bigint) as count_hub_periods,
        identifier_limits.max_persons,
        values_counted.first_seen_at,
        values_counted.last_seen_at
    from values_counted
    inner join identifier_limits
        on values_counted.identifier_type = identifier_limits.identifier_type
    -- A miss: the value is not contested.
    left join person_counts
        on
            values_counted.identifier_type = person_counts.identifier_type
            and values_counted.value_key = person_counts.value_key
    -- A miss: the value is not recycled.
    left join period_counts
        on
            values_counted.identifier_type = period_counts.identifier_type
            and values_counted.value_key = period_counts.value_key
),

judged_values as (
    select
        *,
        case
            when count_periods > 1 and count_hub_periods < count_periods then 'recycled'
            when count_persons > max_persons then 'hub'
            when count_persons > 1 then 'shared'
            else 'ok'
        end as value_status
    from counted_values
),

identifier_values as (
    select
        identifier_type,
        match_value,
        value_key,
        value_status,
        count_records,
        count_persons,
        count_channels,
        count_periods,
        case
            when count_periods > 1 then count_hub_periods
            when value_status = 'hub' then 1
            else 0
        end as count_hub_periods,
        max_persons,
        value_status = 'hub' as is_hub,
        first_seen_at,
        last_seen_at
    from judged_values
)

select * from identifier_values

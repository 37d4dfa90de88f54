{#- What a value is worth as an identifier. More distinct persons than its limit: a hub, it names
    nobody. A recycled value is judged period by period, and is a hub if every period is one. -#}
with identifiers as (
    select * from {{ ref('int_identifiers') }}
),

records as (
    select * from {{ ref('int_customer_records') }}
),

persons as (
    select * from {{ ref('int_identifier_persons') }}
),

periods as (
    select * from {{ ref('int_identifier_periods') }}
),

identifier_limits as (
    select
        identifier_type,
        {{ identifier_limit_column() }} as max_persons
    from {{ ref('identifier_limits') }}
),

record_counts as (
    select
        identifiers.identifier_type,
        identifiers.match_value,
        count(*) as count_records,
        count(distinct records.channel) as count_channels,
        min({{ first_used_at('records') }}) as first_seen_at,
        max({{ last_used_at('records') }}) as last_seen_at
    from identifiers
    inner join records on identifiers.record_key = records.record_key
    where identifiers.is_match_eligible
    group by identifiers.identifier_type, identifiers.match_value
),

person_counts as (
    select
        identifier_type,
        match_value,
        count(*) as count_persons
    from persons
    group by identifier_type, match_value
),

period_counts as (
    select
        identifier_type,
        match_value,
        count(*) as count_periods,
        sum(case when is_hub then 1 else 0 end) as count_hub_periods
    from periods
    group by identifier_type, match_value
),

counted_values as (
    select
        record_counts.identifier_type,
        record_counts.match_value,
        record_counts.count_records,
        record_counts.count_channels,
        coalesce(person_counts.count_persons, 0) as count_persons,
        coalesce(period_counts.count_periods, 1) as count_periods,
        cast(coalesce(period_counts.count_hub_periods, 0) as bigint) as count_hub_periods,
        identifier_limits.max_persons,
        record_counts.first_seen_at,
        record_counts.last_seen_at
    from record_counts
    inner join identifier_limits
        on record_counts.identifier_type = identifier_limits.identifier_type
    -- A miss: no record with this value has a name or a birth date.
    left join person_counts
        on
            record_counts.identifier_type = person_counts.identifier_type
            and record_counts.match_value = person_counts.match_value
    -- A miss: the value is not recycled.
    left join period_counts
        on
            record_counts.identifier_type = period_counts.identifier_type
            and record_counts.match_value = period_counts.match_value
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

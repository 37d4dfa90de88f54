-- Law: a value by which records are known is used by no more persons in its period than the limit,
-- counted anew; and every value that may match has a status.
with identifiers_in_use as (
    select distinct
        identifier_type,
        match_value,
        period_number
    from {{ ref('int_identifiers_in_use') }}
),

identifiers as (
    select * from {{ ref('int_identifiers') }}
),

identifier_values as (
    select * from {{ ref('int_identifier_values') }}
),

periods as (
    select * from {{ ref('int_identifier_periods') }}
),

persons as (
    select * from {{ ref('int_identifier_persons') }}
),

identifier_limits as (
    select
        identifier_type,
        {{ identifier_limit_column() }} as max_persons
    from {{ ref('identifier_limits') }}
),

values_in_use as (
    select
        identifiers_in_use.identifier_type,
        identifiers_in_use.match_value,
        identifiers_in_use.period_number,
        identifier_values.value_key,
        identifier_limits.max_persons
    from identifiers_in_use
    inner join identifier_values
        on
            identifiers_in_use.identifier_type = identifier_values.identifier_type
            and identifiers_in_use.match_value = identifier_values.match_value
    inner join identifier_limits
        on identifiers_in_use.identifier_type = identifier_limits.identifier_type
),

too_many_persons as (
    select
        'too many persons' as breach,
        values_in_use.identifier_type,
        values_in_use.match_value
    from values_in_use
    inner join persons
        on
            values_in_use.identifier_type = persons.identifier_type
            and values_in_use.value_key = persons.value_key
    -- A miss: the value is not recycled, all its persons count.
    left join periods
        on
            values_in_use.identifier_type = periods.identifier_type
            and values_in_use.value_key = periods.value_key
            and values_in_use.period_number = periods.period_number
    where
        periods.period_number is null
        or (
            persons.first_used_at >= periods.first_used_at
            and persons.last_used_at <= periods.last_used_at
        )
    group by
        values_in_use.identifier_type,
        values_in_use.match_value,
        values_in_use.period_number,
        values_in_use.max_persons
    having count(*) > values_in_use.max_persons
),

unjudged as (
    select
        'value without a status' as breach,
        identifiers.identifier_type,
        identifiers.match_value
    from identifiers
    -- A miss is the breach.
    left join identifier_values
        on
            identifiers.identifier_type = identifier_values.identifier_type
            and identifiers.match_value = identifier_values.match_value
    where identifiers.is_match_eligible and identifier_values.value_status is null
)

select * from too_many_persons
union all
select * from unjudged

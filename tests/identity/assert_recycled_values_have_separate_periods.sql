-- Law: periods of a recycled value lie at least min_gap_days apart, and no person, however written,
-- and no record used the value in two of them.
with periods as (
    select * from {{ ref('int_identifier_periods') }}
),

identifier_limits as (
    select * from {{ ref('identifier_limits') }}
),

forms as (
    select * from {{ ref('int_identifier_forms') }}
),

identifiers_in_use as (
    select * from {{ ref('int_identifiers_in_use') }}
),

identifier_values as (
    select * from {{ ref('int_identifier_values') }}
),

records as (
    select * from {{ ref('int_customer_records') }}
),

too_close as (
    select
        'periods too close' as breach,
        left_period.identifier_type,
        left_period.value_key
    from periods as left_period
    inner join periods as right_period
        on
            left_period.identifier_type = right_period.identifier_type
            and left_period.value_key = right_period.value_key
            and left_period.period_number < right_period.period_number
    inner join identifier_limits
        on left_period.identifier_type = identifier_limits.identifier_type
    where
        identifier_limits.min_gap_days is null
        or {{ days_between('left_period.last_used_at', 'right_period.first_used_at') }}
        < identifier_limits.min_gap_days
),

without_a_period as (
    select
        'person in no single period' as breach,
        forms.identifier_type,
        forms.value_key
    from forms
    inner join periods
        on
            forms.identifier_type = periods.identifier_type
            and forms.value_key = periods.value_key
    group by forms.identifier_type, forms.value_key, forms.form_number
    having
        sum(
            case
                when
                    forms.first_used_at >= periods.first_used_at
                    and forms.last_used_at <= periods.last_used_at
                    then 1
                else 0
            end
        ) != 1
),

outside_its_period as (
    select
        'record outside its period' as breach,
        periods.identifier_type,
        periods.value_key
    from periods
    inner join identifier_values
        on
            periods.identifier_type = identifier_values.identifier_type
            and periods.value_key = identifier_values.value_key
    inner join identifiers_in_use
        on
            identifier_values.identifier_type = identifiers_in_use.identifier_type
            and identifier_values.match_value = identifiers_in_use.match_value
            and periods.period_number = identifiers_in_use.period_number
    inner join records on identifiers_in_use.record_key = records.record_key
    where
        periods.is_hub
        or coalesce({{ first_used_at('records') }} < periods.first_used_at, true)
        or coalesce({{ last_used_at('records') }} > periods.last_used_at, true)
)

select * from too_close
union all
select * from without_a_period
union all
select * from outside_its_period

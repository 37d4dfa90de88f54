{#- What each record is known by: its values that name somebody, with the period of use they are
    from. In a recycled value a record has the period that holds its whole own use; without such a
    period nobody knows whose value it was, and it is left out. -#}
with identifiers as (
    select * from {{ ref('int_identifiers') }}
),

identifier_values as (
    select * from {{ ref('int_identifier_values') }}
),

periods as (
    select * from {{ ref('int_identifier_periods') }}
),

records as (
    select * from {{ ref('int_customer_records') }}
),

named_values as (
    select
        identifiers.record_key,
        identifiers.identifier_type,
        identifiers.match_value,
        identifier_values.count_periods
    from identifiers
    inner join identifier_values
        on
            identifiers.identifier_type = identifier_values.identifier_type
            and identifiers.match_value = identifier_values.match_value
    where identifiers.is_match_eligible and not identifier_values.is_hub
),

identifiers_in_use as (
    select
        record_key,
        identifier_type,
        match_value,
        cast(1 as bigint) as period_number
    from named_values
    where count_periods = 1

    union all

    select
        named_values.record_key,
        named_values.identifier_type,
        named_values.match_value,
        periods.period_number
    from named_values
    inner join records on named_values.record_key = records.record_key
    inner join periods
        on
            named_values.identifier_type = periods.identifier_type
            and named_values.match_value = periods.match_value
            and periods.first_used_at <= {{ first_used_at('records') }}
            and periods.last_used_at >= {{ last_used_at('records') }}
    where named_values.count_periods > 1 and not periods.is_hub
)

select * from identifiers_in_use

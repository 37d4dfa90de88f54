{#- What each record is known by: its values that name somebody, with the period of use they are
    from. In a recycled value a record has the period that holds its whole own use; without such a
    period nobody knows whose value it was, and it is left out. -#}
with identifiers as (
    select * from {{ ref('int_identifiers') }}
    {{ only_in_scope(
        scope_of('int_identifier_values_touched'), ['identifier_type', 'match_value']
    ) }}
),

-- The few values that do not name one owner for all time. A hub has no periods, or only such as
-- are hubs.
doubtful_values as (
    select
        identifier_type,
        match_value,
        value_key
    from {{ after_of(ref('int_identifier_values')) }}
    where value_status in ('hub', 'recycled')
),

periods as (
    select * from {{ after_of(ref('int_identifier_periods')) }}
),

records as (
    select * from {{ ref('int_customer_records') }}
),

judged_identifiers as (
    select
        identifiers.record_key,
        identifiers.identifier_type,
        identifiers.match_value,
        doubtful_values.value_key
    from identifiers
    -- A miss: one owner, or several who share it.
    left join doubtful_values
        on
            identifiers.identifier_type = doubtful_values.identifier_type
            and identifiers.match_value = doubtful_values.match_value
    where identifiers.is_match_eligible
),

identifiers_in_use as (
    select
        record_key,
        identifier_type,
        match_value,
        cast(1 as bigint) as period_number
    from judged_identifiers
    where value_key is null

    union all

    select
        judged_identifiers.record_key,
        judged_identifiers.identifier_type,
        judged_identifiers.match_value,
        periods.period_number
    from judged_identifiers
    inner join records on judged_identifiers.record_key = records.record_key
    inner join periods
        on
            judged_identifiers.identifier_type = periods.identifier_type
            and judged_identifiers.value_key = periods.value_key
            and periods.first_used_at <= {{ first_used_at('records') }}
            and periods.last_used_at >= {{ last_used_at('records') }}
    where not periods.is_hub
)

select * from identifiers_in_use

with identifier_values as (
    select * from {{ ref('int_identifier_values') }}
),

identifiers as (
    select * from {{ ref('int_identifiers') }}
),

identifiers_in_use as (
    select * from {{ ref('int_identifiers_in_use') }}
),

records as (
    select * from {{ ref('int_customer_records') }}
),

identifier_limits as (
    select * from {{ ref('identifier_limits') }}
),

listed_values as (
    select *
    from identifier_values
    where value_status != 'ok'
),

-- A value is named by its smallest record: the value itself stays out.
value_records as (
    select
        listed_values.identifier_type,
        listed_values.match_value,
        min(identifiers.record_key) as record_key,
        count(*) - count(identifiers_in_use.record_key) as count_suppressed_records
    from listed_values
    inner join identifiers
        on
            listed_values.identifier_type = identifiers.identifier_type
            and listed_values.match_value = identifiers.match_value
    -- A miss: the record is not known by the value.
    left join identifiers_in_use
        on
            identifiers.record_key = identifiers_in_use.record_key
            and identifiers.identifier_type = identifiers_in_use.identifier_type
            and identifiers.match_value = identifiers_in_use.match_value
    where identifiers.is_match_eligible
    group by listed_values.identifier_type, listed_values.match_value
),

shared_identifiers as (
    select
        cast(
            {{ md5_hex(
                "listed_values.identifier_type || ':' || length(records.channel) || ':' "
                ~ "|| records.channel || records.source_record_id"
            ) }} as varchar
        ) as shared_identifier_id,
        cast(listed_values.identifier_type as varchar) as identifier_type,
        cast(listed_values.value_status as varchar) as value_status,
        cast(
            case listed_values.value_status
                when 'hub'
                    then
                        'Links nobody: ' || listed_values.count_persons || ' persons used it, '
                        || listed_values.max_persons || ' may share it.'
                when 'recycled'
                    then
                        'Links records of one period of use only: strangers used it, '
                        || identifier_limits.min_gap_days || ' days or more apart. Periods: '
                        || listed_values.count_periods || '; with more than '
                        || listed_values.max_persons || ' persons, which link nobody: '
                        || listed_values.count_hub_periods || '.'
                else
                    'Links records whose persons agree: ' || listed_values.count_persons
                    || ' persons used it, ' || listed_values.max_persons || ' may share it.'
            end as varchar
        ) as explanation,
        records.channel as example_channel,
        records.source_record_id as example_source_record_id,
        listed_values.count_records,
        value_records.count_suppressed_records,
        listed_values.count_persons,
        listed_values.count_channels,
        listed_values.count_periods,
        cast(listed_values.count_hub_periods as bigint) as count_hub_periods,
        listed_values.max_persons,
        listed_values.first_seen_at,
        listed_values.last_seen_at
    from listed_values
    inner join value_records
        on
            listed_values.identifier_type = value_records.identifier_type
            and listed_values.match_value = value_records.match_value
    inner join records on value_records.record_key = records.record_key
    inner join identifier_limits
        on listed_values.identifier_type = identifier_limits.identifier_type
)

select * from shared_identifiers

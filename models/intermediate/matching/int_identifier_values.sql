{#- A value that more distinct persons share than its limit allows is a hub: it names nobody. -#}
with identifiers as (
    select * from {{ ref('int_identifiers') }}
),

records as (
    select * from {{ ref('int_records_normalised') }}
),

identifier_limits as (
    select
        identifier_type,
        {{ identifier_limit_column() }} as max_persons
    from {{ ref('identifier_limits') }}
),

persons_by_value as (
    select distinct
        identifiers.identifier_type,
        identifiers.match_value,
        coalesce(records.name_parts_sorted, '') as name_parts_sorted,
        coalesce(records.birth_date_match, '') as birth_date_match
    from identifiers
    inner join records on identifiers.record_key = records.record_key
    where
        identifiers.is_match_eligible
        and (records.name_parts_sorted is not null or records.birth_date_match is not null)
),

person_counts as (
    select
        identifier_type,
        match_value,
        count(*) as count_persons
    from persons_by_value
    group by identifier_type, match_value
),

record_counts as (
    select
        identifier_type,
        match_value,
        count(*) as count_records
    from identifiers
    where is_match_eligible
    group by identifier_type, match_value
),

identifier_values as (
    select
        record_counts.identifier_type,
        record_counts.match_value,
        record_counts.count_records,
        coalesce(person_counts.count_persons, 0) as count_persons,
        identifier_limits.max_persons,
        coalesce(person_counts.count_persons, 0) > identifier_limits.max_persons as is_hub
    from record_counts
    inner join identifier_limits
        on record_counts.identifier_type = identifier_limits.identifier_type
    -- A miss: no record with this value has a name or a birth date.
    left join person_counts
        on
            record_counts.identifier_type = person_counts.identifier_type
            and record_counts.match_value = person_counts.match_value
)

select * from identifier_values

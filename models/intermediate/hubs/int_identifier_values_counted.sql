{#- Every value that may match, with what can be counted in one pass. A value is contested where
    names or birth dates differ: who uses it then takes a closer look. -#}
with identifiers as (
    select * from {{ ref('int_identifiers') }}
    {{ only_in_scope(
        scope_of('int_identifier_values_touched'), ['identifier_type', 'match_value']
    ) }}
),

records as (
    select * from {{ ref('int_customer_records') }}
),

names as (
    select * from {{ ref('int_records_normalised') }}
),

uses as (
    select
        identifiers.record_key,
        identifiers.identifier_type,
        identifiers.match_value,
        records.channel,
        names.name_parts_sorted,
        names.birth_date_match as birth_date,
        {{ first_used_at('records') }} as first_used_at,
        {{ last_used_at('records') }} as last_used_at
    from identifiers
    inner join records on identifiers.record_key = records.record_key
    inner join names on identifiers.record_key = names.record_key
    where identifiers.is_match_eligible
),

values_counted as (
    select
        identifier_type,
        match_value,
        min(record_key) as value_key,
        count(*) as count_records,
        count(distinct channel) as count_channels,
        count(name_parts_sorted) + count(birth_date) > 0 as has_person,
        coalesce(
            min({{ binary_text('name_parts_sorted') }})
            != max({{ binary_text('name_parts_sorted') }}),
            false
        )
        or coalesce(
            min({{ binary_text('birth_date') }}) != max({{ binary_text('birth_date') }}), false
        ) as is_contested,
        min(first_used_at) as first_seen_at,
        max(last_used_at) as last_seen_at
    from uses
    group by identifier_type, match_value
)

select * from values_counted

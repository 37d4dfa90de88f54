{#- Who used a contested value, as records write them: distinct names (as they sound) and birth
    dates, the fullest first. A record with neither says nobody. -#}
-- depends_on: {{ scope_of('int_identifier_value_keys_touched') }}
with identifiers as (
    select * from {{ ref('int_identifiers') }}
    {{ only_in_scope(
        scope_of('int_identifier_values_touched'), ['identifier_type', 'match_value']
    ) }}
),

values_counted as (
    select * from {{ after_of(ref('int_identifier_values_counted')) }}
),

records as (
    select * from {{ ref('int_customer_records') }}
),

names as (
    select * from {{ ref('int_records_normalised') }}
),

forms as (
    select
        values_counted.identifier_type,
        values_counted.value_key,
        names.given_skeleton,
        names.surname_skeleton,
        names.name_script,
        names.birth_date_match as birth_date,
        min({{ binary_text('names.given_name_match') }}) as given_name,
        min({{ binary_text('names.surname_match') }}) as surname,
        min({{ first_used_at('records') }}) as first_used_at,
        max({{ last_used_at('records') }}) as last_used_at,
        max(
            case when records.created_at is null and records.updated_at is null then 1 else 0 end
        ) = 1 as has_undated_use
    from identifiers
    inner join values_counted
        on
            identifiers.identifier_type = values_counted.identifier_type
            and identifiers.match_value = values_counted.match_value
    inner join records on identifiers.record_key = records.record_key
    inner join names on identifiers.record_key = names.record_key
    where
        identifiers.is_match_eligible
        and values_counted.is_contested
        and (
            names.given_name_match is not null
            or names.surname_match is not null
            or names.birth_date_match is not null
        )
    group by
        values_counted.identifier_type,
        values_counted.value_key,
        names.given_skeleton,
        names.surname_skeleton,
        names.name_script,
        names.birth_date_match
),

numbered_forms as (
    select
        *,
        row_number() over (
            partition by identifier_type, value_key
            order by
                case when birth_date is null then 1 else 0 end
                + case when given_skeleton is null then 1 else 0 end
                + case when surname_skeleton is null then 1 else 0 end,
                {{ binary_text('birth_date') }},
                {{ binary_text('surname_skeleton') }},
                {{ binary_text('given_skeleton') }},
                name_script
        ) as form_number,
        count(*) over (partition by identifier_type, value_key) as count_forms
    from forms
)

select * from numbered_forms

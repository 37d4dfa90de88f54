{#- Names that are not rare. How many records would bear a name if given names and surnames met by
    chance depends on all records, so it is counted anew in every build, over three columns. A part
    that is missing or masked is a star, and counts as borne once. -#}
with records as (
    select
        {{ name_part_or_star('given_skeleton') }} as given_skeleton,
        {{ name_part_or_star('surname_skeleton') }} as surname_skeleton
    from {{ ref('int_records_normalised') }}
),

names as materialized (
    select
        given_skeleton,
        surname_skeleton,
        count(*) as count_records
    from records
    group by given_skeleton, surname_skeleton
),

record_count as (
    select sum(count_records) as count_records from names
),

given_name_counts as (
    select
        given_skeleton,
        case when given_skeleton = '*' then 1 else sum(count_records) end as count_records
    from names
    group by given_skeleton
),

surname_counts as (
    select
        surname_skeleton,
        case when surname_skeleton = '*' then 1 else sum(count_records) end as count_records
    from names
    group by surname_skeleton
),

names_met as (
    select
        names.given_skeleton,
        names.surname_skeleton,
        cast(given_name_counts.count_records as double precision)
        * cast(surname_counts.count_records as double precision)
        / cast(record_count.count_records as double precision) as count_expected
    from names
    cross join record_count
    inner join given_name_counts on names.given_skeleton = given_name_counts.given_skeleton
    inner join surname_counts on names.surname_skeleton = surname_counts.surname_skeleton
),

name_commonness as (
    select
        given_skeleton,
        surname_skeleton,
        case
            when count_expected < {{ var('very_common_name_from') }} then 1
            else 2
        end as name_commonness
    from names_met
    where count_expected >= {{ var('rare_name_below') }}
)

select * from name_commonness

{#- An id is followed by what became of its records, not from successor to successor: each
    record knows where it is now, however many merges and splits later. Only where none of an
    id's records leads to a living customer are the ids asked under which those records
    ended. -#}
with periods as (
    select * from {{ ref('int_customer_id_periods') }}
    {{ only_in_scope(scope_of('int_customer_ids_touched'), ['customer_number']) }}
),

records_of_ids as (
    select distinct
        customer_number,
        record_key
    from periods
),

last_periods as (
    select
        record_key,
        max(from_run_number) as from_run_number
    from periods
    group by record_key
),

last_ids as (
    select
        periods.record_key,
        periods.customer_number,
        periods.is_current
    from periods
    inner join last_periods
        on
            periods.record_key = last_periods.record_key
            and periods.from_run_number = last_periods.from_run_number
),

living as (
    select distinct customer_number
    from last_ids
    where is_current
),

-- Where each id's records are now, or were last. A miss: nobody has that id any more.
ends as (
    select
        records_of_ids.customer_number,
        last_ids.customer_number as end_number,
        living.customer_number is not null as is_living,
        count(*) as count_records
    from records_of_ids
    inner join last_ids on records_of_ids.record_key = last_ids.record_key
    left join living on last_ids.customer_number = living.customer_number
    group by
        records_of_ids.customer_number,
        last_ids.customer_number,
        living.customer_number is not null
),

heirs as (
    select
        customer_number,
        end_number as heir_number,
        count_records
    from ends
    where is_living
),

ids as (
    select
        customer_number,
        max(case when is_living then 1 else 0 end) as has_heir
    from ends
    group by customer_number
),

dead_ends as (
    select
        ends.customer_number,
        ends.end_number
    from ends
    inner join ids on ends.customer_number = ids.customer_number
    where ids.has_heir = 0 and ends.end_number != ends.customer_number
),

{{ followed_ends('dead_ends') }},

inherited as (
    select
        followed.customer_number,
        heirs.heir_number,
        sum(heirs.count_records) as count_records
    from followed
    inner join heirs on followed.end_number = heirs.customer_number
    group by followed.customer_number, heirs.heir_number
),

all_heirs as (
    select * from heirs
    union all
    select
        customer_number,
        heir_number,
        cast(count_records as bigint) as count_records
    from inherited
),

totals as (
    select
        customer_number,
        heir_number,
        count_records,
        cast(sum(count_records) over (partition by customer_number) as bigint) as count_all_records,
        row_number() over (
            partition by customer_number
            order by
                case when heir_number = customer_number then 0 else 1 end asc,
                count_records desc,
                heir_number asc
        ) as place
    from all_heirs
),

-- A miss: none is left of all who had the id.
resolved as (
    select
        {{ customer_id_of_number('ids.customer_number') }} as customer_id,
        {{ customer_id_of_number('totals.heir_number') }} as current_customer_id,
        case
            when totals.heir_number is null then 'gone'
            when living.customer_number is not null then 'current'
            else 'replaced'
        end as id_state,
        coalesce(totals.count_records, 0) as count_records,
        cast(
            coalesce(
                {{ divide_whole(
                    'totals.count_records * 2000000 + totals.count_all_records',
                    '2 * totals.count_all_records'
                ) }},
                0
            ) as numeric(18, 0)
        ) * cast(0.000001 as numeric(7, 6)) as share_of_records,
        coalesce(totals.place, 1) = 1 as is_main
    from ids
    left join totals on ids.customer_number = totals.customer_number
    left join living on ids.customer_number = living.customer_number
)

select * from resolved

-- Law: a record's history has no overlap, ends no later than it begins, and holds now what the
-- registry holds now.
with history as (
    select * from {{ ref('customer_id_history') }}
),

periods as (
    select * from {{ ref('int_customer_id_periods') }}
),

ordered as (
    select
        record_key,
        customer_id,
        valid_from,
        valid_to,
        is_current,
        lead(valid_from) over (
            partition by record_key
            order by valid_from
        ) as next_valid_from
    from history
),

current_periods as (
    select
        record_key,
        {{ customer_id_of_number('customer_number') }} as customer_id
    from periods
    where is_current
),

findings as (
    select
        record_key,
        'overlaps or is of no length' as finding
    from ordered
    where
        valid_to <= valid_from
        or next_valid_from < valid_to
        or (valid_to is null and next_valid_from is not null)
        or is_current != (valid_to is null)
    union all
    select
        ordered.record_key,
        'is not what the registry holds' as finding
    from ordered
    left join current_periods on ordered.record_key = current_periods.record_key
    where
        ordered.is_current
        and coalesce(current_periods.customer_id, '') != ordered.customer_id
    union all
    select
        current_periods.record_key,
        'is missing' as finding
    from current_periods
    left join ordered on current_periods.record_key = ordered.record_key and ordered.is_current
    where coalesce(ordered.customer_id, '') != current_periods.customer_id
)

select * from findings

with periods as (
    select * from {{ after_of(ref('int_customer_id_periods')) }}
),

-- An id that a later run as of the same moment took back was never valid.
history as (
    select
        {{ customer_id_of_number('customer_number') }} as customer_id,
        record_key,
        channel,
        source_record_id,
        coalesce(ended_by, 'current') as ended_by,
        from_run_number,
        to_run_number,
        is_current,
        valid_from,
        valid_to
    from periods
    where not is_erased and (valid_to is null or valid_from < valid_to)
)

select * from history

{#- How many records go from one customer id to another in this run. Ids that gain or lose
    records only by their coming and going have a row without the other side. -#}
with record_events as (
    select * from {{ ref('int_record_events_proposed') }}
),

moves as (
    select
        previous_customer_number as from_customer_number,
        case when event = 'assigned' then customer_number end as to_customer_number,
        count(*) as count_records
    from record_events
    where
        event = 'assigned'
        or (event in ('removed', 'erased') and previous_customer_number is not null)
    group by
        previous_customer_number,
        case when event = 'assigned' then customer_number end
)

select * from moves

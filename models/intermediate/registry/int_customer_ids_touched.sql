{#- Customer ids that an incremental build resolves anew: those of a record of which this run logs
    something, and all with whom they ever shared a record, at any distance. Empty where everything
    is built. -#}
with periods as (
    select
        record_key,
        customer_number,
        is_current
    from {{ ref('int_customer_id_periods') }}
    where {{ is_incremental_build() | lower }}
),

record_events as (
    select * from {{ ref('int_record_events_proposed') }}
),

-- Few: most records never leave the customer they came with.
records_moved as (
    select distinct record_key
    from periods
    where not is_current
),

numbers_of_records as (
    select distinct
        periods.record_key,
        periods.customer_number
    from periods
    inner join records_moved on periods.record_key = records_moved.record_key
),

first_numbers as (
    select
        record_key,
        min(customer_number) as customer_number
    from numbers_of_records
    group by record_key
),

shared_numbers as {{ computed_once() }} (
    select distinct
        first_numbers.customer_number as left_number,
        numbers_of_records.customer_number as right_number
    from numbers_of_records
    inner join first_numbers on numbers_of_records.record_key = first_numbers.record_key
    where numbers_of_records.customer_number != first_numbers.customer_number
),

{{ connected_components('shared_numbers', 'left_number', 'right_number') }},

numbers_named as (
    select distinct periods.customer_number
    from periods
    inner join record_events on periods.record_key = record_events.record_key
),

components_named as (
    select distinct components.component
    from components
    inner join numbers_named on components.node = numbers_named.customer_number
),

numbers_touched as (
    select customer_number
    from numbers_named
    union
    select components.node as customer_number
    from components
    inner join components_named on components.component = components_named.component
),

ids_touched as (
    select
        cast({{ customer_id_of_number('customer_number') }} as varchar) as customer_id,
        customer_number
    from numbers_touched
)

select * from ids_touched

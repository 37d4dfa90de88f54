{#- Customers that an incremental build puts together anew: they gained or lost a record, one of
    theirs says something else, or a value of theirs is judged otherwise. Empty where everything is
    built. -#}
with proposals as (
    select * from {{ ref('int_customer_id_proposals') }}
    where {{ is_incremental_build() | lower }}
),

registry_state as (
    select
        record_key,
        customer_number
    from {{ ref('int_registry_state') }}
    where is_current and {{ is_incremental_build() | lower }}
),

record_events as (
    select * from {{ ref('int_record_events_proposed') }}
    where {{ is_incremental_build() | lower }}
),

records_changed as (
    select record_key
    from {{ ref('int_member_numbers_changed') }}
),

values_judged_anew as (
    {{ changed_rows(
        ref('int_identifier_values'), ['identifier_type', 'match_value', 'value_status']
    ) }}
),

identifiers as (
    select
        record_key,
        identifier_type,
        match_value
    from {{ ref('int_identifiers') }}
    where {{ is_incremental_build() | lower }}
),

records_touched as (
    select record_key
    from records_changed
    union
    select identifiers.record_key
    from identifiers
    inner join values_judged_anew
        on
            identifiers.identifier_type = values_judged_anew.identifier_type
            and identifiers.match_value = values_judged_anew.match_value
),

customer_numbers as (
    select customer_number
    from record_events
    union
    select previous_customer_number as customer_number
    from record_events
    where previous_customer_number is not null
    union
    select proposals.customer_number
    from records_touched
    inner join proposals on records_touched.record_key = proposals.record_key
    union
    select registry_state.customer_number
    from records_touched
    inner join registry_state on records_touched.record_key = registry_state.record_key
),

touched_customers as (
    select cast({{ customer_id_of_number('customer_number') }} as varchar) as customer_id
    from customer_numbers
)

select * from touched_customers

-- Law: unless the run looks at the past, the registry's current state is the map, record by
-- record.
with registry as (
    select * from {{ ref('int_customer_ids_registered') }}
),

identity_map as (
    select * from {{ ref('customer_identity_map') }}
),

last_events as (
    select
        record_key,
        max(run_number) as run_number
    from registry
    group by record_key
),

current_ids as (
    select
        registry.record_key,
        registry.customer_id
    from registry
    inner join last_events
        on
            registry.record_key = last_events.record_key
            and registry.run_number = last_events.run_number
    where registry.event = 'assigned'
),

last_logged as (
    select max(as_of) as as_of
    from registry
)

select
    coalesce(current_ids.record_key, identity_map.record_key) as record_key,
    current_ids.customer_id as registry_customer_id,
    identity_map.customer_id as map_customer_id
from current_ids
full outer join identity_map on current_ids.record_key = identity_map.record_key
cross join last_logged
where
    last_logged.as_of <= {{ as_of() }}
    and (
        current_ids.customer_id is null
        or identity_map.customer_id is null
        or current_ids.customer_id != identity_map.customer_id
    )

-- Law: unless the run looks at the past, the registry's current state is the map, record by
-- record.
with periods as (
    select * from {{ ref('int_customer_id_periods') }}
),

identity_map as (
    select * from {{ ref('customer_identity_map') }}
),

current_ids as (
    select
        record_key,
        {{ customer_id_of_number('customer_number') }} as customer_id
    from periods
    where is_current
),

identity_run as (
    select is_latest
    from {{ ref('int_identity_run') }}
)

select
    coalesce(current_ids.record_key, identity_map.record_key) as record_key,
    current_ids.customer_id as registry_customer_id,
    identity_map.customer_id as map_customer_id
from current_ids
full outer join identity_map on current_ids.record_key = identity_map.record_key
cross join identity_run
where
    identity_run.is_latest
    and (
        current_ids.customer_id is null
        or identity_map.customer_id is null
        or current_ids.customer_id != identity_map.customer_id
    )

-- Law: an erased record is no record, no customer's and in no history; the registry keeps its key
-- and id alone.
with erased_records as (
    select * from {{ ref('int_records_erased') }}
),

places as (
    select
        record_key,
        'int_customer_records' as place
    from {{ ref('int_customer_records') }}
    union all
    select
        record_key,
        'int_customer_records_unioned' as place
    from {{ ref('int_customer_records_unioned') }}
    union all
    select
        record_key,
        'customer_identity_map' as place
    from {{ ref('customer_identity_map') }}
    union all
    select
        record_key,
        'customer_id_history' as place
    from {{ ref('customer_id_history') }}
    union all
    select
        record_key,
        'the name in customer_registry' as place
    from {{ ref('int_customer_ids_registered') }}
    where source_record_id is not null
)

select
    places.record_key,
    places.place
from places
inner join erased_records on places.record_key = erased_records.record_key

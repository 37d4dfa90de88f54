-- Law: before the registry appends, no cluster gets a new id while a customer whose records it
-- holds finds no cluster. If one does, var id_matching_rounds is too small for what this run
-- changes.
with proposals as (
    select * from {{ ref('int_customer_id_proposals') }}
),

registry_state as (
    select * from {{ ref('int_registry_state') }}
),

identity_run as (
    select * from {{ ref('int_identity_run') }}
),

ids_kept as (
    select distinct customer_number
    from proposals
)

select distinct
    proposals.cluster_key,
    proposals.customer_id as new_customer_id,
    registry_state.customer_number as free_customer_number
from proposals
inner join registry_state on proposals.record_key = registry_state.record_key
cross join identity_run
left join ids_kept on registry_state.customer_number = ids_kept.customer_number
-- A miss: no cluster has that id.
where
    proposals.customer_number > identity_run.last_customer_number
    and ids_kept.customer_number is null

{#- Records that must not come back: those on the list of erased records, and those whose
    erasure the registry has logged, so that neither a lost list nor a look at the past
    brings one back. -#}
with listed as (
    select * from {{ ref('stg_stewardship__erased_records') }}
    where row_state = 'accepted'
),

registry_state as (
    select * from {{ ref('int_registry_state') }}
),

erased_keys as (
    select record_key
    from listed
    union
    select record_key
    from registry_state
    where event = 'erased'
),

erased_records as (
    select record_key
    from erased_keys
)

select * from erased_records

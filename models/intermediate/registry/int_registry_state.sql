{#- What the registry knew of each record before this run: the last event that it logged of
    it. What it logged since the last look comes after all that it logged before. -#}
-- depends_on: {{ scope_of('int_registry_records_touched') }}
with registry as (
    select * from {{ ref('stg_registry__customer_ids') }}
    {%- if is_incremental_build() %}
        where run_number > (select coalesce(max(run_number), 0) from {{ this }})
    {%- endif %}
),

-- Most records have one event.
last_of_several as (
    select
        record_key,
        max(run_number) as run_number
    from registry
    group by record_key
    having count(*) > 1
),

record_states as (
    select
        registry.record_key,
        registry.channel,
        registry.source_record_id,
        registry.customer_number,
        registry.event,
        registry.run_number,
        registry.content_hash,
        registry.event in ('assigned', 'changed') as is_current
    from registry
    -- A miss: the record has no other event.
    left join last_of_several on registry.record_key = last_of_several.record_key
    where
        last_of_several.run_number is null
        or registry.run_number = last_of_several.run_number
)

select * from record_states

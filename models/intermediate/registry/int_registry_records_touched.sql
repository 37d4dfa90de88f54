{#- Records of which the registry has logged something since int_registry_state was read off it:
    their state is read anew. Empty where everything is built. -#}
with registry as (
    select
        record_key,
        run_number
    from {{ ref('stg_registry__customer_ids') }}
    where {{ is_incremental_build() | lower }}
),

last_look as (
    {% if is_incremental_build() -%}
        select coalesce(max(run_number), 0) as run_number
        from {{ last_build_of('int_registry_state') }}
    {%- else -%}
        select 0 as run_number
    {%- endif %}
),

records_touched as (
    select distinct registry.record_key
    from registry
    cross join last_look
    where registry.run_number > last_look.run_number
)

select * from records_touched

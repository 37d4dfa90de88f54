{#- Records whose first label is given anew in an incremental build: they changed, or a steward's
    decision on them stands or stood. Empty where everything is built. -#}
with records_changed as (
    select record_key
    from {{ ref('int_records_changed') }}
),

decisions as (
    select
        left_record_key,
        right_record_key
    from {{ after_of(ref('int_steward_decisions_judged')) }}
    where {{ is_incremental_build() | lower }}
    {%- if is_incremental_build() %}
        union all
        select
            left_record_key,
            right_record_key
        from {{ before_of(ref('int_steward_decisions_judged')) }}
    {%- endif %}
),

touched_records as (
    select record_key
    from records_changed
    union
    select left_record_key as record_key
    from decisions
    union
    select right_record_key as record_key
    from decisions
)

select * from touched_records

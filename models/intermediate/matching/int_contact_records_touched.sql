{#- Records whose contacts are read anew in an incremental build: they changed, their membership
    number reads otherwise, or they are known by a value now and were not, or the other way round.
    Empty where everything is built. -#}
with records_changed as (
    select record_key
    from {{ ref('int_member_numbers_changed') }}
),

identifiers_in_use as (
    select
        record_key,
        identifier_type,
        match_value,
        period_number
    from {{ after_of(ref('int_identifiers_in_use')) }}
    where {{ is_incremental_build() | lower }}
    {%- if is_incremental_build() %}
        union all
        select
            record_key,
            identifier_type,
            match_value,
            period_number
        from {{ before_of(ref('int_identifiers_in_use')) }}
    {%- endif %}
),

-- What is as it was stands here twice.
uses_changed as (
    select record_key
    from identifiers_in_use
    group by record_key, identifier_type, match_value, period_number
    having count(*) = 1
),

touched_records as (
    select record_key
    from records_changed
    union
    select record_key
    from uses_changed
)

select * from touched_records

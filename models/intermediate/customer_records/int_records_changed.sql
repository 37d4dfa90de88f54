{#- Records that are new, gone, or say something else than in the last build, or whose birth date
    reads otherwise as of today. Empty where everything is built. -#}
with

records as (
    select
        record_key,
        content_hash
    from {{ after_of(ref('int_customer_records')) }}
    where {{ is_incremental_build() | lower }}
),

read_otherwise as (
    select record_key
    from {{ ref('int_records_touched') }}
    where is_read_otherwise
),

{% if is_incremental_build() -%}
    last_records as (
        select
            record_key,
            content_hash
        from {{ before_of(ref('int_customer_records')) }}
    ),
{% endif -%}

compared as (
    {% if is_incremental_build() -%}
        select
            coalesce(records.record_key, last_records.record_key) as record_key,
            case
                when last_records.record_key is null then 'added'
                when records.record_key is null then 'deleted'
                else 'changed'
            end as change_type
        from records
        full join last_records on records.record_key = last_records.record_key
        where
            records.record_key is null
            or last_records.record_key is null
            or records.content_hash != last_records.content_hash

        union all

        select
            record_key,
            'changed' as change_type
        from read_otherwise
    {% else -%}
        select
            record_key,
            'added' as change_type
        from records
        union all
        select
            record_key,
            'changed' as change_type
        from read_otherwise
    {% endif -%}
),

-- Who is gone is so, whatever the day says.
records_changed as (
    select
        record_key,
        max(change_type) as change_type
    from compared
    group by record_key
)

select * from records_changed

{#- Records whose membership number reads otherwise than in the last build: they changed, or the
    programme that the number is of did. Empty where everything is built. -#}
with records_changed as (
    select record_key
    from {{ ref('int_records_changed') }}
),

programmes_changed as (
    {{ changed_rows(ref('int_member_programmes'), ['record_key', 'member_programme']) }}
),

record_keys as (
    select record_key
    from records_changed
    union all
    select record_key
    from programmes_changed
),

numbers_changed as (
    select distinct
        record_key,
        'member_no' as identifier_type
    from record_keys
)

select * from numbers_changed

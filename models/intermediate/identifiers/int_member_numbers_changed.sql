{#- Records whose membership number reads otherwise than in the last build: they changed, or the
    programme that the number is of did. Empty where everything is built. -#}
with records_changed as (
    select record_key
    from {{ ref('int_records_changed') }}
),

member_programmes as (
    select
        record_key,
        member_programme
    from {{ after_of(ref('int_member_programmes')) }}
    where {{ is_incremental_build() | lower }}
),

record_keys as (
    select record_key
    from records_changed
    union all
    select member_programmes.record_key
    from member_programmes
    {%- if is_incremental_build() %}
        inner join {{ before_of(ref('int_member_programmes')) }} as last_programmes
            on member_programmes.record_key = last_programmes.record_key
        where member_programmes.member_programme != last_programmes.member_programme
    {%- endif %}
),

numbers_changed as (
    select distinct
        record_key,
        'member_no' as identifier_type
    from record_keys
)

select * from numbers_changed

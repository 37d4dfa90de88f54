{#- Records whose programme is read anew in an incremental build: those with a membership number
    that changed, and those that have or had the same. Empty where everything is built. -#}
with records as (
    {{ touched_rows(ref('int_customer_records'), ['record_key', 'member_no']) }}
),

records_touched as (
    select
        record_key,
        member_no
    from records
    where member_no is not null
),

{% if is_incremental_build() -%}
    numbers as (
        select distinct {{ member_number('member_no') }} as member_number
        from records_touched
    ),

{% endif -%}
record_keys as (
    select record_key
    from records_touched
    {%- if is_incremental_build() %}
        union all
        select last_programmes.record_key
        from {{ last_build_of('int_member_programmes') }} as last_programmes
        inner join numbers on last_programmes.member_number = numbers.member_number
    {%- endif %}
),

touched_records as (
    select distinct record_key
    from record_keys
)

select * from touched_records

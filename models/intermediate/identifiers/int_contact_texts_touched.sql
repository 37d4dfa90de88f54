{#- Phones and e-mails, as typed, that a record or a contact has gained or lost in an incremental
    build. Empty where everything is built. -#}
with identifiers as (
    select raw_value
    from {{ after_of(ref('int_identifiers_unpivoted')) }}
    where identifier_type in ('phone', 'email') and {{ is_incremental_build() | lower }}
),

contacts as (
    select raw_value
    from {{ after_of(ref('int_contacts_unpivoted')) }}
    where {{ is_incremental_build() | lower }}
),

texts as (
    select * from identifiers
    union all
    select * from contacts
    {%- if is_incremental_build() %}
        union all
        select raw_value
        from {{ before_of(ref('int_identifiers_unpivoted')) }}
        where identifier_type in ('phone', 'email')
        union all
        select raw_value
        from {{ before_of(ref('int_contacts_unpivoted')) }}
    {%- endif %}
),

touched_texts as (
    select distinct raw_value
    from texts
)

select * from touched_texts

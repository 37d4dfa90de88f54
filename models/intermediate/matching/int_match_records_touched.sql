{#- Records whose match fields are made anew in an incremental build: their contacts are, or by the
    number of records their e-mail domain or their name counts otherwise than before. Empty where
    everything is built. -#}
with contact_records as (
    select record_key
    from {{ ref('int_contact_records_touched') }}
),

contact_fields as (
    select
        record_key,
        email_domain
    from {{ ref('int_contact_fields') }}
    where {{ is_incremental_build() | lower }}
),

domains_changed as (
    {{ changed_rows(ref('int_email_domains_shared'), ['email_domain']) }}
),

records as (
    select
        record_key,
        {{ name_part_or_star('given_skeleton') }} as given_skeleton,
        {{ name_part_or_star('surname_skeleton') }} as surname_skeleton
    from {{ ref('int_records_normalised') }}
    where {{ is_incremental_build() | lower }}
),

names_changed as (
    {{ changed_rows(
        ref('int_name_commonness'), ['given_skeleton', 'surname_skeleton', 'name_commonness']
    ) }}
),

touched_records as (
    select record_key
    from contact_records
    union
    select contact_fields.record_key
    from contact_fields
    inner join domains_changed on contact_fields.email_domain = domains_changed.email_domain
    union
    select records.record_key
    from records
    inner join names_changed
        on
            records.given_skeleton = names_changed.given_skeleton
            and records.surname_skeleton = names_changed.surname_skeleton
)

select * from touched_records

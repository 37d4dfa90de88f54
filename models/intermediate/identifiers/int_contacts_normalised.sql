-- A number is dialled at home, unless nobody has that number and one abroad is typed alike.
with contacts as (
    select * from {{ ref('int_contacts_unpivoted') }}
),

phones as (
    select * from {{ ref('int_phones_normalised') }}
),

emails as (
    select * from {{ ref('int_emails_normalised') }}
),

identifiers as (
    select
        identifier_type,
        match_value
    from {{ ref('int_identifiers') }}
    where identifier_type in ('email', 'phone', 'device_id') and match_value is not null
),

texts as (
    select distinct
        contact_type,
        raw_value,
        region
    from contacts
),

-- A miss: another kind of contact.
texts_read as (
    select
        texts.contact_type,
        texts.raw_value,
        texts.region,
        case texts.contact_type
            when 'phone' then phones.match_value
            when 'email' then emails.match_value
            else {{ fold_text('texts.raw_value') }}
        end as match_value,
        coalesce(
            nullif(phones.squeezed_text, ''), {{ fold_text('texts.raw_value') }}
        ) as plain_text
    from texts
    left join phones
        on
            texts.contact_type = 'phone'
            and texts.raw_value = phones.raw_value
            and texts.region = phones.region
    left join emails
        on
            texts.contact_type = 'email'
            and texts.raw_value = emails.raw_value
),

readings as (
    select
        contact_type,
        raw_value,
        region,
        1 as place,
        match_value
    from texts_read
    where match_value is not null

    union all

    select distinct
        texts_read.contact_type,
        texts_read.raw_value,
        texts_read.region,
        2 as place,
        phones.match_value
    from texts_read
    inner join phones on texts_read.plain_text = phones.squeezed_text
    where texts_read.contact_type = 'phone' and phones.match_value is not null
),

values_read as (
    select distinct
        contact_type,
        match_value
    from readings
),

values_held as (
    select distinct
        values_read.contact_type,
        values_read.match_value
    from values_read
    inner join identifiers
        on
            values_read.contact_type = identifiers.identifier_type
            and values_read.match_value = identifiers.match_value
),

readings_ranked as (
    select
        readings.contact_type,
        readings.raw_value,
        readings.region,
        readings.match_value,
        row_number() over (
            partition by readings.contact_type, readings.raw_value, readings.region
            order by readings.place, {{ binary_text('readings.match_value') }}
        ) as place
    from readings
    inner join values_held
        on
            readings.contact_type = values_held.contact_type
            and readings.match_value = values_held.match_value
),

-- A miss: no record has the value. Without one at all, the text stands for the contact.
contacts_normalised as (
    select
        contacts.activity,
        contacts.activity_id,
        contacts.contact_type,
        coalesce(
            readings_ranked.match_value, texts_read.match_value, texts_read.plain_text
        ) as contact_value
    from contacts
    inner join texts_read
        on
            contacts.contact_type = texts_read.contact_type
            and contacts.raw_value = texts_read.raw_value
            and contacts.region = texts_read.region
    left join readings_ranked
        on
            contacts.contact_type = readings_ranked.contact_type
            and contacts.raw_value = readings_ranked.raw_value
            and contacts.region = readings_ranked.region
            and readings_ranked.place = 1
)

select * from contacts_normalised

"""One big customer file for benchmarks, made inside DuckDB by arithmetic on row number and seed.

About 2.1 records a person in three channels of the conformed input, with the spellings, look-alikes
and gaps that cost a matcher time. No built-in hash or random function is used, so that another
DuckDB version makes the same rows.
"""

import duckdb

from generator.contacts import COUNT_MOBILES, DOMAIN_TYPOS, MAIL_DOMAINS, PLACEHOLDER_EMAILS
from generator.names import FIRST_SYLLABLES, LAST_SYLLABLES, SURNAMES
from generator.output import CsvFile, clear_old_files, to_parquet
from generator.people import World
from generator.places import DISTRICTS
from generator.randomness import scramble, stride, unit
from generator.story import story_records
from generator.tables import TABLES

# Ten persons have 21 records: the person of each record in such a group, and which of hers it is.
RECORD_COUNTS = (1, 1, 1, 1, 2, 2, 2, 3, 3, 5)
PERSON_OF_SLOT = tuple(person for person, count in enumerate(RECORD_COUNTS) for _ in range(count))
COPY_OF_SLOT = tuple(copy for count in RECORD_COUNTS for copy in range(count))
CUSTOMERS = TABLES["conformed__customers"]

MACROS = """
create macro mix_1(number) as xor(number, number >> 15) * 1540483477 % 4294967291;
create macro mix_2(number) as xor(number, number >> 13) * 1103515245 % 4294967291;
create macro draw(number, salt, sides) as
    mix_2(mix_1((number * 2654435761 + salt * 40503 + {seed}) % 4294967291)) // 7 % sides;
create macro pick(number, salt, list) as list[draw(number, salt, len(list)) + 1];
create macro spread(number, size, stride) as number * stride % size;
"""

PERSONS = """
create view records as
with numbered as (
    select
        range as position,
        (range * {stride} + {offset}) % {records} as record,
    from range({records})
), owned as (
    select
        position,
        record,
        record // 21 * 10 + {person_of_slot}[record % 21 + 1] as person,
        {copy_of_slot}[record % 21 + 1] as copy,
    from numbered
), related as (
    -- one person in a hundred is the twin of the person before, three share that person's phone
    select
        *,
        person - case when draw(person, 1, 100) = 0 and person > 0 then 1 else 0 end as sibling,
        person - case when draw(person, 1, 100) < 4 and person > 0 then 1 else 0 end as phone_owner,
        draw(person, 2, 3) + 1 as sex,
    from owned
), described as (
    select
        *,
        pick(sibling, 3, {surnames}) as surname,
        pick(person, 4, {firsts}) as first_syllable,
        case when sex = 1 then pick(person, 5, {lasts_m}) else pick(person, 5, {lasts_f}) end
            as last_syllable,
        date '1945-01-01' + cast(draw(sibling, 6, 22000) as integer) as birth,
        phone_owner * 2 + if(draw(record, 7, 100) < 8, 1, 0) as phone_number,
        spread(phone_number, {count_mobiles}, {mobile_stride}) as mobile_rank,
        cast(20000000 + mobile_rank + if(mobile_rank >= 39700000, 300000, 0) as varchar) as mobile,
        person * 2 + if(draw(record, 8, 100) < 6, 1, 0) as mailbox_number,
        cast(spread(mailbox_number, 100000000, {mailbox_stride}) as varchar) as mailbox,
        pick(sibling, 9, {districts}) as district,
        draw(record, 10, 1000) as name_roll,
        draw(record, 11, 1000) as birth_roll,
        draw(record, 12, 1000) as email_roll,
        draw(record, 13, 1000) as phone_roll,
        timestamp '{as_of} 00:00:00'
            - to_seconds(86400 + draw(record, 14, 150000000)) as created_at,
    from related
), written as (
    select
        *,
        surname[1] || first_syllable[1] || last_syllable[1] as hangul,
        first_syllable[2] || lower(last_syllable[2]) as latin_given,
        substr(mobile, 1, 4) as middle,
        substr(mobile, 5) as tail,
    from described
)
select
    {channels}[(draw(person, 15, 3) + copy) % 3 + 1] as channel,
    lpad(cast(position as varchar), 10, '0') as source_record_id,
    case
        when name_roll < 840 then hangul
        when name_roll < 870 then surname[1] || ' ' || first_syllable[1] || last_syllable[1]
        when name_roll < 900 then hangul || '님'
        when name_roll < 920 then latin_given || ' ' || surname[2]
        when name_roll < 940 then upper(surname[2] || ' ' || latin_given)
        when name_roll < 970 then surname[1] || first_syllable[1] || pick(record, 16, {lasts_f})[1]
        when name_roll < 985 then hangul || ' ' || surname[1]
    end as full_name,
    case
        when birth_roll < 730 then strftime(birth, '%Y-%m-%d')
        when birth_roll < 745 and day(birth) <= 12 then strftime(birth, '%Y-%d-%m')
        when birth_roll < 755 then strftime(birth + 1, '%Y-%m-%d')
        when birth_roll < 760 then '1900-01-01'
    end as birth_date,
    case when draw(record, 17, 10) < 6 then if(sex = 1, 'M', 'F') end as gender,
    case
        when email_roll < 560 then mail_address
        when email_roll < 580 then upper(mail_address)
        when email_roll < 590 then pick(record, 18, {placeholders})
        when email_roll < 600 then mail_local || '@' || pick(record, 19, {typos})
    end as email,
    case
        when phone_roll < 400 then '010-' || middle || '-' || tail
        when phone_roll < 600 then '010' || mobile
        when phone_roll < 700 then '+8210' || mobile
        when phone_roll < 760 then '+82 10 ' || middle || ' ' || tail
        when phone_roll < 820 then '010.' || middle || '.' || tail
        when phone_roll < 835 then '02-' || substr(mobile, 2, 3) || '-' || tail
        when phone_roll < 840 then '010-2000-1003'
    end as phone,
    case when draw(record, 20, 10) < 5 then district[1] || '0' || draw(sibling, 21, 6) end
        as postal_code,
    case when draw(record, 20, 10) < 6 then district[2] end as city,
    'KR' as country,
    if(email_roll < 300, 'true', 'false') as is_verified_email,
    strftime(created_at, '%Y-%m-%d %H:%M:%S') as created_at,
    strftime(
        created_at + to_seconds(
            draw(record, 22, 1000)
            * greatest(date_diff('second', created_at, timestamp '{as_of} 00:00:00') - 1, 0) // 1000
        ),
        '%Y-%m-%d %H:%M:%S'
    ) as updated_at,
    'P' || lpad(cast(person as varchar), 9, '0') as person_id,
    position,
from (
    select
        *,
        lower(latin_given) || '.' || lower(surname[2]) || mailbox as mail_local,
        mail_local || '@' || pick(person, 23, {domains}) as mail_address,
    from written
)
"""


def write_scale(records, seed, as_of, out, truth, file_format="csv"):
    """Writes `records` rows of conformed/customers and their truth; other raw tables stay empty.

    An empty snapshot would mean that every record was deleted, so the own channels hold the records
    of the story. `out` and `truth` are paths, `as_of` a date. Returns the number of records.
    ValueError beyond 80 million records, where phone numbers would run out.
    """
    if records > 80_000_000:
        raise ValueError(f"{records} records: at most 80,000,000 have phone numbers of their own")
    known = story_records(World(seed, 1, as_of))
    for table in TABLES.values():
        folder = out / table.channel
        folder.mkdir(parents=True, exist_ok=True)
        clear_old_files(folder, table, 0)
        file = CsvFile(folder / f"{table.name}.csv", table.columns)
        file.write([tuple(row.fields.values()) for row in known if row.table == table.key])
        file.close()
        if file_format == "parquet":
            to_parquet(folder / f"{table.name}.csv", table.columns)
    with duckdb.connect() as connection:
        connection.execute(MACROS.format(seed=int(unit("scale", seed) * 10**6)))
        connection.execute(PERSONS.format(**_constants(records, as_of)))
        options = "format csv, header" if file_format == "csv" else "format parquet, compression zstd"
        target = out / CUSTOMERS.channel / f"{CUSTOMERS.name}.{file_format}"
        _copy(connection, ", ".join(CUSTOMERS.columns), target, options)
        hazards = "cast(null as varchar) as hazards"
        columns = f"channel, source_record_id, person_id, {hazards}"
        _copy(connection, columns, truth, "format csv, header")
    with truth.open("a", encoding="utf-8") as stream:
        for row in known:
            hazards = ";".join(sorted(row.hazards))
            stream.write(f"{row.channel},{row.record_id},{row.person.person_id},{hazards}\n")
    return records + len(known)


def _constants(records, as_of):
    surnames = [[hangul, latin] for hangul, latin, _, weight in SURNAMES for _ in range(int(weight * 5))]
    return {
        "records": records,
        "stride": stride(records),
        "count_mobiles": COUNT_MOBILES,
        "mailbox_stride": stride(100_000_000),
        "mobile_stride": stride(COUNT_MOBILES),
        "offset": scramble(0, "records", records),
        "as_of": as_of.isoformat(),
        "person_of_slot": list(PERSON_OF_SLOT),
        "copy_of_slot": list(COPY_OF_SLOT),
        "surnames": surnames,
        "firsts": [list(pair) for pair in FIRST_SYLLABLES],
        "lasts_f": [list(pair) for pair in LAST_SYLLABLES["F"]],
        "lasts_m": [list(pair) for pair in LAST_SYLLABLES["M"]],
        "districts": [[prefix, city] for city, _, prefix, _ in DISTRICTS],
        "domains": [domain for domain, _ in MAIL_DOMAINS],
        "typos": [typo for typos in DOMAIN_TYPOS.values() for typo in typos],
        "placeholders": list(PLACEHOLDER_EMAILS),
        "channels": ["scale_store", "scale_shop", "scale_club"],
    }


def _copy(connection, columns, target, options):
    path = str(target).replace("'", "''")
    connection.execute(f"copy (select {columns} from records) to '{path}' ({options})")

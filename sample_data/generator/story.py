"""The story every reader can follow by record id, and a few records with names that look broken but
are good.

She gets a birthday benefit by text from the store; the online shop says "not registered", then
"this account already exists". Her three records agree on name, mobile and birth date only after
normalising.
"""

import unicodedata
from datetime import timedelta
from typing import NamedTuple

from generator.record import Record, midnight, text
from generator.tables import TABLES

MOBILE = "010-2345-6712"


class FixedPerson(NamedTuple):
    """A person who is there in every sample."""

    person_id: str


WOMAN = FixedPerson("P-STORY")


def _record(table, person, created, hazards, **values):
    columns = TABLES[table].columns
    fields = {column: values.pop(column, "") for column in columns}
    if values:
        raise ValueError(f"{table} has no column {', '.join(values)}")
    return Record(
        table,
        fields["source_record_id" if "channel" in columns else columns[0]],
        person,
        created,
        fields,
        set(hazards),
    )


def story_records(world):
    """Her record in each own channel, and two customers with commas and quotes in their names."""
    birthday = _birthday(world)
    at = clock(world)
    store = _record(
        "store_crm__customers",
        WOMAN,
        at(-690),
        ("story", "three_channels", "nfd_hangul"),
        customer_no="STORY-STORE-1",
        name=unicodedata.normalize("NFD", "한서윤"),
        birth=birthday.strftime("%Y.%m.%d"),
        gender="여",
        mobile=MOBILE,
        zip="06103",
        addr="강남구 테헤란로 152, 103동 1204호",
        city="서울특별시",
        sms_verified="Y",
        store_code="S01",
        registered_at=text(at(-690)),
        modified_at=text(at(-35)),
        deleted="N",
    )
    member = _record(
        "membership__members",
        WOMAN,
        at(-688),
        ("story", "three_channels", "international_format", "gmail_dots", "upper_case_email"),
        member_no="STORY-MEMBER-1",
        programme="plus",
        family_name="한",
        given_name="서윤",
        birth_ymd=birthday.strftime("%y%m%d"),
        sex="2",
        mobile="+82 10 2345 6712",
        email="Seoyun.Han.0712@Gmail.com",
        postal_code="06103",
        address="테헤란로152 103-1204",
        joined_at=text(at(-688)),
        updated_at=text(at(-400)),
        status="live",
    )
    online = _record(
        "online_shop__accounts",
        WOMAN,
        at(-210),
        ("story", "three_channels", "full_width_digits"),
        account_id="STORY-ONLINE-1",
        login_id="hansy",
        email="seoyunhan0712@gmail.com",
        email_verified="true",
        name="한서윤",
        birth_date=birthday.isoformat(),
        gender="female",
        phone="０１０２３４５６７１２",
        phone_verified="false",
        postal_code="06103",
        address="강남구 테헤란로 152, 103동 1204호",
        city="서울특별시",
        country="KR",
        created_at=text(at(-210)),
        updated_at=text(at(-1)),
        status="active",
    )
    comma = _record(
        "store_crm__customers",
        FixedPerson("P-QUOTED-1"),
        at(-300),
        ("comma_name", "romanised_name"),
        customer_no="QUOTED-STORE-1",
        name="Lee, J",
        birth="1984.11.03",
        gender="M",
        mobile="010-7345-0911",
        email="j.lee84@example.com",
        sms_verified="N",
        store_code="S02",
        registered_at=text(at(-300)),
        modified_at=text(at(-300)),
        deleted="N",
    )
    quote = _record(
        "store_crm__customers",
        FixedPerson("P-QUOTED-2"),
        at(-299),
        ("quoted_quote", "romanised_name"),
        customer_no="QUOTED-STORE-2",
        name='Robert "Bobby, Jr." Moon',
        birth="1979.02.21",
        gender="M",
        mobile="010-7345-0912",
        sms_verified="N",
        store_code="S02",
        registered_at=text(at(-299)),
        modified_at=text(at(-299)),
        deleted="N",
    )
    return [store, member, online, comma, quote]


def _birthday(world):
    """Twelve days after the base day, in 1991."""
    soon = world.as_of + timedelta(days=12)
    return soon.replace(year=1991, day=min(soon.day, 28))


def clock(world):
    """A function (days, hour, minute) -> time, counted from the base day at 00:00 UTC."""
    base = midnight(world.as_of)
    return lambda days, hour=3, minute=0: base + timedelta(days=days, hours=hour, minutes=minute)

"""What happens to records after the base day: changes, deletions, and old customers new to a
channel."""

from datetime import timedelta

from generator import contacts
from generator.randomness import Dice, unit
from generator.record import midnight, moment, text
from generator.record_makers import make_account, make_member, make_store_customer
from generator.records import records_of

# Per record and day. Together 1 %.
CHANGES = (
    (0.0020, "vanish"),
    (0.0030, "withdraw"),
    (0.0060, "phone"),
    (0.0080, "email"),
    (0.0100, "name"),
)
# Per person and day: a record in an own channel that did not know her.
NEW_CHANNEL = 0.001
COLUMNS = {
    "store_crm__customers": ("mobile", "email", "name", "modified_at", ("deleted", "Y")),
    "online_shop__accounts": ("phone", "email", "name", "updated_at", ("status", "withdrawn")),
    "membership__members": ("mobile", "email", "given_name", "updated_at", ("status", "closed")),
}
MAKERS = (
    ("membership__members", make_member),
    ("store_crm__customers", make_store_customer),
    ("online_shop__accounts", make_account),
)


def records_on(world, person):
    """The person's records in the state of the world's day.

    A record whose row is gone from its file stays in the list with `is_in_file` false, so that
    truth keeps it.
    """
    records = records_of(world, person)
    for day in range(person.join_day + 1, world.day + 1):
        _join_a_channel(world, person, records, day)
        for record in records:
            if (
                record.table in COLUMNS
                and record.is_in_file
                and record.created < midnight(world.as_of + timedelta(days=day - 1))
            ):
                _change(world, record, day)
    if person.join_day:
        for record in records:
            record.hazards.add("new_record")
    return records


def _join_a_channel(world, person, records, day):
    if unit(world.seed, "join", person.number, day) >= NEW_CHANNEL:
        return
    known = {record.table for record in records}
    for table, make in MAKERS:
        if table not in known:
            dice = Dice(world.seed, "join", person.number, day, table)
            date = world.as_of + timedelta(days=day - 1)
            created = moment(dice, date, date + timedelta(days=1), (1, 12))
            record = make(world, person, 0, created, records)
            record.fields[COLUMNS[table][3]] = text(created)
            record.hazards.add("new_record")
            records.append(record)
            return


def _change(world, record, day):
    draw = unit(world.seed, "change", record.record_id, day)
    kind = next((name for limit, name in CHANGES if draw < limit), None)
    if kind is None:
        return
    if kind == "vanish":
        record.is_in_file = record.is_live = False
        record.gone_on = day
        record.hazards.add("row_deleted")
        return
    phone, email, name, updated, withdrawal = COLUMNS[record.table]
    person, dice = record.person, Dice(world.seed, "change", record.record_id, day)
    if kind == "withdraw":
        record.fields[withdrawal[0]] = withdrawal[1]
        record.is_live = False
        record.gone_on = record.gone_on or day
        record.hazards.add("withdrawn_account")
    elif kind == "phone":
        record.fields[phone] = contacts.write_phone(dice, person.mobile, person.region)[0]
    elif kind == "email":
        record.fields[email] = contacts.write_email(dice, person.email)[0]
    else:
        is_part = name == "given_name"
        record.fields[name] = person.name.given if is_part else person.name.full
        if is_part:
            record.fields["family_name"] = person.name.surname
    when = moment(dice, world.as_of + timedelta(days=day - 1), world.as_of + timedelta(days=day))
    record.fields[updated] = text(when)
    record.hazards.add("changed_record")

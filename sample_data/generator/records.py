"""Which channels know a person, and since when."""

from datetime import timedelta

from generator.randomness import Dice
from generator.record import moment
from generator.record_makers import (
    make_account,
    make_event_guest,
    make_member,
    make_partner_profile,
    make_store_customer,
)

# The own channels of a person: s store_crm, o online_shop, m membership, - none (guest or passer-
# by).
KOREAN_CHANNELS = (
    ("s", 16),
    ("o", 14),
    ("m", 9),
    ("-", 2),
    ("so", 9),
    ("sm", 14),
    ("om", 9),
    ("mso", 27),
)
FOREIGN_CHANNELS = (("o", 55), ("s", 15), ("so", 15), ("om", 10), ("mso", 5))


def records_of(world, person):
    """All records of a person that exist before day 1, or on her first day, oldest id slot
    first."""
    dice = Dice(world.seed, "records", person.number)
    own = dice.weighted(KOREAN_CHANNELS if person.region == "KR" else FOREIGN_CHANNELS)
    makers = []
    if "m" in own:
        makers += [(make_member, 0)] + ([(make_member, 1)] if dice.chance(0.045) else [])
    if "s" in own:
        makers += [(make_store_customer, 0)] + ([(make_store_customer, 1)] if dice.chance(0.13) else [])
    if "o" in own:
        makers += [(make_account, 0)] + ([(make_account, 1)] if dice.chance(0.06) else [])
    if dice.chance(0.03):
        makers.append((make_partner_profile, 0))
    if dice.chance(0.03):
        makers.append((make_event_guest, 0))
    first = dice.between(0, max(len(makers) - 1, 0))
    records = []
    for index, (make, slot) in enumerate(makers):
        start = person.joined
        if person.join_day:
            end = start + timedelta(days=1)
        else:
            end = start + timedelta(days=1) if index == first else world.as_of
        created = moment(dice, start, end, (1, 12))
        records.append(make(world, person, slot, created, records))
    if own == "mso":
        for record in records:
            record.hazards.add("three_channels")
    return records

"""Points that are burnt, expire or are corrected, and benefits issued to members."""

from datetime import timedelta

from generator.randomness import Dice
from generator.record import midnight, moment, text

BENEFITS_PER_MEMBER = 0.8


def points(world, person, records, batch, sheet):
    """Burn, expire and adjust entries; earning is written with the purchase (purchases.py)."""
    for slot, member in enumerate(batch.known(records, "membership__members")):
        dice = Dice(world.seed, "points", person.number, batch.number, slot)
        since = max(batch.start, member.created.date())
        if not batch.number:
            when = member.created
            entry = batch.new_id("P", person.number, slot * 40)
            if when.date() >= batch.start:
                _entry(sheet, entry, member, when, "earn", 1_000, "welcome")
        for sequence in range(1, 1 + min(dice.count(0.5 * person.level * batch.share), 30)):
            when = moment(dice, since, batch.end, (1, 12))
            kind, worth = dice.weighted(
                (
                    (("burn", -dice.between(5, 40) * 100), 60),
                    (("expire", -dice.between(1, 9) * 50), 25),
                    (("adjust", dice.pick((-500, 300, 500))), 15),
                )
            )
            entry = batch.new_id("P", person.number, slot * 40 + sequence)
            _entry(sheet, entry, member, when, kind, worth, "")
            if kind == "expire":
                sheet.mark("membership__points_ledger", when, entry, person, "points_expired")


def _entry(sheet, entry, member, when, kind, worth, reference):
    expires = (when + timedelta(days=365)).date().isoformat() if worth > 0 and kind == "earn" else ""
    sheet.add(
        "membership__points_ledger",
        when,
        entry,
        member.record_id,
        text(when),
        kind,
        str(worth),
        expires,
        reference,
    )


def benefits(world, person, records, batch, sheet):
    """Benefits with their validity; a third is used, in either channel."""
    for slot, member in enumerate(batch.known(records, "membership__members")):
        dice = Dice(world.seed, "benefits", person.number, batch.number, slot)
        count = min(dice.count(BENEFITS_PER_MEMBER * batch.share), 30)
        for sequence in range(count):
            issued_at = moment(dice, max(batch.start, member.created.date()), batch.end, (1, 12))
            kind = dice.weighted((("birthday", 45), ("welcome", 15), ("tier_upgrade", 10), ("coupon", 30)))
            used_at, used_channel = "", ""
            if dice.chance(0.33):
                when = issued_at + timedelta(days=dice.between(0, 25), minutes=31)
                if when < midnight(batch.end):
                    used_at, used_channel = text(when), dice.pick(("store_crm", "online_shop"))
            sheet.add(
                "membership__benefits",
                issued_at,
                batch.new_id("B", person.number, slot * 40 + sequence),
                member.record_id,
                kind,
                text(issued_at),
                (issued_at + timedelta(days=30)).date().isoformat(),
                used_at,
                used_channel,
            )

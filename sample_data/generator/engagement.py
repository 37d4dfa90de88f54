"""Messages sent, consent given and withdrawn, erasure requests, and likes in the partner's shop."""

from datetime import timedelta

from generator.products import PRODUCTS
from generator.randomness import Dice
from generator.record import midnight, moment, text

MESSAGES_PER_RECORD = 0.9
OWN_TABLES = ("store_crm__customers", "online_shop__accounts", "membership__members")


def _own_records(records, batch):
    return [record for table in OWN_TABLES for record in batch.known(records, table)]


def messages(world, person, records, batch, sheet):
    """Each channel writes to its own record, so that who has three records gets everything three
    times."""
    dice = Dice(world.seed, "messages", person.number, batch.number)
    sequence = 0
    for record in _own_records(records, batch):
        for _ in range(min(dice.count(MESSAGES_PER_RECORD * batch.share), 60)):
            when = moment(dice, max(batch.start, record.created.date()), batch.end, (0, 12))
            kind = dice.weighted((("sms", 50), ("email", 42), ("push", 8)))
            recipient = record.contact("email" if kind == "email" else "phone").strip()
            if kind == "push":
                recipient = person.device
            if not recipient:
                continue
            is_bulk = dice.chance(0.03)
            campaign = f"CMP-{when.year}-{when.month:02d}-{dice.pick(('NEW', 'SALE', 'BDAY'))}"
            message = batch.new_id("G", person.number, sequence)
            sequence += 1
            if is_bulk:
                sheet.mark("engagement__messages", when, message, person, "bulk_message")
            sheet.add(
                "engagement__messages",
                when,
                message,
                campaign,
                kind,
                recipient,
                text(when),
                dice.weighted((("delivered", 62), ("opened", 22), ("clicked", 9), ("failed", 7))),
                record.channel,
                "" if is_bulk else record.record_id,
            )


def consents(world, person, records, batch, sheet):
    """Grants at sign-up, withdrawals later; channels know nothing of each other, so they may
    disagree."""
    dice = Dice(world.seed, "consents", person.number, batch.number)
    sequence = 0
    first_day = batch.end - timedelta(days=1) if batch.number else None
    for record in _own_records(records, batch):
        signed_up = record.created
        if first_day and signed_up < midnight(first_day):
            if dice.chance(0.0005):
                when = moment(dice, first_day, batch.end, (1, 12))
                sequence = _event(
                    sheet,
                    batch,
                    record,
                    when,
                    "any",
                    "advertising",
                    "withdraw",
                    "call centre",
                    sequence,
                )
            continue
        for kind, contact in (("sms", record.contact("phone")), ("email", record.contact("email"))):
            if not contact.strip() or not dice.chance(0.45):
                continue
            evidence = "paper form" if record.table == "store_crm__customers" else "sign-up form"
            sequence = _event(sheet, batch, record, signed_up, kind, "advertising", "grant", evidence, sequence)
            if kind == "sms" and dice.chance(0.15):
                sequence = _event(
                    sheet,
                    batch,
                    record,
                    signed_up,
                    kind,
                    "night_sending",
                    "grant",
                    evidence,
                    sequence,
                )
            if dice.chance(0.12):
                purpose = dice.pick(("profiling", "third_party"))
                sequence = _event(sheet, batch, record, signed_up, kind, purpose, "grant", evidence, sequence)
            if dice.chance(0.015):
                sheet.mark(
                    "engagement__consent_events",
                    signed_up,
                    batch.new_id("N", person.number, sequence),
                    person,
                    "consent_conflict",
                )
                sequence = _event(
                    sheet,
                    batch,
                    record,
                    signed_up,
                    kind,
                    "advertising",
                    "withdraw",
                    "import",
                    sequence,
                )
            elif dice.chance(0.13):
                when = moment(dice, signed_up.date(), batch.end) + timedelta(seconds=1)
                when = max(when, signed_up + timedelta(seconds=1))
                sheet.mark(
                    "engagement__consent_events",
                    when,
                    batch.new_id("N", person.number, sequence),
                    person,
                    "consent_withdrawn",
                )
                scope = "any" if dice.chance(0.3) else kind
                sequence = _event(
                    sheet,
                    batch,
                    record,
                    when,
                    scope,
                    "advertising",
                    "withdraw",
                    "unsubscribe",
                    sequence,
                )


def _event(sheet, batch, record, when, kind, purpose, action, evidence, sequence):
    contact = record.contact("email" if kind == "email" else "phone").strip()
    sheet.add(
        "engagement__consent_events",
        when,
        batch.new_id("N", record.person.number, sequence),
        record.channel,
        record.record_id,
        "" if kind == "any" else contact,
        kind,
        purpose,
        action,
        text(when),
        evidence,
    )
    return sequence + 1


def erasure_requests(world, person, records, batch, sheet):
    """A few persons want to be forgotten; they ask one channel only."""
    dice = Dice(world.seed, "erasure", person.number, batch.number)
    own = _own_records(records, batch)
    if not own or not dice.chance(0.005 * (batch.share if batch.number else 1)):
        return
    record = dice.pick(own)
    start = max(batch.end - timedelta(days=60), record.created.date()) if not batch.number else batch.start
    when = moment(dice, start, batch.end, (1, 12))
    request = batch.new_id("D", person.number, 0)
    sheet.mark("engagement__erasure_requests", when, request, person, "erasure_request")
    sheet.add(
        "engagement__erasure_requests",
        when,
        request,
        record.channel,
        record.record_id,
        text(when),
        dice.pick(("withdrawal of consent", "account closed", "request by letter")),
    )


def product_likes(world, person, records, batch, sheet):
    """Likes that a partner's profile gave."""
    dice = Dice(world.seed, "likes", person.number, batch.number)
    for profile in batch.known(records, "external__partner_profiles"):
        for sequence in range(dice.count(2.0 * batch.share)):
            when = moment(dice, max(batch.start, profile.created.date()), batch.end)
            sheet.add(
                "external__product_likes",
                when,
                batch.new_id("I", person.number, sequence),
                profile.record_id,
                dice.pick(PRODUCTS)[0],
                text(when),
            )

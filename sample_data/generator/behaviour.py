"""Store visits, web sessions and carts."""

from datetime import timedelta

from generator import contacts, places
from generator.products import PRODUCTS
from generator.randomness import Dice
from generator.record import moment, text

VISITS_PER_PERSON = 0.55
SESSIONS_PER_PERSON = 1.0
CARTS_PER_PERSON = 0.5
DEVICES = (("mobile", 70), ("desktop", 24), ("tablet", 6))


def store_visits(world, person, records, batch, sheet):
    """Visits; strangers may leave a phone or e-mail that another channel knows."""
    dice = Dice(world.seed, "visits", person.number, batch.number)
    customers = batch.known(records, "store_crm__customers")
    for sequence in range(dice.count(VISITS_PER_PERSON * person.level * batch.share)):
        visited_at = moment(dice, max(batch.start, person.joined), batch.end, (1, 12))
        customer = dice.pick(customers) if customers and dice.chance(0.6) else None
        visit = batch.new_id("V", person.number, sequence)
        contact = ""
        if not customer and dice.chance(0.6):
            contact = person.email
            if dice.chance(0.7):
                mobile = person.mobile_on(visited_at.date())
                contact = contacts.write_phone(dice, mobile, person.region, True)[0]
            sheet.mark("store_crm__visits", visited_at, visit, person, "contact_left_in_store")
        store = dice.weighted(places.STORE_WEIGHTS)
        if not customer and not contact and dice.chance(0.1):
            contact = places.STORES[store][0]
        sheet.add(
            "store_crm__visits",
            visited_at,
            visit,
            store,
            text(visited_at),
            customer.record_id if customer else "",
            contact,
            dice.pick(PRODUCTS)[1],
        )


def web_sessions(world, person, records, batch, sheet):
    """Sessions of account holders, who mostly log in, and of visitors who never do."""
    dice = Dice(world.seed, "web", person.number, batch.number)
    accounts = batch.known(records, "online_shop__accounts")
    expected = SESSIONS_PER_PERSON * person.level * batch.share * (1 if accounts else 0.25)
    sequence = 0
    for _ in range(dice.count(expected)):
        account = dice.pick(accounts) if accounts else None
        begin = max(batch.start, person.joined)
        if account:
            begin = max(batch.start, min(account.created.date(), batch.end - timedelta(days=1)))
        when = moment(dice, begin, batch.end)
        device = dice.weighted(DEVICES)
        anonymous_id = person.device if account else f"{dice.between(0, 2**48 - 1):012x}"
        logs_in = account and dice.chance(0.75)
        tag = "anonymous_then_login" if logs_in else "anonymous_visitor"
        if logs_in or not account:
            sheet.mark("online_shop__web_events", when, anonymous_id, person, tag)
        user = ""
        for name, category, product in _events(dice, logs_in):
            if name == "login":
                user = account.record_id
            sheet.add(
                "online_shop__web_events",
                when,
                batch.new_id("W", person.number, sequence),
                text(when),
                anonymous_id,
                user,
                name,
                category,
                product,
                device,
            )
            sequence += 1
            when += timedelta(seconds=dice.between(4, 240))


def _events(dice, logs_in):
    """A session as [(event name, page category, product id), ...]."""
    product, category, _ = dice.pick(PRODUCTS)
    events = [("session_start", "home", "")]
    if dice.chance(0.5):
        events.append(("page_view", category, ""))
    login_at = dice.between(1, len(events))
    events.append(("view_item", category, product))
    if dice.chance(0.3):
        events.append(("add_to_cart", category, product))
        if dice.chance(0.4):
            events.append(("begin_checkout", "checkout", product))
            if logs_in and dice.chance(0.5):
                events.append(("purchase", "checkout", product))
    if logs_in:
        events.insert(login_at, ("login", "account", ""))
    return events


def carts(world, person, records, batch, sheet):
    """Carts of accounts and of anonymous devices: one product a row."""
    dice = Dice(world.seed, "carts", person.number, batch.number)
    accounts = batch.known(records, "online_shop__accounts")
    expected = CARTS_PER_PERSON * person.level * batch.share * (1 if accounts else 0.1)
    for sequence in range(dice.count(expected)):
        account = dice.pick(accounts) if accounts and dice.chance(0.8) else None
        begin = max(batch.start, person.joined)
        if account:
            begin = max(batch.start, min(account.created.date(), batch.end - timedelta(days=1)))
        when = moment(dice, begin, batch.end)
        product, category, _ = dice.pick(PRODUCTS)
        status = dice.weighted((("abandoned", 50), ("ordered", 35), ("open", 15)))
        sheet.add(
            "online_shop__carts",
            when,
            batch.new_id("K", person.number, sequence),
            account.record_id if account else "",
            person.device,
            product,
            category,
            str(dice.between(1, 2)),
            status,
            text(when),
        )


def shared_devices(persons, records_of_person, sheet):
    """Marks a household's device that two accounts use."""
    users = {}
    for person in persons:
        for record in records_of_person[person.number]:
            if record.table == "online_shop__accounts":
                users.setdefault(person.device, {})[person.number] = (person, record)
    for device, holders in users.items():
        if len(holders) > 1:
            for person, record in holders.values():
                sheet.mark(
                    "online_shop__accounts",
                    sheet.end - timedelta(seconds=1),
                    f"{record.record_id} {device}",
                    person,
                    "shared_device",
                )

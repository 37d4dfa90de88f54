"""Store receipts and online orders with returns and cancellations, and the points they earn."""

from datetime import timedelta

from generator import places, writing
from generator.products import draw_lines, draw_return, money
from generator.randomness import Dice
from generator.record import midnight, moment, text

RECEIPTS_PER_PERSON = 2.2
ORDERS_PER_PERSON = 2.1
GUEST_SHARE = 0.07
CURRENCY_OF = {"KR": "KRW", "US": "USD", "JP": "JPY"}


def store_receipts(world, person, records, batch, sheet):
    """Receipts of a person known to the store or by her membership card."""
    customers = batch.known(records, "store_crm__customers")
    members = batch.known(records, "membership__members")
    expected = RECEIPTS_PER_PERSON * person.level * batch.share
    if not customers:
        expected *= 0.6 if members else 0.05
    dice = Dice(world.seed, "receipts", person.number, batch.number)
    for sequence in range(dice.count(expected)):
        customer = dice.pick(customers) if customers and dice.chance(0.85) else None
        member = members[-1] if members and dice.chance(0.6) else None
        begin = batch.start
        known_since = [record.created.date() for record in (customer, member) if record]
        if known_since:
            begin = max(begin, min(*known_since, batch.end - timedelta(days=1)))
        sold_at = moment(dice, begin, batch.end, (1, 12))
        store = dice.weighted(places.STORE_WEIGHTS)
        currency = places.STORES[store][2] if dice.chance(0.5) else "KRW"
        receipt = batch.new_id("R", person.number, sequence * 2)
        head = (
            customer.record_id if customer else "",
            member.record_id if member else "",
            store,
        )
        status = "cancelled" if dice.chance(0.02) else "sale"
        lines = draw_lines(dice, currency, person.number % 6)
        sheet.add("store_crm__receipts", sold_at, receipt, *head, text(sold_at), currency, status, "")
        for place, (product, category, quantity, unit_price, amount) in enumerate(lines, 1):
            sheet.add(
                "store_crm__receipt_lines",
                sold_at,
                receipt,
                str(place),
                product,
                category,
                str(quantity),
                money(unit_price, currency),
                money(amount, currency),
                "",
            )
        _mark_sale(sheet, "store_crm__receipts", sold_at, receipt, person, status, currency)
        if not customer and not member:
            sheet.mark("store_crm__receipts", sold_at, receipt, person, "anonymous_receipt")
        if status == "sale" and member:
            _earn(sheet, member, sold_at, receipt, sum(line[4] for line in lines), currency)
        if status == "sale" and dice.chance(0.08):
            back_at = sold_at + timedelta(days=dice.between(1, 14), minutes=7)
            back = batch.new_id("R", person.number, sequence * 2 + 1)
            returned = draw_return(dice, lines)
            sheet.add(
                "store_crm__receipts",
                back_at,
                back,
                *head,
                text(back_at),
                currency,
                "return",
                receipt,
            )
            for place, (position, quantity, amount) in enumerate(returned, 1):
                product, category, _, unit_price, _ = lines[position]
                sheet.add(
                    "store_crm__receipt_lines",
                    back_at,
                    back,
                    str(place),
                    product,
                    category,
                    str(-quantity),
                    money(unit_price, currency),
                    money(-amount, currency),
                    str(position + 1),
                )
            kind = _return_kind(lines, returned)
            sheet.mark("store_crm__receipts", back_at, back, person, kind)


def online_orders(world, person, records, batch, sheet):
    """Orders of account holders, and guest orders of anybody."""
    accounts = batch.known(records, "online_shop__accounts")
    dice = Dice(world.seed, "orders", person.number, batch.number)
    expected = ORDERS_PER_PERSON * person.level * batch.share * (1 if accounts else GUEST_SHARE)
    for sequence in range(dice.count(expected)):
        account = dice.pick(accounts) if accounts and not dice.chance(GUEST_SHARE) else None
        begin = batch.start
        if account:
            begin = max(begin, min(account.created.date(), batch.end - timedelta(days=1)))
        ordered_at = moment(dice, begin, batch.end)
        if account and ordered_at < account.created:
            ordered_at = min(account.created + timedelta(minutes=9), midnight(batch.end) - timedelta(seconds=1))
        currency = CURRENCY_OF.get(person.region, "EUR")
        order = batch.new_id("O", person.number, sequence)
        status = "cancelled" if dice.chance(0.04) else dice.pick(("delivered", "delivered", "shipped", "paid"))
        guest = ("", "", "")
        if not account:
            name = writing.write_name(dice, person.name, person.sex)[0]
            guest = (
                name,
                person.email,
                person.mobile_on(ordered_at.date()) if dice.chance(0.8) else "",
            )
            sheet.mark("online_shop__orders", ordered_at, order, person, "guest_order")
        sheet.add(
            "online_shop__orders",
            ordered_at,
            order,
            account.record_id if account else "",
            *guest,
            text(ordered_at),
            currency,
            status,
        )
        _mark_sale(sheet, "online_shop__orders", ordered_at, order, person, status, currency)
        lines = draw_lines(dice, currency, person.number % 6)
        for place, (product, category, quantity, unit_price, amount) in enumerate(lines, 1):
            sheet.add(
                "online_shop__order_lines",
                ordered_at,
                order,
                str(place),
                product,
                category,
                str(quantity),
                money(unit_price, currency),
                money(amount, currency),
                "sale",
                "",
                text(ordered_at),
            )
        if status == "delivered" and dice.chance(0.12):
            back_at = ordered_at + timedelta(days=dice.between(2, 16), minutes=3)
            returned = draw_return(dice, lines)
            for place, (position, quantity, amount) in enumerate(returned, len(lines) + 1):
                product, category, _, unit_price, _ = lines[position]
                sheet.add(
                    "online_shop__order_lines",
                    back_at,
                    order,
                    str(place),
                    product,
                    category,
                    str(-quantity),
                    money(unit_price, currency),
                    money(-amount, currency),
                    "return",
                    str(position + 1),
                    text(back_at),
                )
            kind = _return_kind(lines, returned)
            sheet.mark("online_shop__order_lines", back_at, order, person, kind)
        members = batch.known(records, "membership__members")
        if account and members and status != "cancelled" and account.fields["member_no"]:
            _earn(sheet, members[-1], ordered_at, order, sum(line[4] for line in lines), currency)


def _mark_sale(sheet, table, when, row_id, person, status, currency):
    if status == "cancelled":
        sheet.mark(table, when, row_id, person, "cancellation")
    if currency != "KRW":
        sheet.mark(table, when, row_id, person, "foreign_currency")


def _return_kind(lines, returned):
    is_full = len(returned) == len(lines) and all(lines[position][2] == quantity for position, quantity, _ in returned)
    return "full_return" if is_full else "partial_return"


def _earn(sheet, member, when, reference, amount, currency):
    """One percent of KRW purchases in points, valid for a year."""
    if currency != "KRW" or when < member.created:
        return
    expires_on = (when + timedelta(days=365)).date()
    sheet.add(
        "membership__points_ledger",
        when,
        f"L{reference}",
        member.record_id,
        text(when),
        "earn",
        str(amount // 100),
        expires_on.isoformat(),
        reference,
    )

"""What the woman of the story bought, was sent and tried (story.py has her records)."""

from datetime import datetime, timedelta

from generator.record import text
from generator.story import MOBILE, WOMAN, clock


def story_activity(world, sheet):
    """What happened to her: good purchases, the benefit, messages sent twice, and the failed
    login."""
    at = clock(world)

    def add(table, when: datetime, *row):
        sheet.add(table, when, *(when_text(cell) for cell in row))

    def when_text(cell):
        return text(cell) if isinstance(cell, datetime) else cell

    for number, (days, product, category, price) in enumerate(
        (
            (-640, "OUT-1003", "outerwear", "207000"),
            (-480, "BAG-1002", "bags", "156000"),
            (-250, "SHO-1004", "shoes", "134000"),
            (-95, "KNT-1002", "knitwear", "82000"),
            (-35, "BAG-1005", "bags", "177000"),
        ),
        1,
    ):
        receipt, when = f"STORY-RECEIPT-{number}", at(days, 6)
        member = "STORY-MEMBER-1" if number > 1 else ""
        add(
            "store_crm__receipts",
            when,
            receipt,
            "STORY-STORE-1",
            member,
            "S01",
            when,
            "KRW",
            "sale",
            "",
        )
        add("store_crm__receipt_lines", when, receipt, "1", product, category, "1", price, price, "")
        if member:
            expires = (when + timedelta(days=365)).date().isoformat()
            add(
                "membership__points_ledger",
                when,
                f"STORY-POINTS-{number}",
                member,
                when,
                "earn",
                str(int(price) // 100),
                expires,
                receipt,
            )
    ordered = at(-60, 11)
    add(
        "online_shop__orders",
        ordered,
        "STORY-ORDER-1",
        "STORY-ONLINE-1",
        "",
        "",
        "",
        ordered,
        "KRW",
        "delivered",
    )
    add(
        "online_shop__order_lines",
        ordered,
        "STORY-ORDER-1",
        "1",
        "SHO-1002",
        "shoes",
        "1",
        "124000",
        "124000",
        "sale",
        "",
        ordered,
    )
    granted = at(-690)
    for number, (channel, ref, contact, kind, when) in enumerate(
        (
            ("store_crm", "STORY-STORE-1", MOBILE, "sms", granted),
            ("membership", "STORY-MEMBER-1", "+82 10 2345 6712", "sms", at(-688)),
            ("online_shop", "STORY-ONLINE-1", "seoyunhan0712@gmail.com", "email", at(-210)),
        ),
        1,
    ):
        add(
            "engagement__consent_events",
            when,
            f"STORY-CONSENT-{number}",
            channel,
            ref,
            contact,
            kind,
            "advertising",
            "grant",
            when,
            "sign-up form",
        )
    issued = at(-2, 1)
    add(
        "membership__benefits",
        issued,
        "STORY-BENEFIT-1",
        "STORY-MEMBER-1",
        "birthday",
        issued,
        (issued + timedelta(days=33)).date().isoformat(),
        "",
        "",
    )
    for number, (channel, ref, recipient) in enumerate(
        (
            ("store_crm", "STORY-STORE-1", MOBILE),
            ("membership", "STORY-MEMBER-1", "+82 10 2345 6712"),
            ("online_shop", "STORY-ONLINE-1", "０１０２３４５６７１２"),
        ),
        1,
    ):
        sent = at(-2, 1, 5 * number)
        add(
            "engagement__messages",
            sent,
            f"STORY-MESSAGE-{number}",
            f"CMP-{sent.year}-{sent.month:02d}-BDAY",
            "sms",
            recipient,
            sent,
            "delivered",
            channel,
            ref,
        )
    for number, (minute, user, name, category) in enumerate(
        (
            (0, "", "session_start", "home"),
            (1, "", "page_view", "login"),
            (2, "", "page_view", "sign_up"),
            (3, "", "page_view", "account_exists"),
            (40, "STORY-ONLINE-1", "login", "account"),
        ),
        1,
    ):
        when = at(-1, 10, minute)
        add(
            "online_shop__web_events",
            when,
            f"STORY-EVENT-{number}",
            when,
            "5e0a9d0712aa",
            user,
            name,
            category,
            "",
            "mobile",
        )
    sheet.mark("online_shop__web_events", at(-1, 10), "5e0a9d0712aa", WOMAN, "anonymous_then_login")
    visited = at(-35, 5)
    add("store_crm__visits", visited, "STORY-VISIT-1", "S01", visited, "STORY-STORE-1", "", "bags")

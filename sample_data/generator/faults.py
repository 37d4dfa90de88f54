"""Faulty activity rows: each has one fault, and row truth names the reason for which it must be
refused."""

from datetime import timedelta

from generator.bad_lines import FUTURE, NO_DATE
from generator.record import text


def plant_rows(world, sheet):
    """Adds faulty activity rows (base day: all kinds; later days: an orphan line) and marks each in
    truth."""
    when = sheet.end - timedelta(hours=20)
    good = text(when)

    def add(hazard, expected, table, *row):
        sheet.add(table, when, *row)
        sheet.mark(table, when, row[0], None, hazard, expected)

    name = f"FAULT-{world.day}"
    add(
        "orphan_line",
        "orphan_line",
        "online_shop__order_lines",
        f"{name}-NO-ORDER",
        "1",
        "BAG-1001",
        "bags",
        "1",
        "149000",
        "149000",
        "sale",
        "",
        good,
    )
    if world.day:
        return
    add(
        "orphan_line",
        "orphan_line",
        "store_crm__receipt_lines",
        f"{name}-NO-RECEIPT",
        "1",
        "BAG-1001",
        "bags",
        "1",
        "149000",
        "149000",
        "",
    )
    order = ("", "한지우", "fault@example.com", "")
    add(
        "wrong_type",
        "invalid_timestamp",
        "online_shop__orders",
        f"{name}-DATE",
        *order,
        NO_DATE,
        "KRW",
        "paid",
    )
    add(
        "future_row",
        "in_future",
        "online_shop__orders",
        f"{name}-FUTURE",
        *order,
        FUTURE,
        "KRW",
        "paid",
    )
    add(
        "unknown_value",
        "unknown_value",
        "online_shop__orders",
        f"{name}-STATUS",
        *order,
        good,
        "KRW",
        "teleported",
    )
    add("missing_key", "missing_key", "online_shop__orders", "", *order, good, "KRW", "paid")
    receipt = ("", "", "S02")
    member = sheet.rows["membership__points_ledger"][0][1][1]
    sheet.add("online_shop__orders", when, f"{name}-ORDER", *order, good, "KRW", "paid")
    sheet.add("store_crm__receipts", when, f"{name}-RECEIPT", *receipt, good, "KRW", "sale", "")
    add(
        "wrong_type",
        "invalid_timestamp",
        "store_crm__receipts",
        f"{name}-DATE",
        *receipt,
        NO_DATE,
        "KRW",
        "sale",
        "",
    )
    add(
        "future_row",
        "in_future",
        "store_crm__receipts",
        f"{name}-FUTURE",
        *receipt,
        FUTURE,
        "KRW",
        "sale",
        "",
    )
    add(
        "unknown_value",
        "unknown_value",
        "membership__points_ledger",
        f"{name}-TYPE",
        member,
        good,
        "gift",
        "500",
        "",
        "",
    )
    add(
        "wrong_type",
        "invalid_number",
        "membership__points_ledger",
        f"{name}-POINTS",
        member,
        good,
        "earn",
        "12,5점",
        "",
        "",
    )
    add(
        "unknown_value",
        "unknown_value",
        "engagement__consent_events",
        f"{name}-ACTION",
        "store_crm",
        "QUOTED-STORE-1",
        "010-7345-0911",
        "sms",
        "advertising",
        "maybe",
        good,
        "import",
    )
    add("missing_key", "missing_key", "store_crm__visits", "", "S01", good, "", "", "bags")
    _lines_with_faults(add, sheet, name, good)
    _repeat(sheet, "online_shop__orders", 7, 5)
    _repeat(sheet, "store_crm__receipts", 6, 2)
    _repeat(sheet, "online_shop__web_events", None, 3)


def _lines_with_faults(add, sheet, name, good):
    add(
        "wrong_type",
        "invalid_number",
        "online_shop__order_lines",
        f"{name}-ORDER",
        "91",
        "BAG-1001",
        "bags",
        "1",
        "149000",
        "abc",
        "sale",
        "",
        good,
    )
    add(
        "wrong_type",
        "invalid_number",
        "store_crm__receipt_lines",
        f"{name}-RECEIPT",
        "91",
        "BAG-1001",
        "bags",
        "one",
        "149000",
        "149000",
        "",
    )
    add(
        "missing_key",
        "missing_key",
        "online_shop__order_lines",
        f"{name}-ORDER",
        "",
        "BAG-1001",
        "bags",
        "1",
        "149000",
        "149000",
        "sale",
        "",
        good,
    )


def _repeat(sheet, table, column, count):
    """Writes keys twice: the first row as it is, the others with another value in `column` (None:
    as is)."""
    for place in range(count):
        rows = sheet.rows[table]
        position = place * 7 + 3
        if position >= len(rows):
            return
        when, row = rows[position]
        if place and column is not None:
            row = row[:column] + ("sale" if table.startswith("store") else "paid",) + row[column + 1 :]
        rows.append((when, row))
        sheet.truth.append((table, row[0], "", "", "duplicate_key", "duplicate_key"))

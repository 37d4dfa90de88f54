"""Bad lines of CSV files, and customer rows that come twice, without id or with impossible
times."""

from datetime import datetime, timedelta

from generator.randomness import unit
from generator.record import text

MALFORMED = (
    "stray_quote",
    "stray_quote",
    "open_quote",
    "extra_column",
    "missing_column",
    "nul_character",
    "not_utf8",
)
# hazard: reason in the warehouse's list of rejected lines
REASONS = {"extra_column": "wrong_column_count", "missing_column": "wrong_column_count"}
FAULTY_TABLES = {
    "store_crm__customers": MALFORMED,
    "membership__members": ("open_quote", "not_utf8"),
    "online_shop__accounts": ("stray_quote", "missing_column"),
    "online_shop__orders": ("extra_column", "nul_character"),
    "online_shop__web_events": ("open_quote", "missing_column"),
}
UPDATED = {
    "store_crm__customers": ("registered_at", "modified_at", "mobile"),
    "online_shop__accounts": ("created_at", "updated_at", "phone"),
    "membership__members": ("joined_at", "updated_at", "mobile"),
}
FUTURE = "2099-01-01 09:00:00"
NO_DATE = "2024-13-45"


def malformed_lines(table):
    """Bad lines for a table's CSV: [(id, hazard, reason, bytes without line end), ...]."""
    lines = []
    for number, hazard in enumerate(FAULTY_TABLES.get(table.key, ()), 1):
        record_id = f"BAD-LINE-{number}"
        fields = [record_id, "김민수"] + [""] * (len(table.columns) - 2)
        if hazard == "stray_quote":
            fields[1] = '김"민수' if number % 2 else '"김민수"님'
        elif hazard == "open_quote":
            fields[1] = '"김민수'
        elif hazard == "extra_column":
            fields.append("")
        elif hazard == "missing_column":
            fields.pop()
        elif hazard == "nul_character":
            fields[1] = "김\0민수"
        encoding = "euc_kr" if hazard == "not_utf8" else "utf-8"
        lines.append((record_id, hazard, REASONS.get(hazard, hazard), ",".join(fields).encode(encoding)))
    return lines


def lines_of(world, record):
    """The rows a record has in its file, [field values, ...]: mostly one, sometimes two or a faulty
    one."""
    values = tuple(record.fields.values())
    if record.table not in UPDATED or "story" in record.hazards:
        return [values]
    draw = unit(world.seed, "line", record.record_id)
    if draw > 0.017:
        return [values]
    created, updated, phone = UPDATED[record.table]
    other = dict(record.fields)
    if draw < 0.006:
        record.hazards.add("duplicate_id_versions")
        before = datetime.fromisoformat(record.fields[created]) - timedelta(days=3)
        other[created] = other[updated] = text(before)
        other[phone] = ""
        older = tuple(other.values())
        return [values, older] if draw < 0.002 else [older, values]
    if draw < 0.010:
        record.hazards.add("exact_duplicate_line")
        return [values, values]
    if draw < 0.013:
        record.hazards.add("duplicate_id_tie")
        other[phone] = "" if other[phone] else "010-0000-0000"
        return [values, tuple(other.values())]
    if draw < 0.015:
        record.hazards.add("future_date")
        other[updated] = FUTURE
    else:
        record.hazards.add("wrong_type_timestamp")
        other[created] = NO_DATE
    return [tuple(other.values())]


def rows_without_id(table):
    """Customer rows without their id: [field values, ...]; nobody can say whose they are."""
    if table.key == "store_crm__customers":
        named = {
            "name": "이름만",
            "mobile": "010-3456-7801",
            "registered_at": "2025-01-01 03:00:00",
        }
    elif table.key == "conformed__customers":
        named = {"channel": "popup_event", "full_name": "No Id", "email": "no.id@example.com"}
    else:
        return []
    return [tuple(named.get(column, "") for column in table.columns)]

"""Every planted bad line and row of the sample is refused, for its reason, and no other is."""

import csv
from collections import Counter

from support.workspace import ROOT, Workspace

TRUTH = ROOT / "sample_data" / "truth"


def planted() -> list[dict[str, str]]:
    """The rows that must be refused: table, line_number (bad lines only), expected."""
    with (TRUTH / "truth_rows.csv").open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["expected"]]
    tables = {"store_crm": "customers", "online_shop": "accounts", "membership": "members"}
    with (TRUTH / "truth.csv").open(encoding="utf-8") as stream:
        for record in csv.DictReader(stream):
            if "future_date" in record["hazards"].split(";"):
                table = f"{record['channel']}__{tables[record['channel']]}"
                rows.append({"table": table, "line_number": "", "expected": "in_future"})
    return rows


def refused(sample: Workspace, columns: str) -> list[tuple]:
    """Columns of the quarantine, the raw table first as `<channel>__<table>`."""
    select = f"select replace(raw_table, '.', '__'), {columns} from restricted.quarantined_records"
    return sample.query(select)


def test_rows_are_refused_for_the_planted_reasons_only(sample: Workspace):
    expected = Counter((row["table"], row["expected"]) for row in planted())
    assert Counter(refused(sample, "reason")) == expected


def test_bad_lines_are_kept_with_their_line_number(sample: Workspace):
    expected = {(row["table"], row["expected"], int(row["line_number"])) for row in planted() if row["line_number"]}
    assert expected <= set(refused(sample, "reason, line_number"))

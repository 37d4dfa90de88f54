"""A comparison of two policies, in words for people and as CSV."""

import csv
import os
from collections.abc import Iterable
from dataclasses import astuple
from pathlib import Path

from policy_builds import ROOT
from policy_comparison import Comparison, Part

EXAMPLES = 5
PART_COLUMNS = ("count_records", "example_channel", "example_source_record_id", "rule")


def table(rows: Iterable[tuple]) -> list[str]:
    """Rows as aligned text: words to the left, numbers to the right; the first row is the head."""
    rows = list(rows)
    texts = [[cell if isinstance(cell, str) else f"{cell:,}" for cell in row] for row in rows]
    widths = [max(len(row[place]) for row in texts) for place in range(len(texts[0]))]
    to_left = [isinstance(cell, str) for cell in rows[-1]]
    return [
        "  ".join(
            cell.ljust(width) if left else cell.rjust(width)
            for cell, width, left in zip(row, widths, to_left, strict=True)
        ).rstrip()
        for row in texts
    ]


def report(found: Comparison, changes: list[str]) -> str:
    """What changes, whom it touches and how."""
    blocks = [["Policy", *(f"  {line}" for line in changes or ["no var and no seed differs"])], counts(found)]
    if any(before != after for _, before, after in found.links):
        blocks.append(links(found))
    if found.changes_nothing:
        blocks.append(["No customer would change."])
    else:
        if found.revenue:
            blocks.append(revenue(found))
        merged, split = (sum(map(len, groups)) for groups in (found.merges, found.splits))
        blocks.append(examples(f"merges: {became(merged, len(found.merges))}", found.merges, ("would be", "is now")))
        blocks.append(examples(f"splits: {became(len(found.splits), split)}", found.splits, ("is now", "would be")))
    return "\n\n".join("\n".join(block) for block in blocks)


def counts(found: Comparison) -> list[str]:
    before, after = found.before, found.after
    return table(
        [
            ("", "before", "after"),
            ("customers", before.customers, after.customers),
            ("records", before.records, after.records),
            ("customers touched", before.customers_touched, after.customers_touched),
            ("records touched", before.records_touched, after.records_touched),
        ]
    )


def links(found: Comparison) -> list[str]:
    differing = [row for row in found.links if row[1] != row[2]]
    total = [sum(row[place] for row in found.links) for place in (1, 2)]
    return table([("links that make customers", "before", "after"), *differing, ("all rules", *total)])


def revenue(found: Comparison) -> list[str]:
    head = ("purchases of customers", "all", "touched", "net amount", "touched")
    return table(
        [
            head,
            *(
                (row.currency, row.purchases, row.purchases_touched, row.amount, row.amount_touched)
                for row in found.revenue
            ),
        ]
    )


def became(count: int, count_after: int) -> str:
    return f"{count:,} customer{'s' * (count > 1)} would become {count_after:,}" if count else "none"


def examples(title: str, groups: list[list[Part]], sides: tuple[str, str]) -> list[str]:
    """The customers of most records, a line for each part."""
    if not groups:
        return [title]
    lines = [title]
    rows: list[tuple] = [(*sides, "records", "such as", "rule")]
    for parts in groups[:EXAMPLES]:
        for place, part in enumerate(parts[:EXAMPLES]):
            other = "a new customer" if part.is_new_id == "yes" else part.other_id
            rows.append(("" if place else part.customer_id, other, part.count_records, part.example, part.rule))
        if len(parts) > EXAMPLES:
            rows.append(("", "and others", sum(part.count_records for part in parts[EXAMPLES:]), "", ""))
    lines += [f"  {line}" for line in table(rows)]
    if len(groups) > EXAMPLES:
        lines.append(f"  and {len(groups) - EXAMPLES:,} more")
    return lines


def write_rows(found: Comparison) -> list[Path]:
    """Every merge and split, and the links by rule, as CSV."""
    folder = ROOT / os.environ.get("DBT_TARGET_PATH", "target") / "policy_diff"
    folder.mkdir(parents=True, exist_ok=True)
    rows = {
        "merges": [
            ("customer_id_after", "customer_id_before", *PART_COLUMNS),
            *(row[:-1] for row in part_rows(found.merges)),
        ],
        "splits": [("customer_id_before", "customer_id_after", *PART_COLUMNS, "is_new_id"), *part_rows(found.splits)],
        "links": [("rule", "count_links_before", "count_links_after"), *found.links],
    }
    for name, content in rows.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows(content)
    return [folder / f"{name}.csv" for name in rows]


def part_rows(groups: list[list[Part]]) -> Iterable[tuple]:
    for parts in groups:
        for part in parts:
            yield astuple(part)

"""The results of the accuracy benchmark as Markdown."""

from collections.abc import Mapping, Sequence

from measure.project import customer_tier
from measure.report import Row, markdown_table
from measure.splink_system import THRESHOLD
from measure.systems import DEFAULT

COLUMNS = (
    "set", "system", "records", "precision", "recall", "f1", "b3_precision", "b3_recall", "exact_clusters", "seconds",
)  # fmt: skip
NO_SPLINK = "Splink 5 is not installed (make setup-splink): its rows are left out"
HEAD = """# Accuracy

Written by `make bench-accuracy`. One default policy for all sets; no truth is read before the scoring.
`{default}` is the tier of customers (`{tier}`). Precision, recall and F1 are over pairs of records; b3 is B cubed, over
records; exact_clusters counts persons whose cluster holds all their records and no other. `naive`: same e-mail, or same
phone digits, or same given name, surname and birth date. {splink}
"""
STOPS_SHORT = """
## Where it stops short

Counted by one rule. Identifying fields are e-mail, phone, birth date, address, membership number and user name. Two
records agree in one when both have it and its letters and digits are the same; they differ when these are not. Records
that agree in no identifying field leave names, city and postal code to go by, which many persons share: no rule of
equality or typing error can tell. Two persons whose records differ in no identifying field look like one.
"""


def markdown(rows: Sequence[Row], notes: Mapping[str, Sequence[str]], has_splink: bool) -> str:
    """The table, then notes per set: a headline and what each tier misses or joins wrongly."""
    splink = f"`splink`: its documented template, clustered at {THRESHOLD}." if has_splink else f"{NO_SPLINK}."
    table = markdown_table(COLUMNS, [[row[column] for column in COLUMNS] for row in rows])
    lines = [HEAD.format(default=DEFAULT, tier=customer_tier(), splink=splink), *table, STOPS_SHORT]
    for name, said in notes.items():
        lines += [f"- **{name}**: {said[0]}.", *(f"  - {text}." for text in said[1:])]
    return "\n".join(lines) + "\n"

"""The results of the scale benchmark: scale.csv, and scale.md with the ratios that the targets name."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from measure.report import markdown_table, read_csv, write_csv
from measure.scale_systems import CLOSURE, SYSTEMS, TOTAL

COLUMNS = ("records", "system", "stage", "seconds", "peak_mb")
FULL = "customer_identity"
# Stages that are no part of a sum.
APART = (TOTAL, CLOSURE)
# Stages that take less are summed in the Markdown; scale.csv has them all.
LEAST_SHOWN_SHARE = 0.01
HEAD = """# Scale

Written by `make bench-scale`. Generated records with planted truth. Seconds are those inside models (dbt's start-up
apart), one model at a time on all cores, and of the hook on_run_start, which reads the raw files; peak_mb is the most
that the process and its children held, per model while it ran. `total` sums the stages; `closure_alone` is the
project's closure of the links that SciPy is given, measured apart and in no total. `floor` scans, normalises, keys,
groups and pairs the same input in one DuckDB script with the project's own compiled normalisers and all default rules,
no guard and no governance. `splink` is given the project's normalised values and, as blocking rules, its keys, at no
cost. `incremental` is the next day's run after a delta file of 0.1 % of the records, half changed, half new.
"""

Seconds = Mapping[tuple[int, str, str], float]


def merged(
    file: Path, rows: Sequence[Mapping[str, object]], replaced: Iterable[tuple[int, str]]
) -> list[dict[str, str]]:
    """The file's rows with those of the (records, system) pairs just run put in their place, in a fixed order."""
    gone = set(replaced)
    new = [{column: str(row[column]) for column in COLUMNS} for row in rows]
    apart = {(row["records"], row["system"], row["stage"]) for row in new if row["stage"] == CLOSURE}
    kept = [
        row
        for row in read_csv(file)
        if (int(row["records"]), row["system"]) not in gone
        and (row["records"], row["system"], row["stage"]) not in apart
    ]
    systems = list(SYSTEMS)
    return sorted(
        [*kept, *new],
        key=lambda row: (int(row["records"]), systems.index(row["system"]), row["stage"] in APART),
    )


def seconds_of(rows: Iterable[Mapping[str, str]]) -> dict[tuple[int, str, str], float]:
    return {(int(row["records"]), row["system"], row["stage"]): float(row["seconds"]) for row in rows}


def ratios(rows: Sequence[Mapping[str, str]]) -> list[tuple[int, str, str, str]]:
    """Records, what is compared, the ratio, the target; only where both sides were measured."""
    spent = seconds_of(rows)
    peaks = {(int(row["records"]), row["system"], row["stage"]): int(row["peak_mb"]) for row in rows}
    found = []

    def compare(records: int, title: str, above: tuple, below: tuple, target: str) -> None:
        if above in spent and spent.get(below):
            found.append((records, title, f"{spent[above] / spent[below]:.2f}", target))

    for records in sorted({key[0] for key in spent}):
        full = (records, FULL, TOTAL)
        compare(records, "full build / floor", full, (records, "floor", TOTAL), "≤ 3 at 10,000,000")
        if full in peaks:
            gigabytes = f"{peaks[full] / 1024:.1f}"
            found.append((records, "peak memory of the full build, GB", gigabytes, "≤ 8 at 10,000,000"))
        compare(
            records, "closure / SciPy with load and store",
            (records, FULL, CLOSURE), (records, "scipy", TOTAL), "≤ 1",
        )  # fmt: skip
        compare(records, "full build / a tenth of the records", full, (records // 10, FULL, TOTAL), "≤ 11")
        compare(records, "Splink / full build", (records, "splink", TOTAL), full, "≥ 3 at 1,000,000")
        compare(records, "incremental / full build", (records, "incremental", TOTAL), full, "≤ 0.1 at 10,000,000")
    return found


def markdown(rows: Sequence[Mapping[str, str]]) -> str:
    """Ratios, totals, and the stages of each system that count."""
    spent = seconds_of(rows)
    lines = [HEAD, "## Against the targets", ""]
    lines += markdown_table(("records", "what", "measured", "target"), ratios(rows))
    lines += ["", "## Totals", ""]
    totals = [
        (
            int(row["records"]),
            row["system"] if row["stage"] == TOTAL else f"{row['system']}, closure alone",
            row["seconds"],
            int(row["peak_mb"]),
            f"{int(row['records']) / max(float(row['seconds']), 0.001):,.0f}",
        )
        for row in rows
        if row["stage"] in APART
    ]
    lines += markdown_table(("records", "system", "seconds", "peak MB", "records per second"), totals)
    for records in sorted({key[0] for key in spent}, reverse=True):
        for system in SYSTEMS:
            stages = [
                row
                for row in rows
                if (int(row["records"]), row["system"]) == (records, system) and row["stage"] not in APART
            ]
            if not stages:
                continue
            total = spent[(records, system, TOTAL)]
            shown = [row for row in stages if float(row["seconds"]) >= total * LEAST_SHOWN_SHARE]
            shown.sort(key=lambda row: (-float(row["seconds"]), row["stage"]))
            rest = sum(float(row["seconds"]) for row in stages) - sum(float(row["seconds"]) for row in shown)
            lines += ["", f"## {system}, {records:,} records", ""]
            table = [(row["stage"], row["seconds"], int(row["peak_mb"])) for row in shown]
            if len(shown) < len(stages):
                table.append((f"{len(stages) - len(shown)} more", f"{rest:.3f}", ""))
            lines += markdown_table(("stage", "seconds", "peak MB"), table)
    return "\n".join(lines) + "\n"


def write_results(
    folder: Path, rows: Sequence[Mapping[str, object]], replaced: Iterable[tuple[int, str]]
) -> list[dict[str, str]]:
    """Both files; returns all rows there are now."""
    kept = merged(folder / "scale.csv", rows, replaced)
    write_csv(folder / "scale.csv", COLUMNS, kept)
    (folder / "scale.md").write_text(markdown(kept), encoding="utf-8")
    return kept

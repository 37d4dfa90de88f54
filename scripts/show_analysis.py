"""Run an analysis of analyses/ and print its rows in full; `dbt show` cuts long values and wide tables.

Usage: python scripts/show_analysis.py birthday_story [--vars '{left_record: "store_crm:1"}']
"""

import argparse
import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

from dbt_command import dbt_command

ROOT = Path(__file__).resolve().parents[1]


def rows_of(analysis: str, variables: str | None) -> list[dict]:
    """The rows that dbt finds; its own words when it fails."""
    command = [*dbt_command(), "--quiet", "show", "--select", analysis]
    command += ["--limit", "-1", "--output", "json"]
    if variables:
        command += ["--vars", variables]
    environment = {**os.environ, "DBT_USE_COLORS": "false"}
    finished = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    start = finished.stdout.find("{")
    if finished.returncode != 0 or start < 0:
        sys.exit(finished.stdout.strip() or finished.stderr.strip() or f"There is no analysis '{analysis}'.")
    return json.loads(finished.stdout[start:])["show"]


def width(text: str) -> int:
    """Columns of a terminal that a text takes: Hangul and the like take two."""
    composed = unicodedata.normalize("NFC", text)
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in composed)


def table(rows: list[dict]) -> str:
    """The rows as a text table."""
    lines = [list(rows[0])]
    lines += [["" if value is None else str(value) for value in row.values()] for row in rows]
    widths = [max(width(line[place]) for line in lines) for place in range(len(lines[0]))]
    lines.insert(1, ["-" * size for size in widths])
    return "\n".join(
        "  ".join(cell + " " * (size - width(cell)) for cell, size in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Run an analysis and print its rows in full.")
    parser.add_argument("analysis", help="name of a file in analyses/, without .sql")
    parser.add_argument("--vars", help="dbt vars, as for dbt show")
    arguments = parser.parse_args()
    rows = rows_of(arguments.analysis, arguments.vars)
    print(table(rows) if rows else "No rows.")


if __name__ == "__main__":
    main()

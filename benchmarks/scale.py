"""Measures full and incremental builds of generated records beside a floor, Splink and SciPy's connected components.

    python benchmarks/scale.py --records 1000000
    python benchmarks/scale.py --records 1000000 --work DIR --keep            and later, on the same build:
    python benchmarks/scale.py --records 1000000 --work DIR --systems floor,scipy

Seconds are those inside models (dbt's run_results), dbt's own start-up apart. Results are added to scale.csv and
scale.md as each system is done: rows of the same number of records and the same system are replaced. Nothing is
asserted: a benchmark measures, tests assert.
"""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from measure.processes import CommandError
from measure.project import Place
from measure.report import screen_table
from measure.scale_report import ratios, write_results
from measure.scale_systems import SYSTEMS, LeftOutError, Setting, accuracy, has_base

RESULTS = Path(__file__).resolve().parent / "results"
BASE = "customer_identity"
LONGEST_PROFILE = 15


def chosen_systems(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in SYSTEMS]
    if unknown or not names:
        raise argparse.ArgumentTypeError(f"{', '.join(unknown) or 'nothing'}: not among {', '.join(SYSTEMS)}")
    return [name for name in SYSTEMS if name in names]


def positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is not a positive whole number")
    return number


def show(system: str, rows: list[dict[str, object]]) -> None:
    """The stages of a system, the longest first."""
    slowest = sorted(rows, key=lambda row: (-float(row["seconds"]), row["stage"]))[:LONGEST_PROFILE]
    table = [(row["stage"], row["seconds"], row["peak_mb"]) for row in slowest]
    print(f"\n{system}")
    print("\n".join(screen_table(("stage", "seconds", "peak_mb"), table)), flush=True)


def run(setting: Setting, systems: list[str], results: Path) -> int:
    """Run the systems in order; 1 if one of them fails."""
    if BASE not in systems and not has_base(setting):
        print(f"no full build of {setting.records:,} records in {setting.place.folder}: it is made first")
        systems = [BASE, *systems]
    for system in systems:
        try:
            rows = SYSTEMS[system](setting)
        except LeftOutError as reason:
            print(f"\n{system} is left out: {reason}")
            continue
        except CommandError as error:
            print(f"\n{system}: {error}", file=sys.stderr)
            return 1
        everything = write_results(results, rows, [(setting.records, system)])
        show(system, rows)
        if system == BASE:
            records, customers, scores = accuracy(setting.place)
            total = float(next(row["seconds"] for row in rows if row["stage"] == "total"))
            print(f"{records:,} records, {customers:,} customers, {records / total:,.0f} records per second, {scores}")
    compared = [row for row in ratios(everything) if row[0] == setting.records]
    print("\n" + "\n".join(screen_table(("records", "what", "measured", "target"), compared)))
    return 0


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=positive, default=1_000_000)
    parser.add_argument("--systems", type=chosen_systems, default=list(SYSTEMS), help=f"some of {','.join(SYSTEMS)}")
    parser.add_argument("--format", choices=["csv", "parquet"], default="csv")
    parser.add_argument("--threads", type=positive, default=1, help="models at a time; each uses all cores")
    parser.add_argument("--work", type=Path, help="folder for the build; what an earlier run left there is used")
    parser.add_argument("--keep", action="store_true", help="leave the build in --work for a later run")
    parser.add_argument("--results", type=Path, default=RESULTS, help="folder that scale.csv and scale.md go to")
    options = parser.parse_args(arguments)
    if options.keep and not options.work:
        parser.error("--keep needs --work")
    memory_limit = os.environ.setdefault("DUCKDB_MEMORY_LIMIT", "6.4GB")
    with tempfile.TemporaryDirectory(prefix="scale_") as temporary:
        folder = ((options.work or Path(temporary)) / f"{options.records}_records").resolve()
        setting = Setting(options.records, Place(folder, options.threads), options.format, memory_limit)
        status = run(setting, options.systems, options.results)
        if status == 0 and not options.keep:
            shutil.rmtree(folder, ignore_errors=True)
    print(f"\nwritten: {options.results / 'scale.csv'} and scale.md")
    return status


if __name__ == "__main__":
    sys.exit(main())

"""Export the registry of customer ids to one file, and restore it: ids outlive the warehouse.

The file holds every table of the registry and, for each, how many rows it has and their checksum. It is CSV or Parquet
by its name, and the same from both engines: an export from DuckDB restores into PostgreSQL. The engine is that of
DBT_TARGET (duckdb, in WAREHOUSE_DIR; postgres, as PGHOST and the like say).

Usage: python scripts/registry.py export FILE
       python scripts/registry.py restore FILE [--replace]
"""

import argparse
import csv
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import psycopg2
from dbt_command import dbt_command
from load_raw import LoadError
from registry_places import ROOT, Columns, RegistryError, csv_rows, quoted, warehouse_of

# Table: what its rows are ordered by in a file.
TABLES = {
    "customer_registry": "run_number, record_key",
    "customer_changes": "run_number, customer_number, kind",
    "decision_registry": "run_number, decision_key",
    "identity_runs": "run_number",
    "rule_reports": "run_number, rule_number",
    "registry_publications": "run_number, as_of",
}
# Tables that a warehouse or an export of an older version may lack.
ADDED_TABLES = {"rule_reports"}
# Columns of the rows that say what a file holds.
CONTENTS = {"content_table": "varchar", "content_rows": "bigint", "content_checksum": "varchar"}


def checksum(columns: Columns) -> str:
    """An aggregate over the rows of a table: the same for the same rows in any order."""
    texts = " || ".join(
        f"coalesce(length(cast({name} as varchar)) || ':' || cast({name} as varchar), '-')" for name in sorted(columns)
    )
    return f"md5(count(*) || ':' || coalesce(sum(md5_number_lower({texts})), 0))"


def format_of(file: Path) -> str:
    kind = file.suffix.lower().removeprefix(".")
    if kind not in ("csv", "parquet"):
        raise RegistryError(f"'{file}' is neither .csv nor .parquet: name the file registry.csv or registry.parquet.")
    return kind


def export(file: Path) -> dict[str, int]:
    """Write the registry to a file; returns how many rows each table has."""
    kind = format_of(file)
    if not file.parent.is_dir():
        raise RegistryError(f"Folder '{file.parent}' does not exist: make it first.")
    with tempfile.TemporaryDirectory() as name, duckdb.connect() as work:
        warehouse = warehouse_of(Path(name))
        with warehouse.open(work):
            columns = {table: warehouse.columns(table) for table in TABLES}
            missing = [table for table in TABLES if not columns[table] and table not in ADDED_TABLES]
            if missing:
                raise RegistryError(f"The warehouse holds no table registry.{missing[0]}: run make build first.")
            tables = {table: order for table, order in TABLES.items() if columns[table]}
            for table in tables:
                warehouse.read(table)
        counts = {table: work.execute(f"select count(*) from {table}").fetchone()[0] for table in tables}
        if not counts["identity_runs"]:
            raise RegistryError("The registry is empty: run make build first.")
        parts = [
            f"(select '{table}' as registry_table, * from {table} order by {order})" for table, order in tables.items()
        ]
        parts += [
            f"(select 'contents' as registry_table, '{table}' as content_table, count(*) as content_rows,"
            f" {checksum(columns[table])} as content_checksum from {table})"
            for table in tables
        ]
        rows = " union all by name ".join(parts)
        options = "format csv, header true, force_quote *, nullstr ''" if kind == "csv" else "format parquet"
        working = file.with_name(file.name + ".next")
        work.execute(f"copy ({rows}) to {quoted(working)} ({options})")
        working.replace(file)
    return counts


def file_header(work: duckdb.DuckDBPyConnection, file: Path) -> tuple[str, list[str]]:
    """What reads a file's rows, and its columns; an error if it is no export."""
    kind = format_of(file)
    if not file.is_file():
        raise RegistryError(f"'{file}' does not exist: name a file that registry-export wrote.")
    if kind == "csv":
        with file.open(encoding="utf-8", newline="") as stream:
            header = next(csv.reader(stream), [])
        source = csv_rows(file, dict.fromkeys(header, "varchar"))
    else:
        source = f"read_parquet({quoted(file)})"
        header = [row[0] for row in work.execute(f"describe from {source}").fetchall()]
    return source, header


def read_file(
    work: duckdb.DuckDBPyConnection, file: Path, source: str, header: list[str], columns: dict[str, Columns]
) -> None:
    """Make a working table of each table in a file, and compare it with what the file says it holds."""
    known = {"registry_table", *CONTENTS, *(name for names in columns.values() for name in names)}
    strange = [name for name in header if name not in known]
    if strange or not {"registry_table", *CONTENTS} <= set(header):
        wrong = f"column '{strange[0]}' is unknown" if strange else "columns are missing"
        raise RegistryError(f"'{file}' is no export of the registry ({wrong}): name a file that registry-export wrote.")
    work.execute(f"create table file_rows as from {source}")
    contents = dict(
        work.execute(
            "select content_table, (cast(content_rows as bigint), content_checksum) from file_rows"
            " where registry_table = 'contents'"
        ).fetchall()
    )
    for table, names in columns.items():
        values = ", ".join(
            f"cast({name if name in header else 'null'} as {kind_of}) as {name}" for name, kind_of in names.items()
        )
        work.execute(f"create table {table} as select {values} from file_rows where registry_table = '{table}'")
        # A column that came after the file was written is null in it, and was not summed.
        summed = {name: kind_of for name, kind_of in names.items() if name in header}
        found = work.execute(f"select (count(*), {checksum(summed)}) from {table}").fetchone()[0]
        is_older = table in ADDED_TABLES and table not in contents and found[0] == 0
        if contents.get(table) != found and not is_older:
            told = contents[table][0] if table in contents else "no"
            raise RegistryError(
                f"'{file}' is not whole: table {table} has {found[0]:,} rows where {told} were written, or other ones."
                " It was cut short or changed: take another export."
            )


def restore(file: Path, is_replacing: bool) -> dict[str, int]:
    """Write a file's registry into the warehouse; returns how many rows each table has."""
    with tempfile.TemporaryDirectory() as name, duckdb.connect() as work:
        source, header = file_header(work, file)
        make_tables()
        warehouse = warehouse_of(Path(name))
        with warehouse.open(work, is_writing=True):
            columns = {table: warehouse.columns(table) for table in TABLES}
            held = sum(warehouse.count(table) for table in TABLES)
            if held and not is_replacing:
                raise RegistryError(
                    f"The warehouse holds a registry of {held:,} rows. Ids that it gave would be given to others:"
                    " restore into an empty warehouse, or say REPLACE=yes (--replace) to lose what it holds."
                )
            read_file(work, file, source, header, columns)
            warehouse.write(columns)
            return {table: warehouse.count(table) for table in TABLES}


def make_tables() -> None:
    """Let dbt make the tables, and the warehouse, where they are missing."""
    if os.environ.get("DBT_TARGET") != "postgres":
        (ROOT / os.environ.get("WAREHOUSE_DIR", "warehouse")).mkdir(parents=True, exist_ok=True)
    command = [*dbt_command(), "--no-use-colors", "run-operation", "make_registry_tables"]
    finished = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if finished.returncode != 0:
        raise RegistryError(finished.stdout.strip() or finished.stderr.strip())


def main() -> None:
    parser = argparse.ArgumentParser(description="Export or restore the registry of customer ids.")
    parser.add_argument("command", choices=["export", "restore"])
    parser.add_argument("file", type=Path, help="registry.csv or registry.parquet")
    parser.add_argument("--replace", action="store_true", help="restore over a registry that is there, and lose it")
    arguments = parser.parse_args()
    file = arguments.file.resolve()
    try:
        counts = export(file) if arguments.command == "export" else restore(file, arguments.replace)
    except (RegistryError, LoadError, psycopg2.Error, duckdb.Error, UnicodeDecodeError) as error:
        untouched = "Nothing was written." if arguments.command == "export" else "The registry is as it was."
        sys.exit(f"{untouched}\n{str(error).strip()}")
    for table, count in counts.items():
        print(f"  {table:<24}{count:>12,} rows")


if __name__ == "__main__":
    main()

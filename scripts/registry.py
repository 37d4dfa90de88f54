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
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import psycopg2
from load_raw import LoadError, connect
from psycopg2 import sql

ROOT = Path(__file__).resolve().parents[1]
# Table: what its rows are ordered by in a file.
TABLES = {
    "customer_registry": "run_number, record_key",
    "customer_changes": "run_number, customer_number, kind",
    "decision_registry": "run_number, decision_key",
    "identity_runs": "run_number",
    "registry_publications": "run_number, as_of",
}
# Columns of the rows that say what a file holds.
CONTENTS = {"content_table": "varchar", "content_rows": "bigint", "content_checksum": "varchar"}
POSTGRES_SCHEMA = "work_registry"
Columns = dict[str, str]  # name: type, in the words of DuckDB


class RegistryError(Exception):
    """What stopped the command, in words for the person who ran it."""


@dataclass
class DuckdbWarehouse:
    """The registry in a DuckDB file."""

    file: Path
    opened: duckdb.DuckDBPyConnection | None = None

    @contextmanager
    def open(self, work: duckdb.DuckDBPyConnection, is_writing: bool = False) -> Iterator[None]:
        if not self.file.exists():
            raise RegistryError(f"'{self.file}' does not exist: run make build first, or set WAREHOUSE_DIR.")
        mode = "" if is_writing else " (read_only)"
        work.execute(f"attach {quoted(self.file)} as warehouse{mode}")
        self.opened = work
        try:
            yield
        finally:
            work.execute("detach warehouse")

    def columns(self, table: str) -> Columns:
        rows = self.opened.execute(
            "select column_name, lower(data_type) from duckdb_columns()"
            " where database_name = 'warehouse' and schema_name = 'registry' and table_name = ? order by column_index",
            [table],
        )
        return dict(rows.fetchall())

    def count(self, table: str) -> int:
        return self.opened.execute(f"select count(*) from warehouse.registry.{table}").fetchone()[0]

    def read(self, table: str) -> None:
        """Make a working table of it."""
        self.opened.execute(f"create table {table} as from warehouse.registry.{table}")

    def write(self, columns: dict[str, Columns]) -> None:
        """All tables from the working tables, at once."""
        self.opened.execute("begin")
        for table, names in columns.items():
            listed = ", ".join(names)
            self.opened.execute(f"delete from warehouse.registry.{table}")
            self.opened.execute(f"insert into warehouse.registry.{table} ({listed}) select {listed} from {table}")
        self.opened.execute("commit")


@dataclass
class PostgresWarehouse:
    """The registry in PostgreSQL."""

    folder: Path  # for files on the way
    work: duckdb.DuckDBPyConnection | None = None
    connection: object = None
    types: Columns = field(default_factory=lambda: {"timestamp without time zone": "timestamp"})

    @contextmanager
    def open(self, work: duckdb.DuckDBPyConnection, is_writing: bool = False) -> Iterator[None]:
        self.work, self.connection = work, connect()
        try:
            self.connection.set_session(readonly=not is_writing)
            yield
        finally:
            self.connection.close()

    def columns(self, table: str) -> Columns:
        found = self.ask(
            "select column_name, data_type from information_schema.columns"
            " where table_schema = %s and table_name = %s order by ordinal_position",
            (POSTGRES_SCHEMA, table),
        )
        return {name: self.types.get(kind, kind).replace("character varying", "varchar") for name, kind in found}

    def count(self, table: str) -> int:
        return self.ask(sql.SQL("select count(*) from {}").format(sql.Identifier(POSTGRES_SCHEMA, table)))[0][0]

    def read(self, table: str) -> None:
        file = self.folder / f"{table}.csv"
        statement = sql.SQL("copy {} to stdout (format csv, force_quote *)")
        with file.open("wb") as stream, self.connection.cursor() as cursor:
            name = sql.Identifier(POSTGRES_SCHEMA, table)
            cursor.copy_expert(statement.format(name).as_string(cursor), stream)
        columns = self.columns(table)
        self.work.execute(f"create table {table} as from {csv_rows(file, columns, header=False)}")

    def write(self, columns: dict[str, Columns]) -> None:
        with self.connection, self.connection.cursor() as cursor:
            for table, names in columns.items():
                file = self.folder / f"{table}.csv"
                self.work.execute(
                    f"copy (select {', '.join(names)} from {table}) to {quoted(file)}"
                    " (format csv, header false, force_quote *, nullstr '')"
                )
                name = sql.Identifier(POSTGRES_SCHEMA, table)
                listed = sql.SQL(", ").join(map(sql.Identifier, names))
                cursor.execute(sql.SQL("truncate table {}").format(name))
                statement = sql.SQL("copy {} ({}) from stdin (format csv)").format(name, listed)
                with file.open("rb") as stream:
                    cursor.copy_expert(statement.as_string(cursor), stream)

    def ask(self, question: object, values: tuple = ()) -> list[tuple]:
        with self.connection.cursor() as cursor:
            cursor.execute(question, values)
            return cursor.fetchall()


def quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def csv_rows(file: Path, columns: Columns, header: bool = True) -> str:
    """A table function that reads a file of ours: every value quoted, a null not."""
    kinds = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    return (
        f"read_csv({quoted(file)}, columns = {{{kinds}}}, auto_detect = false, header = {str(header).lower()},"
        " delim = ',', quote = '\"', escape = '\"', nullstr = '', allow_quoted_nulls = false)"
    )


def checksum(columns: Columns) -> str:
    """An aggregate over the rows of a table: the same for the same rows in any order."""
    texts = " || ".join(
        f"coalesce(length(cast({name} as varchar)) || ':' || cast({name} as varchar), '-')" for name in sorted(columns)
    )
    return f"md5(count(*) || ':' || coalesce(sum(md5_number_lower({texts})), 0))"


def warehouse_of(folder: Path) -> DuckdbWarehouse | PostgresWarehouse:
    if os.environ.get("DBT_TARGET") == "postgres":
        return PostgresWarehouse(folder)
    place = (ROOT / os.environ.get("WAREHOUSE_DIR", "warehouse")).resolve()
    return DuckdbWarehouse(place / "customer_identity.duckdb")


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
            missing = [table for table in TABLES if not columns[table]]
            if missing:
                raise RegistryError(f"The warehouse holds no table registry.{missing[0]}: run make build first.")
            for table in TABLES:
                warehouse.read(table)
        counts = {table: work.execute(f"select count(*) from {table}").fetchone()[0] for table in TABLES}
        if not counts["identity_runs"]:
            raise RegistryError("The registry is empty: run make build first.")
        parts = [
            f"(select '{table}' as registry_table, * from {table} order by {order})" for table, order in TABLES.items()
        ]
        parts += [
            f"(select 'contents' as registry_table, '{table}' as content_table, count(*) as content_rows,"
            f" {checksum(columns[table])} as content_checksum from {table})"
            for table in TABLES
        ]
        rows = " union all by name ".join(parts)
        options = "format csv, header true, force_quote *, nullstr ''" if kind == "csv" else "format parquet"
        working = file.with_name(file.name + ".next")
        work.execute(f"copy ({rows}) to {quoted(working)} ({options})")
        working.replace(file)
    return counts


def read_file(work: duckdb.DuckDBPyConnection, file: Path, columns: dict[str, Columns]) -> None:
    """Make a working table of each table in a file, and compare it with what the file says it holds."""
    kind = format_of(file)
    if not file.is_file():
        raise RegistryError(f"'{file}' does not exist: name a file that registry-export wrote.")
    if kind == "csv":
        with file.open(encoding="utf-8", newline="") as stream:
            header = next(csv.reader(stream), [])
        source = csv_rows(file, dict.fromkeys(header, "varchar")) if header else "(select null)"
    else:
        source = f"read_parquet({quoted(file)})"
        header = [row[0] for row in work.execute(f"describe from {source}").fetchall()]
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
        if contents.get(table) != found:
            told = contents[table][0] if table in contents else "no"
            raise RegistryError(
                f"'{file}' is not whole: table {table} has {found[0]:,} rows where {told} were written, or other ones."
                " It was cut short or changed: take another export."
            )


def restore(file: Path, is_replacing: bool) -> dict[str, int]:
    """Write a file's registry into the warehouse; returns how many rows each table has."""
    with tempfile.TemporaryDirectory() as name, duckdb.connect() as work:
        if not file.is_file():
            raise RegistryError(f"'{file}' does not exist: name a file that registry-export wrote.")
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
            read_file(work, file, columns)
            warehouse.write(columns)
            return {table: warehouse.count(table) for table in TABLES}


def make_tables() -> None:
    """Let dbt make the tables, and the warehouse, where they are missing."""
    if os.environ.get("DBT_TARGET") != "postgres":
        (ROOT / os.environ.get("WAREHOUSE_DIR", "warehouse")).mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "dbt.cli.main", "--no-use-colors", "run-operation", "make_registry_tables"]
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

"""Where the registry of customer ids lies: a DuckDB file, or PostgreSQL. Its tables come and go as working tables."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
from load_raw import connect
from psycopg2 import sql

ROOT = Path(__file__).resolve().parents[1]
# Target `postgres` of profiles.yml works in schema `work`.
POSTGRES_SCHEMA = "work_registry"
# PostgreSQL's words for types, in those of DuckDB.
TYPES = {"timestamp without time zone": "timestamp", "character varying": "varchar"}
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
        # The tables that the last build left go with the registry that was: the next build is one of all records.
        self.opened.execute("drop table if exists warehouse.registry.last_build")
        self.opened.execute("commit")


@dataclass
class PostgresWarehouse:
    """The registry in PostgreSQL."""

    folder: Path  # for files on the way
    work: duckdb.DuckDBPyConnection | None = None
    connection: object = None

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
        return {name: TYPES.get(kind, kind) for name, kind in found}

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


def warehouse_of(folder: Path) -> DuckdbWarehouse | PostgresWarehouse:
    if os.environ.get("DBT_TARGET") == "postgres":
        return PostgresWarehouse(folder)
    place = (ROOT / os.environ.get("WAREHOUSE_DIR", "warehouse")).resolve()
    return DuckdbWarehouse(place / "customer_identity.duckdb")

"""Load raw files into schema `raw` of the PostgreSQL that the environment names (PGHOST and so on).

The files are read by the reader that DuckDB builds use (macro create_raw_relations), so that both
engines see the same rows, the same line numbers and the same rejected lines. All tables change in
one transaction: a failed load leaves what was there.

Usage: python scripts/load_raw.py --raw sample_data/raw [--vars '{optional_raw_tables: [external]}']
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import psycopg2
from dbt_command import dbt_command
from psycopg2 import sql

ROOT = Path(__file__).resolve().parents[1]
POSTGRES_TYPES = {"VARCHAR": "text", "BIGINT": "bigint", "TIMESTAMP": "timestamp without time zone"}
# PostgreSQL text cannot hold NUL; only rejected lines have it. They show its symbol instead.
NUL_SYMBOL = "\u2400"


class LoadError(Exception):
    """What stopped the load, in words for the person who ran it."""


def read_raw_files(raw: Path, folder: Path, variables: str | None) -> Path:
    """Let dbt make the raw views in a DuckDB file of its own; returns the file."""
    environment = {
        **os.environ,
        "DBT_TARGET": "duckdb",
        "DBT_TARGET_PATH": str(folder / "target"),
        "DBT_LOG_PATH": str(folder / "logs"),
        "RAW_DATA_DIR": str(raw),
        "WAREHOUSE_DIR": str(folder),
    }
    command = [*dbt_command(), "--no-use-colors", "run-operation"]
    command += ["create_raw_relations"]
    if variables:
        command += ["--vars", variables]
    finished = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if finished.returncode != 0:
        raise LoadError(finished.stdout.strip() or finished.stderr.strip())
    return folder / "customer_identity.duckdb"


def raw_tables(source: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[str, str]]]:
    """Columns of every raw view, name and PostgreSQL type, by view."""
    found: dict[str, list[tuple[str, str]]] = {}
    rows = source.execute(
        """
        select table_name, column_name, data_type
        from duckdb_columns()
        where schema_name = 'raw'
        order by table_name, column_index
        """
    )
    for table, column, data_type in rows.fetchall():
        found.setdefault(table, []).append((column, POSTGRES_TYPES[data_type]))
    return found


def prepare(cursor: "psycopg2.extensions.cursor", table: str, columns: list[tuple[str, str]]) -> None:
    """Leave an empty table of these columns; one that has them keeps the views that read it."""
    cursor.execute(
        """
        select column_name, data_type from information_schema.columns
        where table_schema = 'raw' and table_name = %s
        order by ordinal_position
        """,
        (table,),
    )
    name = sql.Identifier("raw", table)
    if cursor.fetchall() == columns:
        cursor.execute(sql.SQL("truncate table {}").format(name))
        return
    definitions = sql.SQL(", ").join(
        sql.SQL("{} {}").format(sql.Identifier(column), sql.SQL(data_type)) for column, data_type in columns
    )
    cursor.execute(sql.SQL("drop table if exists {} cascade").format(name))
    cursor.execute(sql.SQL("create table {} ({})").format(name, definitions))


def copy_table(
    source: duckdb.DuckDBPyConnection,
    cursor: "psycopg2.extensions.cursor",
    table: str,
    columns: list[tuple[str, str]],
    folder: Path,
) -> int:
    """Copy one view's rows. Every value is quoted and a null is not, so '' and null stay apart."""
    selected = ", ".join(
        f"replace(\"{column}\", chr(0), '{NUL_SYMBOL}')" if data_type == "text" else f'"{column}"'
        for column, data_type in columns
    )
    file = folder / f"{table}.csv"
    source.execute(
        f"copy (select {selected} from raw.\"{table}\") to '{file}' "
        "(format csv, header false, force_quote *, nullstr '')"
    )
    statement = sql.SQL("copy {} from stdin (format csv)").format(sql.Identifier("raw", table))
    with file.open(encoding="utf-8", newline="") as stream:
        cursor.copy_expert(statement.as_string(cursor), stream)
    file.unlink()
    count = cursor.rowcount
    cursor.execute(sql.SQL("analyze {}").format(sql.Identifier("raw", table)))
    return count


def connect() -> "psycopg2.extensions.connection":
    """Open the database that the environment names, with the defaults of profiles.yml."""
    database = os.environ.get("PGDATABASE", "customer_identity")
    try:
        connection = psycopg2.connect(
            host=os.environ.get("PGHOST", "localhost"),
            port=os.environ.get("PGPORT", "5432"),
            user=os.environ.get("PGUSER", "postgres"),
            password=os.environ.get("PGPASSWORD", ""),
            dbname=database,
        )
    except psycopg2.OperationalError as error:
        raise LoadError(
            f"{str(error).strip()}\nSet PGHOST, PGPORT, PGUSER, PGPASSWORD and PGDATABASE; "
            f"a missing database is made by: createdb --encoding=UTF8 {database}"
        ) from None
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise LoadError(f"Database {database} is encoded in {encoding}; it must be UTF8.")
    connection.set_client_encoding("UTF8")
    return connection


def load(raw: Path, variables: str | None) -> dict[str, int]:
    """Replace the raw tables; returns how many rows each has now."""
    if not raw.is_dir():
        raise LoadError(f"Folder '{raw}' does not exist; name the folder of raw files with --raw.")
    connection = connect()
    try:
        with tempfile.TemporaryDirectory() as name, connection, connection.cursor() as cursor:
            folder = Path(name)
            with duckdb.connect(str(read_raw_files(raw, folder, variables))) as source:
                source.execute("set TimeZone = 'UTC'")
                cursor.execute("create schema if not exists raw")
                counts = {}
                for table, columns in raw_tables(source).items():
                    prepare(cursor, table, columns)
                    counts[table] = copy_table(source, cursor, table, columns, folder)
                return counts
    finally:
        connection.close()


def main() -> None:
    parser = argparse.ArgumentParser(description="Load raw files into PostgreSQL.")
    parser.add_argument("--raw", type=Path, default=os.environ.get("RAW_DATA_DIR"), required=False)
    parser.add_argument("--vars", help="dbt vars, as for dbt build")
    arguments = parser.parse_args()
    raw = Path(arguments.raw or ROOT / "sample_data" / "raw").resolve()
    try:
        counts = load(raw, arguments.vars)
    except (LoadError, psycopg2.Error, duckdb.Error) as error:
        sys.exit(f"The raw files were not loaded; the tables are as they were.\n{error}")
    for table, count in counts.items():
        print(f"raw.{table}: {count:,} rows")


if __name__ == "__main__":
    main()

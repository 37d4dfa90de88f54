"""Say in a few lines what the last build made, from the warehouse that it filled."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import psycopg2

ROOT = Path(__file__).resolve().parents[1]
FILES = {
    "warehouse": "customer_identity.duckdb",
    "marts for BI": "marts.duckdb",
    "restricted marts": "restricted.duckdb",
}
# Label, question, what the number means; {name} is where model `name` lies.
COUNTS = [
    ("records in", "select count(*) from {int_customer_records_unioned}", "customer rows read"),
    ("customers out", "select count(*) from {customer_master}", "persons they belong to"),
    (
        "duplicates found",
        "select count(*) - count(distinct customer_id) from {customer_identity_map}",
        "records of a person whom another record already names",
    ),
    ("quarantined", "select count(*) from {quarantined_records}", "rows put aside with a reason"),
]


def relations() -> dict[str, str]:
    """Where each model lies, by its name, as the last run of dbt says."""
    folder = ROOT / os.environ.get("DBT_TARGET_PATH", "target")
    nodes = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["nodes"].values()
    return {node["name"]: node["relation_name"] for node in nodes if node["resource_type"] == "model"}


def warehouse_folder() -> Path:
    return (ROOT / os.environ.get("WAREHOUSE_DIR", "warehouse")).resolve()


def open_duckdb() -> tuple[Callable[[str], int], str]:
    """A function that counts, and where the warehouse is."""
    folder = warehouse_folder()
    connection = duckdb.connect(str(folder / FILES["warehouse"]), read_only=True)
    present = [(label, folder / file) for label, file in FILES.items() if (folder / file).exists()]
    where = "\n".join(f"  {label:<18}{file}" for label, file in present)
    return lambda question: connection.execute(question).fetchone()[0], where


def open_postgres() -> tuple[Callable[[str], int], str]:
    """A function that counts, and where the warehouse is."""
    host = os.environ.get("PGHOST", "localhost")
    database = os.environ.get("PGDATABASE", "customer_identity")
    connection = psycopg2.connect(
        host=host,
        port=os.environ.get("PGPORT", "5432"),
        user=os.environ.get("PGUSER", "postgres"),
        password=os.environ.get("PGPASSWORD", ""),
        dbname=database,
    )
    connection.autocommit = True

    def count(question: str) -> int:
        with connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone()[0]

    return count, f"  {'warehouse':<18}PostgreSQL at {host}, database {database}"


def main() -> None:
    opener = open_postgres if os.environ.get("DBT_TARGET") == "postgres" else open_duckdb
    try:
        places = relations()
        count, where = opener()
    except (OSError, duckdb.Error, psycopg2.Error) as error:
        sys.exit(f"No summary: the warehouse cannot be read. {str(error).strip()}")
    print()
    for label, question, meaning in COUNTS:
        try:
            number = f"{count(question.format(**places)):,}"
        except (KeyError, duckdb.Error, psycopg2.Error):
            number, meaning = "-", "not built yet"
        print(f"  {label:<18}{number:>10}  {meaning}")
    print(where)


if __name__ == "__main__":
    main()

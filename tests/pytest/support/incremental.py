"""Builds of warehouses by and by or all anew, and what differs between two of them."""

from fnmatch import fnmatchcase
from pathlib import Path

import duckdb

from support.session import DbtSession
from support.workspace import WORKING_FILE
from support.worlds.pack import MODELS, mark_published
from support.worlds.spec import MOMENTS

EVERYTHING = (
    *MODELS,
    *("+customer_master", "+customer_identifiers", "+customers", "+resolved_customer_ids"),
    *("+match_evidence", "+rejected_links", "+match_rule_report"),
)
# What a build is told to do again says nothing about what it leaves.
SCOPES = (
    "*_touched",
    "*.int_records_changed",
    "*.int_member_numbers_changed",
    "*.last_build",
    "*.registry_publications",
)
TABLES = """
    select schema_name || '.' || table_name
    from duckdb_tables()
    where database_name = 'plain' and schema_name in ('intermediate', 'marts', 'restricted', 'registry')
    order by 1
"""


def build(session: DbtSession, warehouse: Path, step: int, *flags: str, **variables: object) -> None:
    variables = {**variables, "as_of": MOMENTS[step]}
    if not (warehouse / WORKING_FILE).exists():
        session.dbt("seed", warehouse=warehouse, **variables)
    session.dbt("run", "--threads", "2", "--select", *EVERYTHING, *flags, warehouse=warehouse, **variables)
    mark_published(warehouse, MOMENTS[step])


def is_incremental(warehouse: Path) -> bool:
    with duckdb.connect(str(warehouse / WORKING_FILE), read_only=True) as connection:
        return connection.execute("select is_incremental from registry.last_build").fetchall() == [(True,)]


def differing(plain: Path, full: Path) -> dict[str, list[tuple]]:
    """Rows that only one of the warehouses has, by table: the first few, each with its side."""
    with duckdb.connect() as connection:
        for name, warehouse in (("plain", plain), ("refreshed", full)):
            connection.execute(f"attach '{warehouse / WORKING_FILE}' as {name} (read_only)")
        found = {}
        for (table,) in connection.execute(TABLES).fetchall():
            if any(fnmatchcase(table, scope) for scope in SCOPES):
                continue
            rows = connection.execute(
                f"select 'plain' as side, * from (from plain.{table} except all from refreshed.{table})"
                f" union all select 'full', * from (from refreshed.{table} except all from plain.{table}) limit 6"
            ).fetchall()
            if rows:
                found[table] = rows
        return found

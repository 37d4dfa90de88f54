"""Incremental equals full: after each step of random histories, every table is what --full-refresh leaves (the registry
kept), row by row, customer ids included.

INCREMENTAL_WORLDS sets how many worlds are drawn (default 200).
"""

import os
import shutil
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import duckdb
import pytest
from support.session import DbtSession, dbt_session
from support.workspace import WORKING_FILE, Workspace
from support.worlds.pack import MODELS, VARIABLES, Pack, mark_published
from support.worlds.spec import MOMENTS, STEPS
from support.worlds.strategies import worlds_of

WORLDS = int(os.environ.get("INCREMENTAL_WORLDS", "200"))
EVERYTHING = (*MODELS, "+customer_master", "+customer_identifiers", "+match_evidence", "+resolved_customer_ids", "+customers")
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
    variables = {**VARIABLES, "as_of": MOMENTS[step], **variables}
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


def first_difference(session: DbtSession, pack: Pack, folder: Path) -> tuple[int, dict] | None:
    """The first step whose tables differ, with the rows; None if no step has any."""
    plain, full = folder / "plain", folder / "full"
    for step in range(STEPS):
        pack.write(session.workspace.raw, step)
        shutil.rmtree(full, ignore_errors=True)
        if step:
            shutil.copytree(plain, full)
        build(session, plain, step)
        assert is_incremental(plain) == (step > 0)
        build(session, full, step, "--full-refresh")
        found = differing(plain, full)
        if found:
            return step, found
    return None


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DbtSession]:
    folder = tmp_path_factory.mktemp("incremental")
    with dbt_session(Workspace(folder, raw=folder / "raw"), as_of=MOMENTS[0], **VARIABLES) as session:
        yield session


@pytest.fixture(scope="module")
def pack() -> Pack:
    return Pack.of(worlds_of(WORLDS))


def test_every_step_leaves_what_a_full_refresh_does(session: DbtSession, pack: Pack) -> None:
    assert first_difference(session, pack, session.workspace.folder / "as_it_is") is None

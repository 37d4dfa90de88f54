"""Rows in any order, on any number of threads, give the same bytes."""

import csv
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
import yaml
from support.session import DbtSession
from support.workspace import ROOT, WORKING_FILE
from support.worlds.pack import MODELS as PACK_MODELS
from support.worlds.pack import Pack
from support.worlds.strategies import worlds_of

WORLDS = 120
STEPS = (0, 3)
TABLES = (
    "marts.customer_identity_map",
    "restricted.customer_master",
    "marts.match_evidence",
    "registry.customer_registry",
)
MODELS = (*PACK_MODELS, "+customer_master", "+match_evidence")


def profiles_with_threads(folder: Path, threads: int) -> Path:
    """A folder with the project's profiles, DuckDB on that many threads."""
    profiles = yaml.safe_load((ROOT / "profiles.yml").read_text(encoding="utf-8"))
    profiles["customer_identity"]["outputs"]["duckdb"]["settings"]["threads"] = threads
    folder.mkdir()
    (folder / "profiles.yml").write_text(yaml.safe_dump(profiles), encoding="utf-8")
    return folder


def contents(warehouse: Path, table: str) -> bytes:
    """All rows of a table in the order of all its columns."""
    file = warehouse / f"{table}.csv"
    with duckdb.connect(str(warehouse / WORKING_FILE), read_only=True) as connection:
        connection.execute(f"copy (select * from {table} order by all) to '{file}' (header true)")
    return file.read_bytes()


@pytest.fixture(scope="module")
def tables(
    session: DbtSession, new_warehouse: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory
) -> list[dict[str, bytes]]:
    """What each table holds after each of two histories that must agree."""
    pack = Pack.of(worlds_of(WORLDS), STEPS)
    found = []
    for shuffle, threads in ((None, 1), (1, 4)):
        profiles = profiles_with_threads(tmp_path_factory.mktemp("profiles") / "profiles", threads)
        warehouse = new_warehouse()
        for step in pack.steps:
            pack.write(session.workspace.raw, step, shuffle)
            pack.run(
                session,
                step,
                warehouse,
                "--profiles-dir",
                str(profiles),
                models=(*PACK_MODELS, *MODELS),
                threads=threads,
            )
        found.append({table: contents(warehouse, table) for table in TABLES})
    return found


@pytest.mark.parametrize("table", TABLES)
def test_same_bytes_in_any_order_on_any_number_of_threads(tables: list[dict[str, bytes]], table: str) -> None:
    in_order, shuffled = (found[table] for found in tables)
    assert len(list(csv.reader(in_order.decode().splitlines()))) > WORLDS
    assert shuffled == in_order

"""Incremental equals full after histories that random ones seldom hold; and what makes a build one of all records."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from support.incremental import EVERYTHING, build, differing, is_incremental
from support.person_sets import write_conformed
from support.session import DbtSession, dbt_session
from support.workspace import WORKING_FILE, Workspace
from support.worlds.pack import ERASURE_COLUMNS, mark_published, write_rows
from support.worlds.records import record_key
from support.worlds.spec import MOMENTS, PERSONS

VARIABLES = {
    "optional_raw_tables": ["all"],
    "max_snapshot_shrink": 1,
    # A year of two digits that lies in the future means the last century, and that is too long ago.
    "max_age_years": 90,
}
CHANNEL = "club"
LINE = "+1 202 555 0100"
DESK = "desk@firm.example"
# Two records of one name and line, which may be a desk's: two e-mails ask for more evidence.
COLLEAGUES = (
    {"source_record_id": "desk", "full_name": "Alda Berg", "phone": LINE, "email": DESK},
    {"source_record_id": "own", "full_name": "Alda Berg", "phone": LINE, "email": "alda@home.example"},
)
# With these the e-mail of one of them is a hub, and contradicts no more.
STRANGERS = tuple(
    {"source_record_id": f"stranger {number}", "full_name": name, "birth_date": birth_date, "email": DESK}
    for number, (name, birth_date) in enumerate(PERSONS[1:])
)
# Born on the day of the second step, as of the first a hundred years before.
BORN = {"source_record_id": "born", "full_name": "Zita Moor", "birth_date": "260303", "email": "zita@home.example"}
# On the list of erased records before the channel delivers it: the registry never knew it.
ERASED = {"source_record_id": "erased", "full_name": "Hugo Vale", "email": "hugo@home.example"}


def write(raw: Path, step: int) -> None:
    records = [*COLLEAGUES, BORN, ERASED, *(STRANGERS if step else ())]
    if step < 2:
        write_conformed(raw, [{"channel": CHANNEL, **record} for record in records])
    erased = [ERASED["source_record_id"], "nobody"] if step < 2 else ["nobody"]
    rows = [(str(record_key(CHANNEL, record_id)), MOMENTS[0], record_id) for record_id in erased]
    write_rows(raw / "stewardship" / "erased_records.csv", ERASURE_COLUMNS, rows)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DbtSession]:
    folder = tmp_path_factory.mktemp("incremental_histories")
    with dbt_session(Workspace(folder, raw=folder / "raw"), as_of=MOMENTS[0], **VARIABLES) as session:
        yield session


@pytest.fixture(scope="module")
def steps(session: DbtSession) -> list[tuple[bool, dict]]:
    """Of each step but the first: whether it was incremental, and what a build of everything leaves otherwise."""
    plain, full = (session.workspace.folder / name for name in ("plain", "full"))
    found = []
    for step in range(3):
        write(session.workspace.raw, step)
        shutil.rmtree(full, ignore_errors=True)
        if step:
            shutil.copytree(plain, full)
            build(session, full, step, "--full-refresh", **VARIABLES)
        build(session, plain, step, **VARIABLES)
        if step:
            found.append((is_incremental(plain), differing(plain, full)))
    return found


def test_a_hub_and_a_day_reach_whom_they_concern(steps: list[tuple[bool, dict]]) -> None:
    assert steps[0] == (True, {})


def test_a_withdrawn_erasure_brings_the_record_back(steps: list[tuple[bool, dict]]) -> None:
    assert steps[1] == (False, {})


@pytest.fixture
def warehouse(session: DbtSession, steps: list[tuple[bool, dict]], tmp_path: Path) -> Path:
    """As the steps left it, with a seed that was loaded from another file than there is now."""
    assert steps
    copy = tmp_path / "warehouse"
    shutil.copytree(session.workspace.folder / "plain", copy)
    with duckdb.connect(str(copy / WORKING_FILE)) as connection:
        connection.execute(
            "update registry.last_build set code_digest = replace(code_digest, 'nicknames=', 'nicknames=0')"
        )
    return copy


def test_a_seed_counts_as_it_was_loaded(session: DbtSession, warehouse: Path) -> None:
    build(session, warehouse, 3, **VARIABLES)
    assert is_incremental(warehouse)
    kinds = ("--resource-type", "model", "--resource-type", "seed")
    session.dbt("build", *kinds, "--select", *EVERYTHING, warehouse=warehouse, **VARIABLES, as_of=MOMENTS[4])
    mark_published(warehouse, MOMENTS[4])
    assert not is_incremental(warehouse)


def test_without_its_scopes_no_build_is_incremental(session: DbtSession, warehouse: Path) -> None:
    selected = ("--select", "config.materialized:incremental")
    session.dbt("run", *selected, warehouse=warehouse, **VARIABLES, as_of=MOMENTS[3])
    assert not is_incremental(warehouse)

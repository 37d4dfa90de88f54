"""A delta table keeps the rows of each file; what it shows is always what reading every file in place would show."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from support.session import DbtSession, dbt_session
from support.workspace import WORKING_FILE, Workspace

HEADER = "channel,source_record_id,full_name\n"
ROWS = "select source_record_id, full_name, _file, _line, _loaded_at from raw.conformed__customers"
REJECTED = "select file_name, line_number, raw_line, reason, _loaded_at from raw.rejected_lines"
# Each step: the files that are written, and those that are deleted.
STEPS: dict[str, tuple[dict[str, str], list[str]]] = {
    "first": (
        {"customers.csv": HEADER + "club,a,Anna\nclub,b\nclub,c,Carl\n", "customers__2.csv": HEADER + "club,d,Dora\n"},
        [],
    ),
    "added": ({"customers__3.csv": HEADER + 'club,e,"Eva, M"\nclub,f,"Fay\n'}, []),
    "changed": ({"customers__2.csv": HEADER + "club,d,Dorothea\nclub,g,\n"}, []),
    "deleted": ({}, ["customers.csv"]),
}


@dataclass
class Place:
    """A warehouse over the session's raw folder."""

    session: DbtSession
    warehouse: Path

    def read(self, load: str) -> dict[str, list[tuple]]:
        self.session.dbt(
            *("run-operation", "create_raw_relations"),
            warehouse=self.warehouse,
            optional_raw_tables=["all"],
            raw_loads={"conformed.customers": load},
        )
        with duckdb.connect(str(self.warehouse / WORKING_FILE), read_only=True) as connection:
            connection.execute("set TimeZone = 'UTC'")
            found = {name: connection.execute(sql).fetchall() for name, sql in (("rows", ROWS), ("rejected", REJECTED))}
        return {name: sorted(rows, key=repr) for name, rows in found.items()}


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("raw_delta") / "raw"


@pytest.fixture(scope="module")
def places(raw: Path) -> Iterator[tuple[Place, Place]]:
    """Two warehouses over one raw folder: the one keeps rows of files, the other reads them in place."""
    with dbt_session(Workspace(raw.parent, raw=raw), optional_raw_tables=["all"]) as session:
        yield Place(session, raw.parent / "kept"), Place(session, raw.parent / "in_place")


def write(raw: Path, files: dict[str, str], moment: int) -> None:
    for name, text in files.items():
        file = raw / "conformed" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        os.utime(file, (moment, moment))


def test_after_every_change_of_files_the_rows_are_those_of_reading_in_place(
    places: tuple[Place, Place], raw: Path
) -> None:
    kept, in_place = places
    shown = {}
    for moment, (step, (written, deleted)) in enumerate(STEPS.items(), start=1_767_000_000):
        write(raw, written, moment)
        for name in deleted:
            (raw / "conformed" / name).unlink()
        shown[step] = kept.read("delta")
        assert shown[step] == in_place.read("snapshot"), step
    assert [len(found["rows"]) for found in shown.values()] == [3, 4, 5, 3]
    assert [len(found["rejected"]) for found in shown.values()] == [1, 2, 2, 1]


def test_a_table_that_is_a_delta_no_more_is_read_in_place(places: tuple[Place, Place], raw: Path) -> None:
    kept, in_place = places
    write(raw, {"customers.csv": HEADER + "club,z,Zoe\n"}, 1_767_000_100)
    expected = in_place.read("snapshot")
    for load in ("snapshot", "delta"):
        assert kept.read(load) == expected, load

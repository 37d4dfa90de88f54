"""A delta table keeps the rows of each file; what it shows is always what reading every file in place would show."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.workspace import Workspace

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


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, Workspace]]:
    """Two warehouses over one raw folder: the one keeps rows of files, the other reads them in place."""
    folder = tmp_path_factory.mktemp("raw_delta")
    yield Workspace(folder / "kept", raw=folder / "raw"), Workspace(folder / "in_place", raw=folder / "raw")


def read(place: Workspace, load: str) -> dict[str, list[tuple]]:
    place.dbt(
        *("run-operation", "create_raw_relations"),
        optional_raw_tables=["all"],
        raw_loads={"conformed.customers": load},
    )
    return {"rows": sorted(place.query(ROWS), key=repr), "rejected": sorted(place.query(REJECTED), key=repr)}


def write(raw: Path, files: dict[str, str], moment: int) -> None:
    for name, text in files.items():
        file = raw / "conformed" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        os.utime(file, (moment, moment))


def test_after_every_change_of_files_the_rows_are_those_of_reading_in_place(
    places: tuple[Workspace, Workspace],
) -> None:
    kept, in_place = places
    shown = {}
    for moment, (step, (written, deleted)) in enumerate(STEPS.items(), start=1_767_000_000):
        write(kept.raw, written, moment)
        for name in deleted:
            (kept.raw / "conformed" / name).unlink()
        shown[step] = read(kept, "delta")
        assert shown[step] == read(in_place, "snapshot"), step
    assert [len(found["rows"]) for found in shown.values()] == [3, 4, 5, 3]
    assert [len(found["rejected"]) for found in shown.values()] == [1, 2, 2, 1]


def test_a_table_that_is_a_delta_no_more_is_read_in_place(places: tuple[Workspace, Workspace]) -> None:
    kept, in_place = places
    write(kept.raw, {"customers.csv": HEADER + "club,z,Zoe\n"}, 1_767_000_100)
    expected = read(in_place, "snapshot")
    for load in ("snapshot", "delta"):
        assert read(kept, load) == expected, load

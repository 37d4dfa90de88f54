"""Customer ids outlive the warehouse: exported to a file, restored into an empty one of either engine, and kept."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
import registry
from support.registry_history import EVENTS, WITH_RULES, History, people, person
from support.session import dbt_session
from support.workspace import WORKING_FILE, Finished, Workspace

DAYS = [f"2026-03-{day:02} 06:00:00" for day in range(1, 5)]
FREELY = {"data": 1, "policy": 1, "decision": 1, "erasure": 1, "unexplained": 0}
SETTINGS = {
    "match_rules": [{"name": "by_email", "tier": "exact", "fields": ["email", "name_parts_sorted"]}],
    "churn_budget": FREELY,
}
FIRST = people(
    person("1", "Anna Berg", "anna@example.com"),
    person("2", "Berg, Anna", "berg@example.com"),
    person('3", "quoted', "Carl Dahl", "carl@example.com"),
    person("last", "Ebba Falk", "ebba@example.com"),
)
# The last id given is free, two customers are one, and a record has a name again.
SECOND = {
    **{key: record for key, record in FIRST.items() if key != "last"},
    "2": person("2", "Berg, Anna", "anna@example.com"),
}
THIRD = {**SECOND, "new": person("new", "Ida Jansson", "ida@example.com"), "last": FIRST["last"]}


@dataclass
class Story:
    """A warehouse with a history, its exports, and the empty one that they were restored into."""

    history: History
    restored: History
    files: dict[str, Path]
    place: Workspace  # commands on the restored warehouse

    def transfer(self, *arguments: str, warehouse: Path) -> Finished:
        return transfer(self.place, *arguments, warehouse=warehouse)


def transfer(place: Workspace, *arguments: str, warehouse: Path, **environment: str) -> Finished:
    place = Workspace(place.folder, environment={"WAREHOUSE_DIR": str(warehouse), **environment})
    return place.run([sys.executable, "scripts/registry.py", *arguments], check=False)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    folder = tmp_path_factory.mktemp("transfer")
    place = Workspace(folder, raw=folder / "raw")
    with dbt_session(place, as_of=DAYS[0], optional_raw_tables=["all"], **SETTINGS) as session:
        history = History(session, folder / "warehouse", WITH_RULES)
        history.run("first", FIRST, DAYS[0], **SETTINGS)
        history.run("second", SECOND, DAYS[1], **SETTINGS)
        files = {}
        for kind in ("csv", "parquet"):
            files[kind] = folder / f"registry.{kind}"
            done = transfer(place, "export", str(files[kind]), warehouse=history.warehouse)
            assert done.succeeded, done.output
        restored = History(session, folder / "restored", WITH_RULES)
        done = transfer(place, "restore", str(files["csv"]), warehouse=restored.warehouse)
        assert done.succeeded, done.output
        for ids in (history, restored):
            ids.run("third", THIRD, DAYS[2], **SETTINGS)
        yield Story(history, restored, files, place)


def test_a_restored_warehouse_gives_the_same_ids(story: Story) -> None:
    kept, restored = story.history["third"], story.restored["third"]
    assert restored.ids == kept.ids
    assert restored.events == kept.events
    assert restored.changes == kept.changes
    assert restored.resolved == kept.resolved
    assert restored.history == kept.history
    assert restored.reports == kept.reports
    assert {row[0] for row in restored.reports} == {1, 2, 3}


def test_a_freed_id_is_nobody_elses_after_a_restore(story: Story) -> None:
    first = story.history["first"].ids
    assert story.restored["third"].ids["last"] == first["last"]
    assert story.restored["third"].ids["new"] not in first.values()


def test_a_restore_over_a_registry_is_refused(story: Story) -> None:
    before = story.restored.query(EVENTS)
    done = story.transfer("restore", str(story.files["parquet"]), warehouse=story.restored.warehouse)
    assert not done.succeeded
    assert "The warehouse holds a registry of" in done.output
    assert "REPLACE=yes" in done.output
    assert story.restored.query(EVENTS) == before


def test_a_restore_that_is_told_to_replaces(story: Story, tmp_path: Path) -> None:
    done = story.transfer("restore", str(story.files["parquet"]), "--replace", warehouse=story.restored.warehouse)
    assert done.succeeded, done.output
    # What the replaced registry's last build left is no base for an incremental one.
    assert story.restored.query("from duckdb_tables() where table_name = 'last_build'") == []
    again = tmp_path / "again.csv"
    assert story.transfer("export", str(again), warehouse=story.restored.warehouse).succeeded
    assert again.read_bytes() == story.files["csv"].read_bytes()


def broken(story: Story, file: Path, case: str) -> Path:
    """A file that is no whole export."""
    lines = story.files["csv"].read_text(encoding="utf-8").splitlines(keepends=True)
    if case == "missing":
        return file
    if case == "other format":
        return file.with_suffix(".xlsx")
    content = {
        "cut short": lines[:1] + lines[2:],
        "cut off": lines[: -len(registry.TABLES)],
        "uncounted": [line for line in lines if '"contents"' not in line or '"rule_reports"' not in line],
        "edited": [line.replace("cust_000000001", "cust_000000009") for line in lines],
        "other columns": ["customer,email\n", "1,2\n"],
        "empty": [],
    }[case]
    file.write_text("".join(content), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("missing", "does not exist: name a file that registry-export wrote"),
        ("other format", "neither .csv nor .parquet: name the file registry.csv or registry.parquet"),
        ("cut short", "is not whole: table customer_registry"),
        ("cut off", "is not whole: table customer_registry has"),
        ("uncounted", "is not whole: table rule_reports has"),
        ("edited", "take another export"),
        ("other columns", "is no export of the registry (column 'customer' is unknown)"),
        ("empty", "is no export of the registry"),
    ],
)
def test_a_file_that_is_no_whole_export_is_refused(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str, told: str
) -> None:
    file = broken(story, tmp_path / "registry.csv", case)
    # The command without its first step, in which dbt makes the tables that this warehouse has.
    monkeypatch.setattr(registry, "make_tables", lambda: None)
    monkeypatch.setenv("WAREHOUSE_DIR", str(story.history.warehouse))
    monkeypatch.setenv("DBT_TARGET", "duckdb")
    monkeypatch.setattr(sys, "argv", ["registry.py", "restore", str(file), "--replace"])
    with pytest.raises(SystemExit) as refused:
        registry.main()
    assert told in refused.value.code
    assert file.name in refused.value.code
    assert story.history.query(EVENTS) == story.history["third"].events


def test_an_export_of_an_older_version_restores(story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One from before the reports of rules were logged, and out of a warehouse that has no table for them."""
    shutil.copytree(story.history.warehouse, tmp_path / "older")
    older = History(story.history.session, tmp_path / "older")
    with duckdb.connect(str(older.warehouse / WORKING_FILE)) as connection:
        connection.execute("drop table registry.rule_reports")
    monkeypatch.setenv("WAREHOUSE_DIR", str(older.warehouse))
    monkeypatch.setenv("DBT_TARGET", "duckdb")
    file = tmp_path / "registry.csv"
    assert "rule_reports" not in registry.export(file)
    monkeypatch.setattr(registry, "make_tables", lambda: None)
    shutil.copytree(story.history.warehouse, tmp_path / "newer")
    newer = History(story.history.session, tmp_path / "newer")
    monkeypatch.setenv("WAREHOUSE_DIR", str(newer.warehouse))
    assert registry.restore(file, is_replacing=True)["rule_reports"] == 0
    assert newer.query(EVENTS) == story.history["third"].events


def test_an_empty_warehouse_has_nothing_to_export(story: Story, tmp_path: Path) -> None:
    done = story.transfer("export", str(tmp_path / "registry.csv"), warehouse=tmp_path)
    assert not done.succeeded
    assert "run make build first" in done.output
    assert list(tmp_path.iterdir()) == []


def test_postgres_takes_and_gives_the_same_file(
    story: Story, postgres_database: dict[str, str], tmp_path: Path
) -> None:
    on_postgres = {"DBT_TARGET": "postgres", **postgres_database}
    done = transfer(story.place, "restore", str(story.files["csv"]), warehouse=tmp_path, **on_postgres)
    assert done.succeeded, done.output
    refused = transfer(story.place, "restore", str(story.files["csv"]), warehouse=tmp_path, **on_postgres)
    assert "The warehouse holds a registry of" in refused.output
    again = tmp_path / "again.csv"
    assert transfer(story.place, "export", str(again), warehouse=tmp_path, **on_postgres).succeeded
    assert again.read_bytes() == story.files["csv"].read_bytes()

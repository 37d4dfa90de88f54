"""Readers see a build as a whole, and only one whose every error-severity test passed.

One history of builds of a copy of the project in which a test of the user's own, on the customer map, fails when a
record called POISON comes in: the build fails late, after the registry has appended. The copy goes without unit
tests and those that stand on columns, which make a build three times as long and have nothing to do with publishing.
"""

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field

import duckdb
import pytest
from support.manifest import Manifest
from support.person_sets import write_conformed
from support.workspace import FEW_ROUNDS, ROOT, Finished, Workspace

PUBLISHED = ("marts.duckdb", "restricted.duckdb")
NOT_COPIED = shutil.ignore_patterns(
    *(".git", ".venv*", "target", "logs", "warehouse", "sample_data", "__pycache__", "pytest", ".*_cache"),
    *("analyses", "*__unit_tests.yml"),
)
LATE_TEST = "select * from {{ ref('customer_identity_map') }} where source_record_id = 'POISON'\n"
WITHOUT_COLUMN_TESTS = """
data_tests:
  customer_identity:
    intermediate: {+enabled: false}
    marts: {+enabled: false}
    reference: {+enabled: false}
    policy: {+enabled: false}
    staging: {+enabled: false}
"""
AS_OF = "2026-03-01 06:00:00"
IDS = "select source_record_id, customer_id from {}customer_identity_map"
COUNT = "select count(*) from customer_identity_map"


def person(record_id: str, name: str, email: str) -> dict[str, str]:
    return {"channel": "club", "source_record_id": record_id, "full_name": name, "email": email}


FIRST = [
    person("1", "Anna Berg", "anna.berg@example.com"),
    person("2", "Carl Dahl", "carl.dahl@example.com"),
    person("3", "Carl Dahl", "dahl.carl@example.com"),
    person("4", "Ebba Falk", "ebba.falk@example.com"),
    person("5", "Gustav Holm", "gustav.holm@example.com"),
]
# 2 and 3 become one customer, and the build fails.
BAD = [
    *(FIRST[0], FIRST[1], person("3", "Carl Dahl", "carl.dahl@example.com"), *FIRST[3:]),
    *(person("0", "Ida Jansson", "ida.jansson@example.com"), person("POISON", "Karin Lund", "karin@example.com")),
]
GOOD = [*FIRST, person("6", "Maja Nord", "maja.nord@example.com")]
TRUNCATED = GOOD[:2]


@dataclass(frozen=True)
class Seen:
    """A build and what it left behind."""

    finished: Finished
    digests: dict[str, str]
    published_ids: dict[str, str]
    working_ids: dict[str, str]
    registry_run: int
    reader_count: int
    files: frozenset[str]


@dataclass
class History:
    """The builds in order, with one reader that opened the first published state and never let go."""

    workspace: Workspace
    reader: duckdb.DuckDBPyConnection | None = None
    seen: dict[str, Seen] = field(default_factory=dict)

    def build(self, name: str, records: list[dict], *arguments: str) -> None:
        write_conformed(self.workspace.raw, records)
        finished = self.workspace.dbt("build", *arguments, check=False, optional_raw_tables=["all"], **FEW_ROUNDS)
        warehouse = self.workspace.warehouse
        if self.reader is None:
            self.reader = duckdb.connect(str(warehouse / "marts.duckdb"), read_only=True)
        runs = "select max(run_number) from registry.customer_registry"
        self.seen[name] = Seen(
            finished,
            {file: hashlib.sha256((warehouse / file).read_bytes()).hexdigest() for file in PUBLISHED},
            self.published_ids(),
            dict(self.workspace.query(IDS.format("marts."))),
            self.workspace.query(runs)[0][0],
            self.reader.execute(COUNT).fetchone()[0],
            frozenset(path.name for path in warehouse.iterdir()),
        )

    def published_ids(self) -> dict[str, str]:
        """What a reader who opens the file now sees, in a process of its own, as a reader is."""
        copy = self.workspace.folder / "opened.duckdb"
        shutil.copy(self.workspace.warehouse / "marts.duckdb", copy)
        with duckdb.connect(str(copy), read_only=True) as connection:
            return dict(connection.execute(IDS.format("")).fetchall())


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[History]:
    folder = tmp_path_factory.mktemp("publish")
    project = folder / "project"
    shutil.copytree(ROOT, project, ignore=NOT_COPIED, symlinks=True)
    (project / "tests" / "assert_no_poison.sql").write_text(LATE_TEST, encoding="utf-8")
    with (project / "dbt_project.yml").open("a", encoding="utf-8") as stream:
        stream.write(WITHOUT_COLUMN_TESTS)
    story = History(Workspace(folder / "place", raw=folder / "raw", as_of=AS_OF, project=project))
    story.workspace.warehouse.mkdir(parents=True)
    for leftover in ("marts.duckdb.next", "restricted.duckdb.next", "marts.duckdb.next.wal"):
        (story.workspace.warehouse / leftover).write_text("what a killed build left", encoding="utf-8")
    story.build("first", FIRST)
    story.build("failed", BAD)
    story.build("good", GOOD)
    story.build("partial", TRUNCATED, "--select", "customers")
    story.build("truncated", TRUNCATED, "--select", "+int_customer_ids_registered")
    story.build("empty", GOOD, "--empty")
    yield story
    story.reader.close()


def test_a_good_build_publishes_both_files(history: History) -> None:
    first = history.seen["first"]
    assert first.finished.succeeded, first.finished.output
    assert first.published_ids == first.working_ids
    assert first.published_ids.keys() == {record["source_record_id"] for record in FIRST}
    assert len(set(first.published_ids.values())) == len(FIRST)


def test_what_a_killed_build_left_is_cleaned(history: History) -> None:
    for seen in history.seen.values():
        assert not [file for file in seen.files if ".next" in file]


@pytest.mark.parametrize("build", ["failed", "truncated"])
def test_a_failed_build_says_so(history: History, build: str) -> None:
    finished = history.seen[build].finished
    assert not finished.succeeded
    assert "Not published: " in finished.output
    culprit = {"failed": "assert_no_poison", "truncated": "assert_no_snapshot_shrank"}[build]
    assert f"first {culprit}" in finished.output


@pytest.mark.parametrize(
    ("build", "before"), [("failed", "first"), ("partial", "good"), ("truncated", "good"), ("empty", "good")]
)
def test_what_readers_see_stays_to_the_byte(history: History, build: str, before: str) -> None:
    assert history.seen[build].digests == history.seen[before].digests


def test_a_failed_build_keeps_its_own_state_for_debugging(history: History) -> None:
    failed = history.seen["failed"]
    assert "POISON" in failed.working_ids
    assert failed.working_ids["2"] == failed.working_ids["3"]
    assert failed.registry_run == history.seen["first"].registry_run + 1


def test_a_partial_build_says_that_it_does_not_publish(history: History) -> None:
    partial = history.seen["partial"].finished
    assert partial.succeeded, partial.output
    assert "Not published: this build left out" in partial.output


def test_a_build_of_no_rows_says_that_it_does_not_publish(history: History) -> None:
    empty = history.seen["empty"].finished
    assert empty.succeeded, empty.output
    assert "Not published: --empty and --sample" in empty.output


def test_the_next_good_build_publishes(history: History) -> None:
    good = history.seen["good"]
    assert good.finished.succeeded, good.finished.output
    assert good.digests.keys() == history.seen["first"].digests.keys()
    assert good.digests["marts.duckdb"] != history.seen["first"].digests["marts.duckdb"]
    assert good.published_ids == good.working_ids
    assert good.published_ids.keys() == {record["source_record_id"] for record in GOOD}


def test_ids_that_were_never_published_are_taken_back(history: History) -> None:
    first, good = history.seen["first"].published_ids, history.seen["good"].published_ids
    assert {record: good[record] for record in first} == first
    assert good["6"] not in first.values()
    assert history.seen["good"].registry_run == history.seen["failed"].registry_run


def test_a_truncated_snapshot_logs_nothing(history: History) -> None:
    assert history.seen["truncated"].registry_run == history.seen["good"].registry_run


def test_who_holds_the_file_open_keeps_reading_what_it_was(history: History) -> None:
    assert {name: seen.reader_count for name, seen in history.seen.items()} == dict.fromkeys(history.seen, len(FIRST))
    assert history.seen["good"].published_ids.keys() == {record["source_record_id"] for record in GOOD}


def tables(sample: Workspace, file: str) -> set[str]:
    return {row[0] for row in sample.query("select table_name from duckdb_tables()", file)}


def marts_of(manifest: Manifest, schema: str) -> set[str]:
    return {
        node["name"]
        for node in manifest.models.values()
        if node["fqn"][1] == "marts" and node["config"]["schema"] == schema
    }


@pytest.mark.parametrize("schema", ["marts", "restricted"])
def test_each_file_holds_its_marts_and_no_other(sample: Workspace, manifest: Manifest, schema: str) -> None:
    expected = marts_of(manifest, schema)
    assert {"marts": "customers", "restricted": "customer_master"}[schema] in expected
    assert tables(sample, f"{schema}.duckdb") == expected


def test_no_direct_identifier_is_published_for_bi(sample: Workspace, manifest: Manifest) -> None:
    pii = {
        (node["name"], column["name"]): column["config"]["meta"]["pii"]
        for node in manifest.models.values()
        if node["fqn"][1] == "marts"
        for column in node["columns"].values()
    }
    assert pii[("customer_master", "email")] == "direct"
    columns = sample.query("select table_name, column_name from duckdb_columns() where not internal", "marts.duckdb")
    assert {column: pii[column] for column in columns if pii[column] == "direct"} == {}


@pytest.mark.parametrize("file", PUBLISHED)
def test_published_rows_are_the_marts(sample: Workspace, file: str) -> None:
    schema = file.removesuffix(".duckdb")
    for table in sorted(tables(sample, file)):
        working = sample.query(f"select count(*), bit_xor(hash(mart)) from {schema}.{table} as mart")
        assert sample.query(f"select count(*), bit_xor(hash(mart)) from {table} as mart", file) == working, table

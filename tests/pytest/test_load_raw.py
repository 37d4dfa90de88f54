"""scripts/load_raw.py: PostgreSQL's raw tables hold exactly what DuckDB reads from the files."""

import csv
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.postgres import connect, scratch_database
from support.workspace import ROOT, Workspace

ALL_OPTIONAL = "{optional_raw_tables: [all]}"
HEADER = [
    *("member_no", "programme", "family_name", "given_name", "birth_ymd", "sex", "mobile"),
    *("email", "ci", "postal_code", "address", "joined_at", "updated_at", "status"),
]
# Values that a careless COPY turns into something else.
AWKWARD = [
    "\\N",
    "\\.",
    "a\\tb",
    "tab\there",
    '"quoted"',
    "a,b",
    " padded ",
    "null",
    "한글",
    "é",
    "'",
]
LINES = "select * from raw.{} order by _file, _line"


def command(raw: Path, *arguments: str) -> list[str]:
    return [sys.executable, str(ROOT / "scripts" / "load_raw.py"), "--raw", str(raw), *arguments]


@pytest.fixture(scope="module")
def awkward_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Raw files with one table: awkward values in every column, empty fields, two bad lines."""
    raw = tmp_path_factory.mktemp("raw")
    file = raw / "membership" / "members.csv"
    file.parent.mkdir(parents=True)
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(HEADER)
        for number, value in enumerate(AWKWARD):
            writer.writerow([f"M{number}"] + [value] * (len(HEADER) - 1))
        writer.writerow(["M-empty"] + [""] * (len(HEADER) - 1))
    with file.open("ab") as stream:
        stream.write(b"one,column,short\n")
        stream.write(b"M-nul,a\x00b" + b"," * (len(HEADER) - 2) + b"\n")
    return raw


@pytest.fixture(scope="module")
def on_both(
    awkward_files: Path, postgres_server: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Workspace, Workspace]]:
    """The same files read by DuckDB and loaded into PostgreSQL."""
    duck = Workspace(tmp_path_factory.mktemp("duck"), raw=awkward_files)
    duck.dbt("run-operation", "create_raw_relations", optional_raw_tables=["all"])
    with scratch_database(postgres_server) as settings:
        postgres = Workspace(tmp_path_factory.mktemp("postgres"), target="postgres", environment=settings)
        postgres.run(command(awkward_files, "--vars", ALL_OPTIONAL))
        yield duck, postgres


def test_good_rows_are_the_same(on_both: tuple[Workspace, Workspace]) -> None:
    duck, postgres = on_both
    expected = duck.query(LINES.format("membership__members"))
    assert len(expected) == len(AWKWARD) + 1
    assert expected[0][1] == AWKWARD[0]
    assert postgres.query(LINES.format("membership__members")) == expected


def test_empty_tables_are_there_too(on_both: tuple[Workspace, Workspace]) -> None:
    duck, postgres = on_both
    tables = "select table_name from information_schema.tables where table_schema = 'raw'"
    expected = sorted(duck.query(tables))
    assert len(expected) > 1
    assert sorted(postgres.query(tables)) == expected


def test_rejected_lines_are_the_same_but_for_nul(on_both: tuple[Workspace, Workspace]) -> None:
    lines = "select line_number, reason, raw_line from raw.rejected_lines order by line_number"
    duck, postgres = ([list(row) for row in side.query(lines)] for side in on_both)
    for row in duck:
        row[2] = row[2].replace("\x00", "\u2400")
    assert [row[1] for row in duck] == ["wrong_column_count", "nul_character"]
    assert postgres == duck


def test_a_second_load_replaces_the_first_and_keeps_what_reads_it(
    on_both: tuple[Workspace, Workspace], awkward_files: Path
) -> None:
    _, postgres = on_both
    before = postgres.query("select count(*) from raw.membership__members")
    with connect(postgres.environment) as connection, connection.cursor() as cursor:
        cursor.execute("create view reader as select * from raw.membership__members")
    postgres.run(command(awkward_files, "--vars", ALL_OPTIONAL))
    assert postgres.query("select count(*) from raw.membership__members") == before
    assert postgres.query("select count(*) from reader") == before


def test_a_failed_load_changes_nothing_and_says_why(on_both: tuple[Workspace, Workspace], tmp_path: Path) -> None:
    _, postgres = on_both
    before = postgres.query("select count(*) from raw.membership__members")
    file = tmp_path / "membership" / "members.csv"
    file.parent.mkdir()
    file.write_text("member_no\nM1\n", encoding="utf-8")
    finished = postgres.run(command(tmp_path, "--vars", ALL_OPTIONAL), check=False)
    assert not finished.succeeded
    assert "members.csv" in finished.output
    assert "programme" in finished.output
    assert "Traceback" not in finished.output
    assert postgres.query("select count(*) from raw.membership__members") == before


@pytest.mark.parametrize(
    ("change", "said"),
    [({"PGDATABASE": "no_such_database"}, "createdb"), ({"PGHOST": "/no/such/folder"}, "PGHOST")],
)
def test_a_server_that_does_not_answer_is_named(
    workspace: Callable[..., Workspace],
    postgres_server: dict[str, str],
    change: dict[str, str],
    said: str,
) -> None:
    aside = workspace(target="postgres", environment={**postgres_server, **change})
    finished = aside.run(command(ROOT / "sample_data"), check=False)
    assert not finished.succeeded
    assert said in finished.output
    assert "Traceback" not in finished.output

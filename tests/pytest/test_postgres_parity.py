"""PostgreSQL builds the same marts from the same raw files as DuckDB, row by row."""

import datetime
import json
import sys
from collections.abc import Iterator
from decimal import Decimal

import pytest
from support.manifest import Manifest
from support.postgres import scratch_database
from support.workspace import ROOT, SAMPLE, Workspace

MARTS = sorted(path.stem for path in (ROOT / "models" / "marts").rglob("*.sql"))
# What has to be among them, so that an empty list cannot pass.
PROMISED = {"customer_identity_map", "customer_master", "customer_loyalty", "customer_ltv"}
SHOWN_ROWS = 5


@pytest.fixture(scope="module")
def postgres_sample(
    sample: Workspace, postgres_server: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workspace]:
    """The committed sample, built on PostgreSQL as of the same moment."""
    with scratch_database(postgres_server) as settings:
        folder = tmp_path_factory.mktemp("postgres_sample")
        built = Workspace(folder, as_of=sample.as_of, target="postgres", environment=settings)
        built.run([sys.executable, "scripts/load_raw.py", "--raw", str(SAMPLE)])
        built.dbt("build")
        yield built


def as_text(value: object) -> str | None:
    """A value in the one spelling that both engines' drivers agree on."""
    if value is None or isinstance(value, str):
        # scripts/load_raw.py stores the symbol, since PostgreSQL cannot hold the character.
        return value and value.replace("\x00", "\u2400")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return format(Decimal(repr(value)).normalize(), "f")
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=as_text)
    return str(value)


def rows(workspace: Workspace, mart: str) -> list[tuple[str | None, ...]]:
    """All rows of a mart as text, in one order."""
    manifest = Manifest.read(workspace.artifacts)
    node = manifest.models[f"model.customer_identity.{mart}"]
    columns = ", ".join(f'"{column}"' for column in node["columns"])
    found = workspace.query(f"select {columns} from {node['relation_name']}")
    as_texts = [tuple(as_text(value) for value in row) for row in found]
    return sorted(as_texts, key=lambda row: [(value is not None, value or "") for value in row])


def difference(left: list[tuple], right: list[tuple]) -> str:
    """What a person needs to see when two marts differ."""
    only_left, only_right = set(left) - set(right), set(right) - set(left)
    return (
        f"{len(left)} rows on DuckDB, {len(right)} on PostgreSQL\n"
        f"on DuckDB alone: {sorted(map(str, only_left))[:SHOWN_ROWS]}\n"
        f"on PostgreSQL alone: {sorted(map(str, only_right))[:SHOWN_ROWS]}"
    )


def test_the_promised_marts_are_compared() -> None:
    assert set(MARTS) >= PROMISED


@pytest.mark.parametrize("mart", MARTS)
def test_same_rows_on_both_engines(sample: Workspace, postgres_sample: Workspace, mart: str) -> None:
    on_duckdb = rows(sample, mart)
    on_postgres = rows(postgres_sample, mart)
    assert on_duckdb == on_postgres, difference(on_duckdb, on_postgres)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1200.00"), "1200"),
        (Decimal("0.10"), "0.1"),
        (1200.0, "1200"),
        (0.1, "0.1"),
        (True, "true"),
        (7, "7"),
        ("", ""),
        (None, None),
        (datetime.datetime(2026, 1, 2, 3, 4, 5), "2026-01-02T03:04:05"),
        (datetime.date(2026, 1, 2), "2026-01-02"),
    ],
)
def test_one_spelling(value: object, text: str | None) -> None:
    assert as_text(value) == text

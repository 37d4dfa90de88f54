"""`make policy-diff`: what a changed policy would do is shown before it is done, and nothing is touched.

A small brand: B1 and B2 are one by their mailbox, which B3 has too; a tighter limit makes it a hub.
"""

import csv
import hashlib
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from support.person_sets import write_conformed
from support.workspace import FEW_ROUNDS, ROOT, WORKING_FILE, Finished, Workspace

AS_OF = "2026-03-01 06:00:00"
CURRENT = {"as_of": AS_OF, "optional_raw_tables": ["all"], **FEW_ROUNDS}
LOOSE_CLUSTERS = """
    select loose.cluster_key, identity_map.customer_id
    from intermediate.int_clusters_loose as loose
    inner join marts.customer_identity_map as identity_map on loose.record_key = identity_map.record_key
"""
REVENUE = """
    select
        currency,
        count(*),
        count(*) filter (customer_id in ({0})),
        sum(net_amount),
        coalesce(sum(net_amount) filter (customer_id in ({0})), 0)
    from marts.purchases where customer_id is not null group by currency
"""
LIMITS = ROOT / "seeds" / "policy" / "identifier_limits.csv"


def person(record_id: str, name: str, **values: str) -> dict[str, str]:
    return {"channel": "club", "source_record_id": record_id, "full_name": name, **values}


RECORDS = [
    person("B1", "Carl Dahl", email="dahl@example.com"),
    person("B2", "Carl Dahl", email="dahl@example.com"),
    person("B3", "Ebba Dahl", email="dahl@example.com"),
    person("C1", "Gustav Holm", email="gustav.holm@example.com"),
]


@dataclass
class Brand:
    """A built warehouse, and what policy-diff says about it."""

    workspace: Workspace

    def diff(
        self, seeds: Path | None = None, check: bool = True, current: dict | None = None, **changed: object
    ) -> Finished:
        command = [sys.executable, "scripts/policy_diff.py", "--current-vars", yaml.safe_dump(current or CURRENT)]
        command += ["--vars", yaml.safe_dump(changed)] if changed else []
        command += ["--seeds", str(seeds)] if seeds else []
        return self.workspace.run(command, check)

    def rows(self, name: str) -> list[dict[str, str]]:
        with (self.workspace.artifacts / "policy_diff" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    def ids(self) -> dict[str, str]:
        return dict(self.workspace.query("select source_record_id, customer_id from marts.customer_identity_map"))

    def digests(self) -> dict[str, str]:
        files = sorted(self.workspace.warehouse.iterdir())
        return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


@pytest.fixture(scope="module")
def brand(tmp_path_factory: pytest.TempPathFactory) -> Brand:
    folder = tmp_path_factory.mktemp("policy_diff")
    workspace = Workspace(folder, raw=folder / "raw")
    write_conformed(workspace.raw, RECORDS)
    kinds = ("--resource-type", "model", "--resource-type", "seed")
    workspace.dbt("build", "--select", "+customer_identity_map", *kinds, **CURRENT)
    return Brand(workspace)


def test_a_looser_tier_merges_what_is_one_in_that_tier(sample: Workspace, tmp_path: Path) -> None:
    """The sample's warehouse holds the clusters of both tiers: they say what has to come out."""
    copy = Brand(Workspace(tmp_path, as_of=sample.as_of, environment={"TMPDIR": str(tmp_path / "temporary")}))
    (tmp_path / "temporary").mkdir()
    copy.workspace.warehouse.mkdir()
    shutil.copy(sample.warehouse / WORKING_FILE, copy.workspace.warehouse)
    digests = copy.digests()
    told = copy.diff(current={"as_of": sample.as_of, **FEW_ROUNDS}, customer_tier="loose").output
    assert copy.digests() == digests
    assert list((tmp_path / "temporary").iterdir()) == []
    assert "var customer_tier: strict -> loose" in told

    merges: dict[str, set[str]] = {}
    for row in copy.rows("merges"):
        merges.setdefault(row["customer_id_after"], set()).add(row["customer_id_before"])
    expected: dict[int, set[str]] = {}
    for cluster, customer_id in copy.workspace.query(LOOSE_CLUSTERS):
        expected.setdefault(cluster, set()).add(customer_id)
    expected_merges = sorted(sorted(ids) for ids in expected.values() if len(ids) > 1)
    assert len(expected_merges) > 1
    assert sorted(sorted(ids) for ids in merges.values()) == expected_merges
    assert all(survivor in ids for survivor, ids in merges.items())
    touched = [customer_id for ids in expected_merges for customer_id in ids]
    assert f"merges: {len(touched)} customers would become {len(expected_merges)}" in told
    assert "splits: none" in told

    revenue = copy.workspace.query(REVENUE.format(", ".join(f"'{customer_id}'" for customer_id in touched)))
    assert len(revenue) > 1
    shown = {tuple(line.split()) for line in told.splitlines()}
    assert {(row[0], *(f"{number:,}" for number in row[1:])) for row in revenue} <= shown


def changed_limits(folder: Path, **changed: str) -> Path:
    """A folder with limits in which the row of e-mails has other values."""
    with LIMITS.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    next(row for row in rows if row["identifier_type"] == "email").update(changed)
    folder = folder / "seeds"
    folder.mkdir()
    with (folder / LIMITS.name).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return folder


def tighter_limit(folder: Path) -> Path:
    """Seeds under which a mailbox of two persons links nobody."""
    return changed_limits(folder, max_persons="1", max_persons_offline="1")


@pytest.fixture(scope="module")
def told_of_tighter_limit(brand: Brand, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, list[dict]]]:
    """What is said, and the rows that are written."""
    told = brand.diff(seeds=tighter_limit(tmp_path_factory.mktemp("tighter_limit"))).output
    return told, {name: brand.rows(name) for name in ("splits", "links")}


def test_a_tighter_limit_splits(brand: Brand, told_of_tighter_limit: tuple[str, dict[str, list[dict]]]) -> None:
    ids = brand.ids()
    assert ids["B1"] == ids["B2"] != ids["B3"]
    told, rows = told_of_tighter_limit
    assert "seed identifier_limits: new email," in told
    assert "splits: 1 customer would become 2" in told
    parts = rows["splits"]
    assert {(row["customer_id_before"], row["rule"], row["count_records"]) for row in parts} == {
        (ids["B1"], "email_name", "1")
    }
    assert sorted(row["example_source_record_id"] for row in parts) == ["B1", "B2"]
    assert [(row["customer_id_after"] == ids["B1"], row["is_new_id"]) for row in parts] == [
        (True, "no"),
        (False, "yes"),
    ]
    assert ("email_name", "1", "0") in [tuple(row.values()) for row in rows["links"]]


def test_what_changes_nothing_says_so(brand: Brand) -> None:
    told = brand.diff(max_records_per_key=101).output
    assert "var max_records_per_key: 100 -> 101" in told
    assert "No customer would change." in told
    assert brand.rows("merges") == brand.rows("splits") == []


@pytest.mark.parametrize(
    ("changed", "limits", "message"),
    [
        ({"customer_tier": "gold"}, None, "var customer_tier is 'gold': use one of exact, strict, loose"),
        ({"customer_tear": "loose"}, None, "var customer_tear is unknown; use one of as_of, "),
        ({"as_of": "2026-01-01"}, None, "var as_of is no policy"),
        ({}, {"identifier_type": "fax"}, "accepted_values_identifier_limits_identifier_type"),
        ({}, None, "Say what would change: make policy-diff VARS="),
    ],
)
def test_a_policy_that_cannot_be_used_is_refused(
    brand: Brand, tmp_path: Path, changed: dict, limits: dict | None, message: str
) -> None:
    seeds = changed_limits(tmp_path, **limits) if limits else None
    finished = brand.diff(seeds=seeds, check=False, **changed)
    assert finished.returncode == 1
    assert "No comparison was made; the warehouse is as it was." in finished.output
    assert message in finished.output
    assert "Traceback" not in finished.output


def test_on_postgres_the_sides_are_schemas_of_their_own(
    tmp_path: Path,
    brand: Brand,
    told_of_tighter_limit: tuple[str, dict[str, list[dict]]],
    postgres_database: dict[str, str],
) -> None:
    """The same answer as on DuckDB, and no schema is left behind."""
    place = Workspace(tmp_path, raw=brand.workspace.raw, target="postgres", environment=postgres_database)
    place.run([sys.executable, "scripts/load_raw.py", "--raw", str(place.raw), "--vars", yaml.safe_dump(CURRENT)])
    # Of what is built, both sides read the registry alone.
    registry = str(tmp_path / "registry.csv")
    brand.workspace.run([sys.executable, "scripts/registry.py", "export", registry])
    place.run([sys.executable, "scripts/registry.py", "restore", registry])
    # PostgreSQL keeps schemas of its own for the temporary tables of each connection.
    schemas = "select nspname from pg_namespace where left(nspname, 3) != 'pg_' order by nspname"
    before = place.query(schemas)
    on_postgres = Brand(place).diff(seeds=tighter_limit(tmp_path)).output
    assert on_postgres.split("Every row")[0] == told_of_tighter_limit[0].split("Every row")[0]
    assert "splits: 1 customer would become 2" in on_postgres
    assert place.query(schemas) == before


def test_a_file_that_is_no_policy_seed_is_refused(brand: Brand, tmp_path: Path) -> None:
    (tmp_path / "limits.csv").write_text("a\n1\n", encoding="utf-8")
    finished = brand.diff(seeds=tmp_path, check=False)
    assert finished.returncode == 1
    assert "'limits.csv' is no policy seed; those are " in finished.output


def test_without_a_warehouse_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    finished = Brand(Workspace(tmp_path, raw=tmp_path)).diff(check=False, customer_tier="loose")
    assert finished.returncode == 1
    assert "run make build first" in finished.output

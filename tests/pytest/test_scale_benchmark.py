"""The scale benchmark: how rows are kept and compared, and one whole run on few records."""

import csv
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
import scale
from measure import project, scale_systems
from measure.floor import pairs
from measure.processes import CommandError, Measured, run_measured
from measure.project import Built, Place
from measure.scale_report import COLUMNS, merged, ratios
from support.workspace import DBT, FEW_ROUNDS

FEW = 1_000


def row(records: int, system: str, stage: str, seconds: float, peak_mb: int = 1) -> dict[str, str]:
    values = (records, system, stage, seconds, peak_mb)
    return dict(zip(COLUMNS, map(str, values), strict=True))


@pytest.fixture
def kept(tmp_path: Path) -> Callable[..., Path]:
    """Writes rows as a file of earlier results."""

    def write(*rows: dict[str, str]) -> Path:
        file = tmp_path / "scale.csv"
        with file.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, COLUMNS)
            writer.writeheader()
            writer.writerows(rows)
        return file

    return write


def test_rows_of_a_system_replace_its_earlier_ones_and_no_others(kept: Callable[..., Path]) -> None:
    file = kept(
        row(100, "floor", "scan", 1), row(100, "floor", "total", 1), row(10, "floor", "total", 9),
        row(100, "customer_identity", "closure_alone", 5), row(100, "customer_identity", "total", 7),
    )  # fmt: skip
    new = [row(100, "floor", "pair", 2), row(100, "floor", "total", 2)]
    assert merged(file, new, [(100, "floor")]) == [
        row(10, "floor", "total", 9),
        row(100, "customer_identity", "closure_alone", 5), row(100, "customer_identity", "total", 7),
        row(100, "floor", "pair", 2), row(100, "floor", "total", 2),
    ]  # fmt: skip
    # The closure alone comes with SciPy's rows: it replaces its own row, and the models stay.
    new = [row(100, "customer_identity", "closure_alone", 6), row(100, "scipy", "total", 3)]
    found = merged(file, new, [(100, "scipy")])
    assert [line for line in found if line["system"] == "customer_identity"] == [
        row(100, "customer_identity", "total", 7), row(100, "customer_identity", "closure_alone", 6),
    ]  # fmt: skip


def test_ratios_that_the_targets_name() -> None:
    rows = [
        row(10, "customer_identity", "total", 4), row(100, "customer_identity", "total", 42, 6144),
        row(100, "customer_identity", "closure_alone", 3), row(100, "floor", "total", 21),
        row(100, "scipy", "total", 4), row(100, "splink", "total", 168),
        row(100, "incremental", "total", 2.1), row(10, "splink", "total", 2),
    ]  # fmt: skip
    assert [found[:3] for found in ratios(rows) if found[0] == 100] == [
        (100, "full build / floor", "2.00"),
        (100, "peak memory of the full build, GB", "6.0"),
        (100, "closure / SciPy with load and store", "0.75"),
        (100, "full build / a tenth of the records", "10.50"),
        (100, "Splink / full build", "4.00"),
        (100, "incremental / full build", "0.05"),
    ]
    assert [found[:3] for found in ratios(rows) if found[0] == 10 and "memory" not in found[1]] == [
        (10, "Splink / full build", "0.50")
    ]


def test_memory_of_a_span_of_time() -> None:
    megabyte = 2**20
    measured = Measured("", 9.0, ((1.0, 10 * megabyte), (2.0, 30 * megabyte), (3.0, 20 * megabyte)))
    assert measured.peak_mb == 30
    assert measured.peak_between(2.5, 3.5) == 20
    # No look fell into it: the last one before counts.
    assert measured.peak_between(2.1, 2.2) == 30
    assert measured.peak_between(0.1, 0.2) == 0


def test_a_command_is_measured_with_its_children_and_says_why_it_failed(tmp_path: Path) -> None:
    child = "import time; held = bytearray(60 * 2**20); time.sleep(1)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}]); print('done')"
    done = run_measured([scale.sys.executable, "-c", parent], tmp_path)
    assert done.output == "done\n"
    assert done.peak_mb >= 60
    assert done.seconds >= 1
    with pytest.raises(CommandError, match="status 3:\nno such luck"):
        run_measured([scale.sys.executable, "-c", "print('no such luck'); raise SystemExit(3)"], tmp_path)


def test_seconds_up_to_a_model_count_what_it_builds_on_once() -> None:
    parents = {"top": ["left", "right"], "left": ["base"], "right": ["base", "seed"], "base": [], "other": ["base"]}
    built = Built(dict.fromkeys(parents, 1.0), 0.0, 0, {}, parents, {}, 0.0, 0)
    assert built.seconds_up_to("top") == 4
    assert built.seconds_up_to("other") == 2


def test_the_floor_pairs_groups_within_their_limit_once() -> None:
    rules = [
        {"number": 1, "max_records": 4, "tier": "exact"},
        {"number": 2, "max_records": 3, "tier": "strict"},
    ]
    keys = [(1, 10, "abcd"), (1, 11, "fghij"), (2, 20, "abc"), (2, 21, "wxyz"), (2, 22, "e")]
    with duckdb.connect() as connection:
        connection.execute("create schema intermediate")
        connection.execute(
            "create table intermediate.int_match_keys (record_key bigint, rule_number integer, match_key bigint)"
        )
        rows = [(ord(record), rule, key) for rule, key, members in keys for record in members]
        connection.executemany("insert into intermediate.int_match_keys values (?, ?, ?)", rows)
        for sql in pairs(rules):
            connection.execute(sql)
        found = connection.execute("select * from pairs order by all").fetchall()
    # A star of four, each with each of three; one pair is in both and counts for the first rule.
    assert [(chr(left), chr(right), rule) for left, right, rule in found] == [
        ("a", "b", 1), ("a", "c", 1), ("a", "d", 1), ("b", "c", 2),
    ]  # fmt: skip


def test_splink_is_left_out_with_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large = scale_systems.Setting(scale_systems.MOST_RECORDS_FOR_SPLINK + 1, Place(tmp_path), "csv", "1GB")
    monkeypatch.setattr(scale_systems, "splink_python", lambda: "python")
    with pytest.raises(scale_systems.LeftOutError, match="up to 1,000,000"):
        scale_systems.splink(large)
    monkeypatch.setattr(scale_systems, "splink_python", lambda: None)
    with pytest.raises(scale_systems.LeftOutError, match="not installed"):
        scale_systems.splink(large)


def test_one_run_measures_every_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scale_systems, "splink_python", lambda: None)
    monkeypatch.setattr(project, "DBT", DBT)
    monkeypatch.setattr(scale_systems, "LOADS", {**scale_systems.LOADS, **FEW_ROUNDS})
    work, results = tmp_path / "work", tmp_path / "results"
    assert scale.main(["--records", str(FEW), "--work", str(work), "--results", str(results)]) == 0
    assert list(work.iterdir()) == []
    with (results / "scale.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert tuple(rows[0]) == COLUMNS
    by_system: dict[str, dict[str, float]] = {}
    for line in rows:
        by_system.setdefault(line["system"], {})[line["stage"]] = float(line["seconds"])
    assert list(by_system) == ["customer_identity", "floor", "scipy", "incremental"]
    assert by_system["customer_identity"].pop("closure_alone") > 0
    for stages in by_system.values():
        total = stages.pop("total")
        assert total == pytest.approx(sum(stages.values()), abs=0.001 * len(stages))
    assert by_system["floor"].keys() == {"scan", "normalise", "key", "pair"}
    assert by_system["scipy"].keys() == {"load", "components", "store"}
    assert {"customer_master", "customer_identity_map", "match_evidence"} <= by_system["incremental"].keys()
    report = (results / "scale.md").read_text(encoding="utf-8")
    assert "incremental / full build" in report
    assert "Splink / full build" not in report


def test_systems_are_named_in_any_order_and_run_in_one() -> None:
    assert scale.chosen_systems("incremental, floor") == ["floor", "incremental"]
    with pytest.raises(scale.argparse.ArgumentTypeError, match="spark: not among"):
        scale.chosen_systems("floor,spark")

"""Labelled sets that others made find their persons under the default policy, through the conformed channel."""

from collections.abc import Callable
from pathlib import Path

import pytest
from support.person_sets import PairScores, PersonSet, dupehell_customers, febrl, pair_scores, write_conformed
from support.workspace import FEW_ROUNDS, Workspace

AS_OF = "2026-01-01 00:00:00"
# Made in the sets' own order; the partition must not depend on it.
SETS = {
    # name: (the set, least precision, least F1)
    "febrl1": (lambda: febrl(1), 0.999, 0.90),
    "febrl3": (lambda: febrl(3), 0.999, 0.90),
    "dupehell_ecommerce_light": (lambda: dupehell_customers("ecommerce", "light"), 0.90, 0.94),
}


def customers_of(workspace: Workspace, records: PersonSet) -> dict[str, str]:
    """The customer that each record is, after one build of these records alone."""
    write_conformed(workspace.raw, records.records)
    only_models = ("--resource-type", "model", "--resource-type", "seed")
    workspace.dbt(
        "build", "--select", "+customer_identity_map", *only_models, optional_raw_tables=["all"], **FEW_ROUNDS
    )
    return dict(workspace.query("select source_record_id, customer_id from marts.customer_identity_map"))


@pytest.mark.parametrize("name", SETS)
def test_the_default_policy_finds_the_persons(
    name: str, workspace: Callable[..., Workspace], tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    load, least_precision, least_f1 = SETS[name]
    persons = load()
    scores = pair_scores(customers_of(workspace(raw=tmp_path / "raw", as_of=AS_OF), persons), persons.truth)
    with capsys.disabled():
        print(f"\n{name}: {len(persons.records)} records, {scores}")
    assert scores.precision >= least_precision
    assert scores.f1 >= least_f1


@pytest.mark.parametrize(
    ("found", "truth", "precision", "recall"),
    [
        ("aabb", "aabb", 1, 1),
        ("aaaa", "aabb", 2 / 6, 1),
        ("abcd", "aabb", 1, 0),
        ("aabc", "aabb", 1, 1 / 2),
        ("abab", "aabb", 0, 0),
        ("abcd", "abcd", 1, 1),
    ],
)
def test_pair_scores(found: str, truth: str, precision: float, recall: float) -> None:
    assert pair_scores(dict(enumerate(found)), dict(enumerate(truth))) == PairScores(precision, recall)


def test_f1_is_the_harmonic_mean() -> None:
    assert PairScores(0.5, 1.0).f1 == pytest.approx(2 / 3)
    assert PairScores(0.0, 0.0).f1 == 0.0


def test_scores_need_every_record() -> None:
    with pytest.raises(ValueError, match="same records"):
        pair_scores({"a": 1}, {"a": 1, "b": 1})

"""Too many changed ids stop a run before the registry appends, and say why; without a cause one is too many."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from support.registry_history import After, History, people, person
from support.session import dbt_session
from support.workspace import FEW_ROUNDS, Workspace

DAYS = [f"2026-03-{day:02} 06:00:00" for day in range(1, 6)]
BUDGET = {"data": 0.4, "policy": 0.4, "decision": 0.4, "erasure": 0.4, "unexplained": 0}
SETTINGS = {
    "match_rules": [{"name": "by_email", "tier": "exact", "fields": ["email", "name_parts_sorted"]}],
    "churn_tolerated_customers": 0,
}
GUARDED = (
    *("--select", "int_churn_measured", "int_run_admitted", "int_customer_ids_registered"),
    *("assert_churn_stays_within_its_budget", "--indirect-selection", "cautious"),
)
FIRST = people(
    person("a-1", "Anna Berg", "anna@example.com"),
    person("a-2", "Anna Berg", "anna@example.com"),
    person("b-1", "Anna Berg", "berg@example.com"),
    person("c-1", "Carl Dahl", "carl@example.com"),
    person("d-1", "Ebba Falk", "ebba@example.com"),
)
# One of four customers ends in another, and one is gone: half of them.
NEXT = {
    **{key: record for key, record in FIRST.items() if key != "d-1"},
    "b-1": person("b-1", "Anna Berg", "anna@example.com"),
}


@dataclass
class Seen:
    """What was refused, what was told, and what the registry held after it."""

    failure: str
    told: list[str]
    logged: After


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Seen]]:
    folder = tmp_path_factory.mktemp("churn")
    place = Workspace(folder, raw=folder / "raw")
    with dbt_session(place, as_of=DAYS[0], optional_raw_tables=["all"], churn_budget=BUDGET, **SETTINGS) as session:
        history = History(session, folder / "warehouse")
        found = {}

        def refused(name: str, as_of: str) -> None:
            """Build what the budget guards, after a run that was not admitted."""
            with pytest.raises(AssertionError) as failure:
                session.dbt(
                    *("build", *GUARDED),
                    warehouse=history.warehouse,
                    as_of=as_of,
                    optional_raw_tables=["all"],
                    churn_budget=BUDGET,
                    **FEW_ROUNDS,
                    **SETTINGS,
                )
            (test,) = (place.artifacts / "compiled").rglob("assert_churn_stays_within_its_budget.sql")
            told = [row[-1] for row in history.query(test.read_text(encoding="utf-8"))]
            found[name] = Seen(str(failure.value), told, history.read())

        history.run("first", FIRST, DAYS[0], churn_budget=BUDGET, **SETTINGS)
        found["first"] = Seen("", [], history["first"])
        history.run("too much", NEXT, DAYS[1], churn_budget=BUDGET, **SETTINGS)
        refused("too much", DAYS[1])
        history.run("allowed", NEXT, DAYS[1], churn_budget={**BUDGET, "data": 0.5}, **SETTINGS)
        found["allowed"] = Seen("", [], history["allowed"])
        # The SQL of a model changes, and nobody says so.
        with session.edited(("int_clusters", "clusters.cluster_key,", "clusters.record_key as cluster_key,")):
            history.run("unexplained", NEXT, DAYS[2], churn_budget=BUDGET, **SETTINGS)
            refused("unexplained", DAYS[2])
        # Counting up the version of the rules' SQL is saying so.
        with session.edited(
            ("int_clusters", "clusters.cluster_key,", "clusters.record_key as cluster_key,"),
            ("rule_code_version", "return(", "return(1000 + "),
        ):
            history.run("explained", NEXT, DAYS[2], churn_budget={**BUDGET, "policy": 0.5}, **SETTINGS)
            found["explained"] = Seen("", [], history["explained"])
        yield found


@pytest.mark.parametrize(("name", "before"), [("too much", "first"), ("unexplained", "allowed")])
def test_nothing_is_logged_where_too_much_changes(seen: dict[str, Seen], name: str, before: str) -> None:
    assert seen[name].logged.events == seen[before].logged.events
    assert seen[name].logged.runs == seen[before].logged.runs
    assert "assert_churn_stays_within_its_budget" in seen[name].failure


def test_the_message_names_cause_share_budget_and_fix(seen: dict[str, Seen]) -> None:
    (told,) = seen["too much"].told
    for part in ("cause data: 2 of 4 customers (share 0.5", "budget 0.4", "raise churn_budget.data for this run"):
        assert part in told
    (told,) = seen["unexplained"].told
    for part in ("cause unexplained: 1 of 2 customers", "budget 0", "count up rule_code_version"):
        assert part in told


def test_what_the_budget_allows_is_logged(seen: dict[str, Seen]) -> None:
    first, allowed = seen["first"].logged, seen["allowed"].logged
    assert len(allowed.events) == len(first.events) + 2
    assert allowed.ids["b-1"] == allowed.ids["a-1"] == first.ids["a-1"]


def test_a_new_version_of_the_rules_is_a_policy(seen: dict[str, Seen]) -> None:
    last = seen["explained"].logged
    new = [change for change in last.changes if change.run == last.runs[-1][0]]
    assert {change.cause for change in new} == {"policy"}
    assert {change.kind for change in new} == {"split"}
    assert len(last.runs) == 3

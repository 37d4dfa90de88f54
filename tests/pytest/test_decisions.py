"""A steward's decision parts or joins customers, ends, and leaves what it found; a broken guard is noticed by a law.

One history of four runs of a tiny conformed file; each test asks one thing of it.
"""

from collections.abc import Iterator

import pytest
from support.registry_history import History, people, person
from support.session import dbt_session
from support.workspace import FEW_ROUNDS, Workspace

DAYS = [f"2026-03-0{day} 06:00:00" for day in range(1, 5)]
# Two pairs that a rule joins, one that none does, and two identity codes with a record between them.
RECORDS = people(
    person("steady-1", "Gustav Lund", "gustav.lund@example.com"),
    person("steady-2", "Gustav Lund", "gustav.lund@example.com"),
    person("twin-1", "Anna Berg", "anna.berg@example.com"),
    person("twin-2", "Anna Berg", "anna.berg@example.com"),
    person("lone-1", "Carl Dahl", "carl.dahl@example.com"),
    person("lone-2", "Ebba Falk", "ebba.falk@example.com"),
    person("code-1", "Ida Holm", "ida.holm@example.com", person_ci="ci-a"),
    person("between", "Ida Holm", "ida.holm@example.com", phone="+46 70 174 06 05"),
    person("code-2", "Ida Holm", "holm.ida@example.com", phone="+46 70 174 06 05", person_ci="ci-b"),
)


def decision(decision_id: str, word: str, left: str, right: str, since: str) -> tuple[str, ...]:
    return (decision_id, word, "club", left, "club", right, since, DAYS[3])


PARTED = decision("D-1", "never_link", "twin-1", "twin-2", DAYS[0])
JOINED = decision("D-2", "always_link", "lone-1", "lone-2", DAYS[0])
DENIED = decision("D-3", "never_link", "lone-2", "lone-1", DAYS[2])
SECOND_DAY = {"as_of": DAYS[1], "optional_raw_tables": ["all"], "max_snapshot_shrink": 1, **FEW_ROUNDS}
JUDGED = ("int_steward_decisions_judged+,+int_links_judged",)
LAWS = (
    "assert_decisions_hold_in_every_tier",
    "assert_no_cluster_has_two_unique_values",
    "assert_no_cluster_holds_a_cannot_link",
    "assert_no_accepted_link_is_left_open",
    "assert_tiers_nest",
)
# What a law holds: the law, then the model or macro, its text, and what stands there instead.
MUTANTS = {
    "always-links make labels": (
        *("assert_decisions_hold_in_every_tier", "int_records_labelled"),
        *("coalesce(joined_records.cluster_key, records.record_key)", "records.record_key"),
    ),
    "never-links refuse links": (
        *("assert_no_cluster_holds_a_cannot_link", "label_facts"),
        *("from cannot_links", "from (select * from cannot_links where false) as cannot_links"),
    ),
    "a component in conflict is not made": (
        *("assert_no_cluster_has_two_unique_values", "close_tier"),
        *("where component_conflicts.component is null", ""),
    ),
    "links close": (
        *("assert_no_accepted_link_is_left_open", "close_tier"),
        *("where reject_reason is null and left_label != right_label", "where false"),
    ),
    "a tier keeps the clusters before it": (
        *("assert_tiers_nest", "close_tier"),
        *("coalesce(components_kept.component, labels.cluster_key)", "coalesce(components_kept.component, record_key)"),
    ),
}


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Iterator[History]:
    folder = tmp_path_factory.mktemp("decided")
    with dbt_session(Workspace(folder, raw=folder / "raw"), as_of=DAYS[0], optional_raw_tables=["all"]) as session:
        history = History(session, folder / "warehouse")
        history.run("before", RECORDS, DAYS[0])
        history.run("decided", RECORDS, DAYS[1], decisions=[PARTED, JOINED])
        history.run("denied", RECORDS, DAYS[2], decisions=[PARTED, JOINED, DENIED])
        history.run("ended", RECORDS, DAYS[3], decisions=[PARTED, JOINED, DENIED])
        yield history


def test_a_decision_parts_and_joins_customers(decided: History) -> None:
    before, after = decided["before"].ids, decided["decided"].ids
    assert before["twin-1"] == before["twin-2"]
    assert before["lone-1"] != before["lone-2"]
    assert after["twin-1"] != after["twin-2"]
    assert before["twin-1"] in (after["twin-1"], after["twin-2"])
    assert after["lone-1"] == after["lone-2"] == min(before["lone-1"], before["lone-2"])


def test_never_wins_over_always(decided: History) -> None:
    denied = decided["denied"].ids
    assert denied["lone-1"] != denied["lone-2"]
    assert denied["twin-1"] != denied["twin-2"]


def test_a_decision_that_ended_leaves_the_partition_it_found(decided: History) -> None:
    before, ended = decided["before"].ids, decided["ended"].ids
    assert ended["twin-1"] == ended["twin-2"] == before["twin-1"]
    assert ended["lone-1"] != ended["lone-2"]


def test_what_nobody_decided_keeps_its_id(decided: History) -> None:
    before = decided["before"].ids
    assert before["steady-1"] == before["steady-2"]
    assert len({before[record] for record in ("code-1", "between", "code-2")}) == 3
    for run in ("decided", "denied", "ended"):
        for record in ("steady-1", "steady-2", "code-1", "between", "code-2"):
            assert decided[run].ids[record] == before[record]


@pytest.fixture(scope="module")
def lawful(decided: History) -> Iterator[History]:
    """The second day once more, in a warehouse of its own, where all laws hold."""
    history = History(decided.session, decided.warehouse.with_name("lawful"))
    history.session.dbt("seed", warehouse=history.warehouse, **SECOND_DAY)
    history.session.dbt("run", "--select", "+int_links_judged", warehouse=history.warehouse, **SECOND_DAY)
    history.session.dbt("test", "--select", *LAWS, warehouse=history.warehouse, **SECOND_DAY)
    yield history


@pytest.mark.parametrize("mutant", MUTANTS.values(), ids=MUTANTS.keys())
def test_a_broken_guard_breaks_its_law(lawful: History, mutant: tuple[str, str, str, str]) -> None:
    law, name, old, new = mutant
    with lawful.session.edited((name, old, new)):
        lawful.session.dbt("run", "--select", *JUDGED, warehouse=lawful.warehouse, **SECOND_DAY)
        with pytest.raises(AssertionError, match=law):
            lawful.session.dbt("test", "--select", law, warehouse=lawful.warehouse, **SECOND_DAY)

"""What becomes of customer ids is told with its cause, run by run, and every old id is found again.

One history of seven runs: merges, a late bridge, a split after correction, re-keyed records, erasure and return,
deletion and return, a steward's decision made and withdrawn, a rule taken away, and a run in which nothing happens.
"""

from collections.abc import Iterator

import pytest
from support.registry_history import Change, History, people, person
from support.session import dbt_session
from support.workspace import Workspace

DAYS = [f"2026-03-{day:02} 06:00:00" for day in range(1, 10)]
BY_EMAIL = {"name": "by_email", "tier": "exact", "fields": ["email", "name_parts_sorted"]}
BY_PHONE = {"name": "by_phone", "tier": "exact", "fields": ["phone", "name_parts_sorted"]}
FREELY = {"data": 1, "policy": 1, "decision": 1, "erasure": 1, "unexplained": 0}
PHONE = "010-2345-6789"
FIRST = people(
    person("bridge-1", "Anna Berg", "anna@example.com"),
    person("bridge-2", "Anna Berg", "", phone=PHONE),
    person("three-1", "Carl Dahl", "carl1@example.com"),
    person("three-2", "Carl Dahl", "carl2@example.com"),
    person("three-3", "Carl Dahl", "carl3@example.com"),
    person("split-1", "Ebba Falk", "ebba@example.com"),
    person("split-2", "Ebba Falk", "ebba@example.com"),
    person("split-3", "Ebba Falk", "ebba@example.com"),
    person("left-1", "Gustav Holm", "gustav@example.com"),
    person("left-2", "Gustav Holm", "gustav@example.com"),
    person("right-1", "Gustav Holm", "holm@example.com"),
    person("away", "Ida Jansson", "ida@example.com"),
    person("erased-1", "Karin Lund", "karin@example.com"),
    person("kept-1", "Karin Lund", "karin@example.com"),
    person("erased-2", "Maja Nord", "maja@example.com"),
    person("twin-1", "Nils Ohlsson", "nils@example.com"),
    person("twin-2", "Nils Ohlsson", "nils@example.com"),
)
SECOND = {
    **{key: record for key, record in FIRST.items() if key != "away"},
    **people(
        person("bridge-3", "Anna Berg", "anna@example.com", phone=PHONE),
        person("three-2", "Carl Dahl", "carl1@example.com"),
        person("three-3", "Carl Dahl", "carl1@example.com"),
        person("split-3", "Olof Palm", "olof@example.com"),
        person("left-2", "Gustav Holm", "holm@example.com"),
    ),
}
THIRD = {**SECOND, "away": FIRST["away"]}
ERASED = ("erased-1", "erased-2")
APART = ("D1", "never_link", "club", "twin-1", "club", "twin-2", DAYS[3], "")


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[History]:
    folder = tmp_path_factory.mktemp("identity_changes")
    settings = {"match_rules": [BY_EMAIL, BY_PHONE], "churn_budget": FREELY}
    place = Workspace(folder, raw=folder / "raw")
    with dbt_session(place, as_of=DAYS[0], optional_raw_tables=["all"], **settings) as session:
        story = History(session, folder / "warehouse")
        story.run("first", FIRST, DAYS[0], **settings)
        keys = [story.record_key(name) for name in ERASED]
        story.run("second", SECOND, DAYS[1], **settings)
        story.run("erased", THIRD, DAYS[2], erased=keys, **settings)
        # The list of erased records is lost, and the records are delivered as ever.
        story.run("decided", THIRD, DAYS[3], decisions=[APART], **settings)
        story.run("withdrawn", THIRD, DAYS[4], **settings)
        story.run("policy", THIRD, DAYS[5], **{**settings, "match_rules": [BY_EMAIL]})
        story.run("quiet", THIRD, DAYS[6], **{**settings, "match_rules": [BY_EMAIL]})
        yield story


def changes(history: History, name: str) -> dict[tuple[str, str], Change]:
    """The changes of a run, by kind and customer id."""
    run = max(run[0] for run in history[name].runs)
    return {(change.kind, change.customer): change for change in history[name].changes if change.run == run}


def test_the_first_run_creates_everybody(history: History) -> None:
    found = changes(history, "first")
    assert found.keys() == {("created", customer) for customer in set(history["first"].ids.values())}
    assert {(change.cause, change.is_direct, change.before) for change in found.values()} == {("data", True, 0)}


def test_the_second_run_has_these_changes_and_no_others(history: History) -> None:
    first, second = history["first"].ids, history["second"].ids
    bridge, lost = sorted([first["bridge-1"], first["bridge-2"]])
    three, *merged = sorted(first[f"three-{number}"] for number in (1, 2, 3))
    expected = {
        ("merged", lost): (bridge, 1, 0, 1),
        **{("merged", customer): (three, 1, 0, 1) for customer in merged},
        ("split", second["split-3"]): (first["split-1"], 0, 1, 1),
        ("re-keyed", first["left-1"]): (first["right-1"], 2, 1, 1),
        ("retired", first["away"]): (None, 1, 0, 0),
    }
    found = changes(history, "second")
    assert {key: (it.related, it.before, it.after, it.moved) for key, it in found.items()} == expected
    assert {(change.cause, change.is_direct) for change in found.values()} == {("data", True)}


def test_a_late_bridge_merges_with_the_record_that_came(history: History) -> None:
    second = history["second"].ids
    assert second["bridge-1"] == second["bridge-2"] == second["bridge-3"]
    assert second["bridge-1"] in {history["first"].ids["bridge-1"], history["first"].ids["bridge-2"]}


def test_re_keyed_customers_both_stay(history: History) -> None:
    first, second = history["first"].ids, history["second"].ids
    assert second["left-1"] == first["left-1"]
    assert second["left-2"] == second["right-1"] == first["right-1"]


def test_who_was_deleted_and_is_back_has_the_old_id(history: History) -> None:
    back = history["first"].ids["away"]
    assert history["erased"].ids["away"] == back
    assert changes(history, "erased")[("returned", back)].cause == "data"


def test_erased_records_leave_and_never_come_back(history: History) -> None:
    for name in ("erased", "decided", "withdrawn", "policy", "quiet"):
        assert not set(ERASED) & history[name].ids.keys(), name
    gone = history["first"].ids["erased-2"]
    found = changes(history, "erased")
    assert found[("retired", gone)].cause == "erasure"
    assert history["erased"].ids["kept-1"] == history["first"].ids["kept-1"]
    assert [change.customer for change in found.values() if change.cause == "erasure"] == [gone]
    assert history["quiet"].resolved[gone] == {None: 0}
    assert gone not in history["quiet"].ids.values()


def test_nothing_of_the_erased_is_left_but_key_and_id(history: History) -> None:
    keys = "select record_key from registry.customer_registry where event = 'erased'"
    logged = history.query(
        f"select event, source_record_id, customer_id from registry.customer_registry where record_key in ({keys})"
        " order by customer_id, run_number"
    )
    assert [(event, name) for event, name, _ in logged] == [("assigned", None), ("erased", None)] * 2
    assert {row[0] for row in history["quiet"].history}.isdisjoint(ERASED)
    left = history.query(
        "select count(*), count(source_record_id), count(full_name), count(email), count(content_hash)"
        " from intermediate.int_customer_records_unioned where record_state = 'erased'"
    )
    assert left == [(2, 0, 0, 0, 0)]


def test_a_decision_is_the_cause_when_it_starts_and_when_it_ends(history: History) -> None:
    before, apart, after = (history[name].ids for name in ("erased", "decided", "withdrawn"))
    assert before["twin-1"] == before["twin-2"]
    new = apart["twin-1"] if apart["twin-2"] == before["twin-1"] else apart["twin-2"]
    assert new not in {customer for ids in (history["first"].ids, before) for customer in ids.values()}
    split, merged = changes(history, "decided"), changes(history, "withdrawn")
    assert split.keys() == {("split", new)}
    assert split[("split", new)].cause == "decision"
    assert merged.keys() == {("merged", new)}
    assert (merged[("merged", new)].cause, merged[("merged", new)].related) == ("decision", before["twin-1"])
    assert after["twin-1"] == after["twin-2"] == before["twin-1"]


def test_a_rule_taken_away_is_the_policy(history: History) -> None:
    ids = history["policy"].ids
    found = changes(history, "policy")
    assert found.keys() == {("split", ids["bridge-2"])}
    (change,) = found.values()
    assert (change.cause, change.is_direct, change.related) == ("policy", False, ids["bridge-1"])


def test_a_run_in_which_nothing_happens_is_logged_and_changes_nothing(history: History) -> None:
    assert changes(history, "quiet") == {}
    assert history["quiet"].ids == history["policy"].ids
    assert history["quiet"].events == history["policy"].events
    assert len(history["quiet"].runs) == len(history["policy"].runs) + 1


def test_every_id_ever_given_resolves(history: History) -> None:
    last = history["quiet"]
    given = {customer for after in history.after.values() for customer in after.ids.values()}
    assert given == last.resolved.keys()
    for customer in set(last.ids.values()):
        assert customer in last.resolved[customer]
    heirs = {heir for found in last.resolved.values() for heir in found if heir is not None}
    assert heirs == set(last.ids.values())
    assert all(sum(found.values()) in (0, pytest.approx(1, abs=1e-5)) for found in last.resolved.values())


def test_an_old_id_is_followed_through_merge_and_split(history: History) -> None:
    first, last = history["first"].ids, history["quiet"]
    retired = first["bridge-2"]
    # Merged by the bridge, taken apart again when the rule went: its record is somebody of its own now.
    assert last.resolved[retired].get(last.ids["bridge-2"]) is not None
    assert last.resolved[first["three-3"]].keys() == {last.ids["three-3"]}
    assert last.resolved[first["split-1"]] == {
        last.ids["split-1"]: pytest.approx(2 / 3, abs=1e-6),
        last.ids["split-3"]: pytest.approx(1 / 3, abs=1e-6),
    }


def test_history_says_whose_a_record_was_at_any_moment(history: History) -> None:
    rows = [row[1:] for row in history["quiet"].history if row[0] == "left-2"]
    first, last = history["first"].ids["left-2"], history["quiet"].ids["left-2"]
    assert rows == [(first, DAYS[0], DAYS[1], False), (last, DAYS[1], None, True)]
    away = [row[1:] for row in history["quiet"].history if row[0] == "away"]
    assert [(row[1], row[2]) for row in away] == [(DAYS[0], DAYS[1]), (DAYS[2], None)]


def test_ids_are_given_once(history: History) -> None:
    minted = [it.customer for it in history["quiet"].changes if it.kind in ("created", "split")]
    assert len(minted) == len(set(minted))
    assert sorted(minted) == [f"cust_{number:09}" for number in range(1, len(minted) + 1)]

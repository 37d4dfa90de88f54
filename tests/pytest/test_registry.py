"""A customer id lasts: through runs, full refreshes, changed rules, merges, splits, departures and returns.

One history of builds of a tiny conformed file; each test asks one thing of it.
"""

from collections.abc import Iterator

import pytest
from support.registry_history import WITH_RULES, History, person
from support.session import dbt_session
from support.workspace import Workspace

FIRST_DAY, NEXT_DAY, LAST_DAY = "2026-03-01 06:00:00", "2026-03-02 06:00:00", "2026-03-03 06:00:00"
BEFORE = "2026-02-01 06:00:00"
SETTINGS = {"optional_raw_tables": ["all"], "max_snapshot_shrink": 1}
# Only one of the default rules, under another name and limit.
OTHER_RULES = [{"name": "same_mailbox", "tier": "exact", "fields": ["email", "name_parts_sorted"], "max_records": 9}]

FIRST = {
    "steady-1": person("steady-1", "Anna Berg", "anna.berg@example.com"),
    "steady-2": person("steady-2", "Berg, Anna", "anna.berg@example.com"),
    "merged-1": person("merged-1", "Carl Dahl", "carl.dahl@example.com"),
    "merged-2": person("merged-2", "Carl Dahl", "dahl.carl@example.com"),
    "split-1": person("split-1", "Ebba Falk", "ebba.falk@example.com"),
    "split-2": person("split-2", "Ebba Falk", "ebba.falk@example.com"),
    "split-3": person("split-3", "Ebba Falk", "ebba.falk@example.com"),
    "away": person("away", "Gustav Holm", "gustav.holm@example.com"),
}
# One mailbox corrected, one record gone: no new customer, so that the ids that are free now are the last ones given.
NEXT = {
    **{key: record for key, record in FIRST.items() if key != "away"},
    "merged-2": person("merged-2", "Carl Dahl", "carl.dahl@example.com"),
}
# One record turns out to be another person's, one is back, two are new.
BACK = {
    **NEXT,
    "split-3": person("split-3", "Ida Jansson", "ida.jansson@example.com"),
    "away": FIRST["away"],
    "new": person("new", "Karin Lund", "karin.lund@example.com"),
    "newer": person("newer", "Maja Nord", "maja.nord@example.com"),
}
LATE = {**BACK, "too-late": person("too-late", "Olof Palm", "olof.palm@example.com")}


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[History]:
    folder = tmp_path_factory.mktemp("registry")
    with dbt_session(Workspace(folder, raw=folder / "raw"), as_of=FIRST_DAY, optional_raw_tables=["all"]) as session:
        history = History(session, folder / "warehouse", WITH_RULES)
        history.run("first", FIRST, FIRST_DAY)
        history.run("again", FIRST, FIRST_DAY, "--full-refresh")
        history.run("changed", NEXT, NEXT_DAY)
        history.run("back", BACK, LAST_DAY, match_rules=OTHER_RULES)
        alone = ("run", "--select", "config.schema:registry")
        session.dbt(*alone, warehouse=history.warehouse, as_of=LAST_DAY, match_rules=OTHER_RULES, **SETTINGS)
        history.after["alone"] = history.read()
        history.run("past", LATE, BEFORE)
        yield history


def test_the_first_build_gives_each_cluster_an_id(registry: History) -> None:
    ids = registry["first"].ids
    assert ids.keys() == FIRST.keys()
    assert ids["steady-1"] == ids["steady-2"]
    assert ids["split-1"] == ids["split-2"] == ids["split-3"]
    assert ids["merged-1"] != ids["merged-2"]
    assert sorted(set(ids.values())) == [f"cust_{number:09}" for number in range(1, 6)]


def test_a_full_refresh_keeps_every_id_and_logs_nothing(registry: History) -> None:
    assert registry["again"].ids == registry["first"].ids
    assert registry["again"].events == registry["first"].events
    assert len(registry["first"].events) == len(FIRST)


def test_who_does_not_change_keeps_the_id_under_other_rules(registry: History) -> None:
    first, changed, back = (registry[name].ids for name in ("first", "changed", "back"))
    for record in ("steady-1", "steady-2", "split-1", "split-2"):
        assert back[record] == changed[record] == first[record]
    assert [record for record in changed if back[record] != changed[record]] == ["split-3"]


def test_a_merge_keeps_one_id_and_the_log_resolves_the_other(registry: History) -> None:
    first, changed = registry["first"].ids, registry["changed"].ids
    kept = min(first["merged-1"], first["merged-2"])
    retired = max(first["merged-1"], first["merged-2"])
    assert changed["merged-1"] == changed["merged-2"] == kept
    successors = {event[3] for event in registry["past"].events if event[4] == retired and event[2] == "assigned"}
    assert successors == {kept}


def test_a_split_mints_a_new_id_for_the_smaller_part(registry: History) -> None:
    first, back = registry["first"].ids, registry["back"].ids
    assert back["split-1"] == back["split-2"] == first["split-1"]
    assert back["split-3"] not in first.values()
    assert ("assigned", back["split-3"], first["split-3"]) in [event[2:] for event in registry["back"].events]


def test_who_vanishes_is_logged_as_removed(registry: History) -> None:
    assert "away" not in registry["changed"].ids
    gone = [event for event in registry["changed"].events if event[1] == "away"]
    assert [event[2] for event in gone] == ["assigned", "removed"]
    assert gone[1][3] == registry["first"].ids["away"]


def test_who_returns_has_the_old_id_and_nobody_elses(registry: History) -> None:
    returned = registry["back"].ids["away"]
    assert returned == registry["first"].ids["away"]
    others = {
        customer_id
        for after in registry.after.values()
        for record, customer_id in after.ids.items()
        if record != "away" and customer_id is not None
    }
    assert returned not in others
    assert ("away", "assigned", returned) in [event[1:4] for event in registry["back"].events]


def test_an_id_is_never_given_to_another_record_once_it_is_free(registry: History) -> None:
    first, changed, back = (registry[name].ids for name in ("first", "changed", "back"))
    free = set(first.values()) - set(changed.values())
    assert len(free) == 2
    # The next number after those in use would be one of them.
    assert max(first.values()) in free
    taken = {back[record] for record in ("new", "newer", "split-3")}
    assert len(taken) == 3
    assert not taken & set(first.values())


def test_a_run_before_the_last_one_appends_nothing(registry: History) -> None:
    assert registry["past"].events == registry["back"].events
    assert "too-late" in registry["past"].ids
    assert "too-late" not in {event[1] for event in registry["past"].events}


def test_logs_that_are_built_alone_log_nothing_again(registry: History) -> None:
    assert registry["alone"] == registry["back"]


def test_every_event_is_in_the_run_that_made_it(registry: History) -> None:
    runs = {name: max(event[0] for event in after.events) for name, after in registry.after.items()}
    assert runs == {"first": 1, "again": 1, "changed": 3, "back": 4, "alone": 4, "past": 4}
    for earlier, later in (("first", "changed"), ("changed", "back")):
        assert registry[later].events[: len(registry[earlier].events)] == registry[earlier].events


def test_every_run_is_logged_but_one_that_looks_at_the_past(registry: History) -> None:
    assert [run[0] for run in registry["again"].runs] == [1, 2]
    assert [run[0] for run in registry["past"].runs] == [1, 2, 3, 4]
    assert [run[1:] for run in registry["past"].runs] == [(8, 5), (8, 5), (7, 3), (10, 7)]


def test_every_logged_run_has_its_report_of_the_rules(registry: History) -> None:
    reports = registry["past"].reports
    assert [registry[name].reports for name in ("first", "again", "changed", "back")] == [
        [row for row in reports if row[0] <= run] for run in (1, 2, 3, 4)
    ]
    links = {(row[0], row[2]): row[4] for row in reports}
    assert [links[run, "email_name"] for run in (1, 2, 3)] == [4, 4, 5]
    # What is as it was is reported again, under its own run.
    assert [row[1:] for row in reports if row[0] == 1] == [row[1:] for row in reports if row[0] == 2]
    assert [(row[1], row[2], row[4]) for row in reports if row[0] == 4] == [(LAST_DAY, "same_mailbox", 3)]


def test_the_report_shows_every_run_and_which_is_the_current_one(registry: History) -> None:
    """The last one looks at the past: it is shown, and not logged."""
    shown = registry.query(
        "select run_number, is_current, cast(max(as_of) as varchar), count(*) from marts.match_rule_report"
        " group by run_number, is_current order by run_number"
    )
    rules = shown[0][3]
    assert rules > 1
    assert shown == [
        (1, False, FIRST_DAY, rules),
        (2, False, FIRST_DAY, rules),
        (3, False, NEXT_DAY, rules),
        (4, False, LAST_DAY, 1),
        (5, True, BEFORE, rules),
    ]

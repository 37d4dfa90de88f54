"""A customer id lasts: through runs, full refreshes, changed rules, merges, splits, departures and returns.

One history of five builds of a tiny conformed file; each test asks one thing of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pytest
from support.person_sets import write_conformed
from support.workspace import WORKING_FILE, Workspace

FIRST_DAY, NEXT_DAY, LAST_DAY = "2026-03-01 06:00:00", "2026-03-02 06:00:00", "2026-03-03 06:00:00"
BEFORE = "2026-02-01 06:00:00"
EVENTS = (
    "select run_number, source_record_id, event, customer_id, previous_customer_id from registry.customer_registry"
    " order by run_number, source_record_id"
)
# Only one of the default rules, under another name and limit.
OTHER_RULES = [{"name": "same_mailbox", "tier": "exact", "fields": ["email", "name_parts_sorted"], "max_records": 9}]


def person(record_id: str, name: str, email: str) -> dict[str, str]:
    return {"channel": "club", "source_record_id": record_id, "full_name": name, "email": email}


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


@dataclass
class Registry:
    """The ids and events after each build of the history, by the build's name."""

    workspace: Workspace
    ids: dict[str, dict[str, str]] = field(default_factory=dict)
    events: dict[str, list[tuple]] = field(default_factory=dict)

    def build(self, name: str, records: dict[str, dict], as_of: str, *flags: str, **variables: object) -> None:
        write_conformed(self.workspace.raw, records.values())
        self.workspace.dbt(
            *("build", "--select", "+customer_identity_map", "--resource-type", "model", "--resource-type", "seed"),
            *flags,
            as_of=as_of,
            optional_raw_tables=["all"],
            **variables,
        )
        ids = "select source_record_id, customer_id from marts.customer_identity_map"
        self.ids[name] = dict(self.workspace.query(ids))
        self.events[name] = self.workspace.query(EVENTS)
        self.mark_published(as_of)

    def mark_published(self, as_of: str) -> None:
        """What a build of everything does at its end; test_publish.py has the real one."""
        with duckdb.connect(str(self.workspace.warehouse / WORKING_FILE)) as connection:
            connection.execute(
                "insert into registry.registry_publications"
                " select max(run_number), cast(? as timestamp) from registry.customer_registry",
                [as_of],
            )


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registry]:
    folder: Path = tmp_path_factory.mktemp("registry")
    history = Registry(Workspace(folder, raw=folder / "raw"))
    history.build("first", FIRST, FIRST_DAY)
    history.build("again", FIRST, FIRST_DAY, "--full-refresh")
    history.build("changed", NEXT, NEXT_DAY)
    history.build("back", BACK, LAST_DAY, match_rules=OTHER_RULES)
    history.build("past", LATE, BEFORE)
    return history


def test_the_first_build_gives_each_cluster_an_id(registry: Registry) -> None:
    ids = registry.ids["first"]
    assert ids.keys() == FIRST.keys()
    assert ids["steady-1"] == ids["steady-2"]
    assert ids["split-1"] == ids["split-2"] == ids["split-3"]
    assert ids["merged-1"] != ids["merged-2"]
    assert sorted(set(ids.values())) == [f"cust_{number:09}" for number in range(1, 6)]


def test_a_full_refresh_keeps_every_id_and_logs_nothing(registry: Registry) -> None:
    assert registry.ids["again"] == registry.ids["first"]
    assert registry.events["again"] == registry.events["first"]
    assert len(registry.events["first"]) == len(FIRST)


def test_who_does_not_change_keeps_the_id_under_other_rules(registry: Registry) -> None:
    first, changed, back = (registry.ids[name] for name in ("first", "changed", "back"))
    for record in ("steady-1", "steady-2", "split-1", "split-2"):
        assert back[record] == changed[record] == first[record]
    assert [record for record in changed if back[record] != changed[record]] == ["split-3"]


def test_a_merge_keeps_one_id_and_the_log_resolves_the_other(registry: Registry) -> None:
    first, changed = registry.ids["first"], registry.ids["changed"]
    kept = min(first["merged-1"], first["merged-2"])
    retired = max(first["merged-1"], first["merged-2"])
    assert changed["merged-1"] == changed["merged-2"] == kept
    successors = {event[3] for event in registry.events["past"] if event[4] == retired and event[2] == "assigned"}
    assert successors == {kept}


def test_a_split_mints_a_new_id_for_the_smaller_part(registry: Registry) -> None:
    first, back = registry.ids["first"], registry.ids["back"]
    assert back["split-1"] == back["split-2"] == first["split-1"]
    assert back["split-3"] not in first.values()
    assert ("assigned", back["split-3"], first["split-3"]) in [event[2:] for event in registry.events["back"]]


def test_who_vanishes_is_logged_as_removed(registry: Registry) -> None:
    assert "away" not in registry.ids["changed"]
    gone = [event for event in registry.events["changed"] if event[1] == "away"]
    assert [event[2] for event in gone] == ["assigned", "removed"]
    assert gone[1][3] == registry.ids["first"]["away"]


def test_who_returns_has_the_old_id_and_nobody_elses(registry: Registry) -> None:
    returned = registry.ids["back"]["away"]
    assert returned == registry.ids["first"]["away"]
    others = {
        customer_id
        for ids in registry.ids.values()
        for record, customer_id in ids.items()
        if record != "away" and customer_id is not None
    }
    assert returned not in others
    assert ("away", "assigned", returned) in [event[1:4] for event in registry.events["back"]]


def test_an_id_is_never_given_to_another_record_once_it_is_free(registry: Registry) -> None:
    first, changed, back = (registry.ids[name] for name in ("first", "changed", "back"))
    free = set(first.values()) - set(changed.values())
    assert len(free) == 2
    # The next number after those in use would be one of them.
    assert max(first.values()) in free
    taken = {back[record] for record in ("new", "newer", "split-3")}
    assert len(taken) == 3
    assert not taken & set(first.values())


def test_a_run_before_the_last_one_appends_nothing(registry: Registry) -> None:
    assert registry.events["past"] == registry.events["back"]
    assert "too-late" in registry.ids["past"]
    assert "too-late" not in {event[1] for event in registry.events["past"]}


def test_every_event_is_in_the_run_that_made_it(registry: Registry) -> None:
    runs = {name: max(event[0] for event in events) for name, events in registry.events.items()}
    assert runs == {"first": 1, "again": 1, "changed": 2, "back": 3, "past": 3}
    for earlier, later in (("first", "changed"), ("changed", "back")):
        assert registry.events[later][: len(registry.events[earlier])] == registry.events[earlier]

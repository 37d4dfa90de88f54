"""Shared, recycled and hub values of the sample come out as they were planted, and households stay out of identity."""

import csv
from collections import defaultdict

import pytest
from support.manifest import PROJECT, Manifest
from support.workspace import ROOT, Workspace

# What each kind of planted phone may come out as, and how many there are at least.
PHONES = {
    "shop_phone": ({"hub"}, 1),
    "recycled_phone": ({"recycled"}, 10),
    # Seldom used by two of different surnames and birth dates, a family's phone looks like one given away.
    "family_phone": ({"shared", "recycled"}, 30),
}
HOUSEHOLD_MODELS = ["int_household_keys", "int_household_links", "households", "household_links"]


@pytest.fixture(scope="module")
def values(sample: Workspace) -> dict[tuple[str, str], tuple[str, set[str], set[str]]]:
    """Identifier value: its status, the persons who truly use it, and the hazards that all of its records have."""
    with (ROOT / "sample_data" / "truth" / "truth.csv").open(encoding="utf-8") as stream:
        truth = {(row["channel"], row["source_record_id"]): row for row in csv.DictReader(stream)}
    found = defaultdict(list)
    for kind, value, status, *record in sample.query(
        "select identifier_type, match_value, value_status, channel, source_record_id "
        "from intermediate.int_identifier_values "
        "join intermediate.int_identifiers using (identifier_type, match_value) "
        "join intermediate.int_customer_records using (record_key)"
    ):
        row = truth[tuple(record)]
        found[kind, value].append((status, row["person_id"], set(row["hazards"].split(";"))))
    return {
        value: (uses[0][0], {person for _, person, _ in uses}, set.intersection(*(hazards for *_, hazards in uses)))
        for value, uses in found.items()
    }


@pytest.mark.parametrize("hazard", PHONES)
def test_planted_phones_have_their_status(values, hazard: str) -> None:
    allowed, least = PHONES[hazard]
    planted = {
        value: status
        for (kind, value), (status, persons, hazards) in values.items()
        if kind == "phone" and hazard in hazards and len(persons) > 1
    }
    assert len(planted) >= least
    assert {value: status for value, status in planted.items() if status not in allowed} == {}


def test_most_recycled_phones_were_given_away(values) -> None:
    recycled = [hazards for status, _, hazards in values.values() if status == "recycled"]
    assert sum("recycled_phone" in hazards for hazards in recycled) > len(recycled) / 2


def test_one_persons_value_is_no_hub(values) -> None:
    alone = {value: status for value, (status, persons, _) in values.items() if len(persons) == 1}
    assert len(alone) > 1000
    assert [value for value, status in alone.items() if status == "hub"] == []


def test_households_do_not_feed_identity(manifest: Manifest) -> None:
    """A household is made of customers: no model that makes customers may read one."""
    parents = manifest.content["parent_map"]
    waiting = [f"model.{PROJECT}.customer_identity_map", f"model.{PROJECT}.customer_master"]
    assert set(waiting) <= parents.keys()
    seen = set()
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            waiting.extend(parents.get(node, []))
    households = {f"model.{PROJECT}.{name}" for name in HOUSEHOLD_MODELS}
    assert households <= parents.keys()
    assert households & seen == set()

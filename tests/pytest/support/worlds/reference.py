"""What identity must be, said plainly: hubs, links, closure layer by layer. Union-find and sets, no SQL.

Written from the promises of the design, for the small policy below, which tests give to dbt as vars.
"""

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable

from support.worlds.hubs import naming_values
from support.worlds.records import Decision, Record

TIERS = ("exact", "strict", "loose")
CUSTOMER_TIER = "strict"
MOST_RECORDS_OF_A_KEY = 4
POLICY = {
    "customer_tier": CUSTOMER_TIER,
    "match_rules": [
        {"name": "person_ci", "tier": "exact", "fields": ["person_ci"]},
        {"name": "email_name", "tier": "exact", "fields": ["email", "name_parts_sorted"], "max_records": 4},
        {"name": "phone_name", "tier": "strict", "fields": ["phone", "name_parts_sorted"], "max_records": 4},
        {"name": "member_no", "tier": "loose", "fields": ["member_no"]},
    ],
}
# What one person has once.
NAMESPACES = ("person_ci", "member_no")
# Per rule: tier, fields, most records of a key.
RULES = (
    ("exact", ("person_ci",), 100),
    ("exact", ("email", "name"), MOST_RECORDS_OF_A_KEY),
    ("strict", ("phone", "name"), MOST_RECORDS_OF_A_KEY),
    ("loose", ("member_no",), 100),
)
Labels = dict[int, int]  # record key: cluster key, the smallest record key of the cluster
Link = tuple[int, int]
LinkTest = Callable[[Link], bool]


def partitions(records: Iterable[Record], decisions: Iterable[Decision]) -> dict[str, Labels]:
    """The clusters of each tier."""
    by_key = {record.key: record for record in records}
    named = naming_values(by_key.values())
    usable = {key: {"name": record.name, **named[key]} for key, record in by_key.items()}
    binding = [decision for decision in decisions if decision.records <= by_key.keys()]
    guard = Guard(by_key, [decision.records for decision in binding if not decision.is_always])
    labels = guard.decided([decision.records for decision in binding if decision.is_always])
    found = {}
    for tier in TIERS:
        labels = guard.close(labels, candidates(tier, usable, labels, guard))
        found[tier] = labels
    return found


def candidates(tier: str, usable: dict[int, dict[str, str]], labels: Labels, guard: "Guard") -> list[Link]:
    """Links of the records that are equal in all fields of a rule, unless the key says nothing."""
    links: list[Link] = []
    for number, (rule_tier, fields, most) in enumerate(RULES):
        groups: dict[tuple, list[int]] = defaultdict(list)
        for key, values in usable.items():
            if rule_tier == tier and all(field in values for field in fields):
                groups[number, *(values[field] for field in fields)].append(key)
        for members in groups.values():
            if len(members) <= most and not guard.is_conflict({labels[key] for key in members}, labels):
                links += [(min(members), key) for key in members if key != min(members)]
    return links


class Guard:
    """What no cluster may hold, and the closure that keeps to it."""

    def __init__(self, records: dict[int, Record], never: list[set[int]]) -> None:
        self.records = records
        self.never = never

    def decided(self, always: list[set[int]]) -> Labels:
        """The labels that stewards alone make: never wins, over a pair and over whatever joins its ends."""
        labels = {key: key for key in self.records}
        links = [tuple(sorted(two)) for two in always if two not in self.never]
        after = joined(labels, links)
        torn = {after[min(two)] for two in self.never if after[min(two)] == after[max(two)]}
        return joined(labels, [link for link in links if after[link[0]] not in torn])

    def values(self, keys: Iterable[int], namespace: str) -> set[str]:
        found = (getattr(self.records[key], namespace) for key in keys)
        return {value for value in found if value is not None}

    def is_contradictory(self, united: set[int], labels: Labels) -> bool:
        """Would one cluster of these labels hold two values of what is unique that no single label holds already?"""
        members = members_of(labels, united)
        for namespace in NAMESPACES:
            held = {label: self.values(keys, namespace) for label, keys in members.items()}
            for two in itertools.combinations(sorted(set().union(*held.values())), 2):
                if not any(set(two) <= values for values in held.values()):
                    return True
        return False

    def breaks_a_decision(self, united: set[int], labels: Labels) -> bool:
        """Would one cluster of these labels hold two records that a steward keeps apart?"""
        apart = [{labels[key] for key in two} for two in self.never]
        return any(len(two) == 2 and two <= united for two in apart)

    def is_conflict(self, united: set[int], labels: Labels) -> bool:
        return self.is_contradictory(united, labels) or self.breaks_a_decision(united, labels)

    def close(self, labels: Labels, links: list[Link], is_strong: LinkTest = lambda link: False) -> Labels:
        """The labels after a tier's links: those between labels that conflict drop, then, in a component that still
        conflicts, those that are not strong, then all."""
        links = [link for link in links if not self.is_conflict({labels[link[0]], labels[link[1]]}, labels)]
        links = self.without_conflicts(labels, links, keep=is_strong)
        links = self.without_conflicts(labels, links, keep=lambda link: False)
        return joined(labels, links)

    def without_conflicts(self, labels: Labels, links: list[Link], keep: LinkTest) -> list[Link]:
        """The links less those in conflicting components that are not worth keeping."""
        after = joined(labels, links)
        united: dict[int, set[int]] = defaultdict(set)
        for key, label in labels.items():
            united[after[key]].add(label)
        bad = {component for component, parts in united.items() if len(parts) > 1 and self.is_conflict(parts, labels)}
        return [link for link in links if after[link[0]] not in bad or keep(link)]


def members_of(labels: Labels, wanted: set[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for key, label in labels.items():
        if label in wanted:
            found[label].append(key)
    return found


def joined(labels: Labels, links: Iterable[Link]) -> Labels:
    """Union-find over the labels; a cluster is named after its smallest record."""
    parents = {label: label for label in labels.values()}

    def root(label: int) -> int:
        while parents[label] != label:
            label = parents[label]
        return label

    for left, right in links:
        low, high = sorted((root(labels[left]), root(labels[right])))
        parents[high] = low
    return {key: root(label) for key, label in labels.items()}

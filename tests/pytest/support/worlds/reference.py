"""What identity must be, said plainly: hubs, links, closure layer by layer. Union-find and sets, no SQL.

Written from the promises of the design, for the small policy below, which tests give to dbt as vars.
"""

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable

from support.worlds.records import LIMITS, Decision, Record

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
    usable = usable_values(by_key.values())
    always = [(decision.left, decision.right) for decision in decisions if decision.is_always]
    never = {pair(decision.left, decision.right) for decision in decisions if not decision.is_always}
    guard = Guard(by_key, never)
    labels = guard.close({key: key for key in by_key}, [link for link in always if set(link) <= by_key.keys()])
    found = {}
    for tier in TIERS:
        labels = guard.close(labels, candidates(tier, usable, labels, guard))
        found[tier] = labels
    return found


def usable_values(records: Iterable[Record]) -> dict[int, dict[str, str]]:
    """Fields by record key; values that more persons share than may are left out."""
    persons: dict[tuple[str, str], set] = defaultdict(set)
    records = list(records)
    for record in records:
        for identifier in record.identifiers():
            persons[identifier].add((record.name, record.birth_date))
    hubs = {identifier for identifier, sharers in persons.items() if len(sharers) > LIMITS[identifier[0]]}
    return {
        record.key: {"name": record.name, **dict(value for value in record.identifiers() if value not in hubs)}
        for record in records
    }


def candidates(tier: str, usable: dict[int, dict[str, str]], labels: Labels, guard: "Guard") -> list[Link]:
    """Links of the records that are equal in all fields of a rule, unless the key says nothing."""
    links: list[Link] = []
    for number, (rule_tier, fields, most) in enumerate(RULES):
        groups: dict[tuple, list[int]] = defaultdict(list)
        for key, values in usable.items():
            if rule_tier == tier and all(field in values for field in fields):
                groups[number, *(values[field] for field in fields)].append(key)
        for members in groups.values():
            if len(members) <= most and not guard.is_contradictory({labels[key] for key in members}, labels):
                links += [(min(members), key) for key in members if key != min(members)]
    return links


class Guard:
    """What no cluster may hold, and the closure that keeps to it."""

    def __init__(self, records: dict[int, Record], never: set[Link]) -> None:
        self.records = records
        self.never = never

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
        apart = [{labels[left], labels[right]} for left, right in self.never if left in labels and right in labels]
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


def pair(left: int, right: int) -> Link:
    return min(left, right), max(left, right)

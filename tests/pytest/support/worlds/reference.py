"""What identity must be, said plainly: links, conflicts, closure layer by layer. Union-find and sets, no SQL.

Written from the promises of the design, for the small policy of policy.py.
"""

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable

from support.worlds.hubs import naming_values
from support.worlds.policy import LEAST_EVIDENCE, NAMESPACES, RULES, STRONG_EVIDENCE, TIERS, Rule
from support.worlds.records import Decision, Record

Labels = dict[int, int]  # record key: cluster key, the smallest record key of the cluster
Link = tuple[int, int]
Values = dict[str, str]
LinkTest = Callable[[Link], bool]


def partitions(records: Iterable[Record], decisions: Iterable[Decision]) -> dict[str, Labels]:
    """The clusters of each tier."""
    by_key = {record.key: record for record in records}
    values = usable_values(by_key)
    binding = [decision for decision in decisions if decision.records <= by_key.keys()]
    guard = Guard(by_key, [decision.records for decision in binding if not decision.is_always])
    labels = guard.decided([decision.records for decision in binding if decision.is_always])
    compared, contradicting = compared_pairs(by_key, values)
    found = {}
    for tier in TIERS:
        accepted = {link: evidence for link, evidence in compared.items() if tier_of(evidence) == tier}
        labels = guard.close(labels, equality_links(tier, values, labels, guard) | accepted)
        found[tier] = labels
        # Pairs are compared behind the exact tier: what they contradict holds from there on.
        guard.never += contradicting if tier == "exact" else []
    return found


def usable_values(records: dict[int, Record]) -> dict[int, Values]:
    """What rules may compare of each record: its name, and its values that name somebody."""
    naming = naming_values(records.values())
    return {key: {"name": record.name, **naming[key]} for key, record in records.items()}


def key_groups(rule: Rule, values: dict[int, Values]) -> list[list[int]]:
    """The records that are equal in all fields of a rule, where they are not too many."""
    groups: dict[tuple, list[int]] = defaultdict(list)
    for key, given in values.items():
        if all(field in given for field in rule.fields):
            groups[tuple(given[field] for field in rule.fields)].append(key)
    return [sorted(members) for members in groups.values() if len(members) <= rule.most_records]


def equality_links(tier: str, values: dict[int, Values], labels: Labels, guard: "Guard") -> dict[Link, int]:
    """The evidence of each link between equal records; a key that conflicts by itself says nothing."""
    links: dict[Link, int] = {}
    for rule in RULES:
        for members in key_groups(rule, values) if rule.tier == tier else ():
            if not guard.is_conflict({labels[key] for key in members}, labels):
                found = [(members[0], key) for key in members[1:]]
                links |= {link: max(rule.evidence, links.get(link, 0)) for link in found}
    return links


def compared_pairs(records: dict[int, Record], values: dict[int, Values]) -> tuple[dict[Link, int], list[set[int]]]:
    """The pairs that a candidate rule finds: of one person, with their evidence, and of two, with other names and birth
    dates."""
    found: dict[Link, int] = {}
    contradicting: list[set[int]] = []
    for rule in RULES:
        for members in key_groups(rule, values) if rule.tier == "candidate" else ():
            for left, right in itertools.combinations(members, 2):
                one, other = records[left], records[right]
                if are_two(left, right, records, values):
                    continue
                if one.name == other.name:
                    found[left, right] = evidence_of(one, other, values[left], values[right])
                elif one.birth_date is not None and other.birth_date is not None:
                    contradicting.append({left, right})
    return found, contradicting


def are_two(left: int, right: int, records: dict[int, Record], values: dict[int, Values]) -> bool:
    """Two membership numbers, or two CIs: no evidence outweighs that."""
    numbers = {records[left].member_no, records[right].member_no} - {None}
    identities = {values[key]["person_ci"] for key in (left, right) if "person_ci" in values[key]}
    return len(numbers) == 2 or len(identities) == 2


def evidence_of(left: Record, right: Record, left_values: Values, right_values: Values) -> int:
    """Two points for each value that is the same, one less for each contact that both have and that differs."""
    points = 0
    for kind in ("email", "phone", "member_no"):
        if kind in left_values and kind in right_values:
            points += 2 if left_values[kind] == right_values[kind] else -1
    if left.birth_date is not None and left.birth_date == right.birth_date:
        points += 2
    return points


def tier_of(evidence: int) -> str | None:
    """The first tier that so much evidence suffices for."""
    return next((tier for tier, least in LEAST_EVIDENCE.items() if evidence >= least), None)


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

    def close(self, labels: Labels, evidence: dict[Link, int]) -> Labels:
        """The labels after a tier's links: those between labels that conflict drop, then, in a component that still
        conflicts, those that are not strong, then all."""
        links = [link for link in evidence if not self.is_conflict({labels[link[0]], labels[link[1]]}, labels)]
        links = self.without_conflicts(labels, links, keep=lambda link: evidence[link] >= STRONG_EVIDENCE)
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

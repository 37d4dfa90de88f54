"""Where a partition stops short, counted: which true pairs it misses, which pairs it joins that are two persons.

The rule: two records *agree* in a field when both have a value and the letters and digits are the same, and *differ*
when both have one and they are not. The identifying fields are e-mail, phone, birth date, address, membership number
and user name. A missed pair is either one that agrees in no identifying field, or one that agrees in some, which was
not enough; a wrong pair is either one that differs in no identifying field, or one that does.
"""

import itertools
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

IDENTIFYING = ("email", "phone", "birth_date", "address", "member_no", "user_name")
# Beyond this many pairs they are only counted.
MOST_PAIRS = 1_000_000
Pair = tuple[str, str]


@dataclass(frozen=True)
class Reach:
    """Counts of missed and of wrong pairs, whole and by what the two records have in common."""

    missed: int
    missed_without_agreement: int
    wrong: int
    wrong_without_difference: int


def _pairs(groups: Mapping[str, Hashable], apart: Mapping[str, Hashable]) -> Iterator[Pair]:
    """Pairs of one group whose records the other partition keeps apart."""
    members: dict[Hashable, list[str]] = defaultdict(list)
    for record, group in groups.items():
        members[group].append(record)
    for records in members.values():
        for left, right in itertools.combinations(records, 2):
            if apart[left] != apart[right]:
                yield left, right


def _folded(record: Mapping[str, str | None]) -> dict[str, str]:
    values = {field: "".join(filter(str.isalnum, (record.get(field) or "").lower())) for field in IDENTIFYING}
    return {field: value for field, value in values.items() if value}


def _count(pairs: Iterable[Pair], values: Mapping[str, dict[str, str]], is_equal: bool) -> tuple[int, int]:
    """How many pairs, and how many with no identifying field that is equal (or, with False, that is not)."""
    whole, without = 0, 0
    for left, right in itertools.islice(pairs, MOST_PAIRS):
        whole += 1
        one, other = values[left], values[right]
        without += not any((one[field] == other[field]) == is_equal for field in one.keys() & other.keys())
    return whole, without


def reach(
    found: Mapping[str, Hashable], truth: Mapping[str, Hashable], records: Iterable[Mapping[str, str | None]]
) -> Reach:
    """The counts of one partition; records are conformed ones."""
    values = {record["source_record_id"]: _folded(record) for record in records}
    missed, missed_without = _count(_pairs(truth, found), values, True)
    wrong, wrong_without = _count(_pairs(found, truth), values, False)
    return Reach(missed, missed_without, wrong, wrong_without)


def sentence(counts: Reach, true_pairs: int) -> str:
    """The counts in words."""
    parts = []
    if counts.missed:
        some = counts.missed - counts.missed_without_agreement
        parts.append(
            f"misses {counts.missed:,} of {true_pairs:,} true pairs: {counts.missed_without_agreement:,} agree in no "
            f"identifying field, {some:,} in one or more, which was not enough"
        )
    if counts.wrong:
        some = counts.wrong - counts.wrong_without_difference
        parts.append(
            f"joins {counts.wrong:,} pairs that are two persons: {counts.wrong_without_difference:,} differ in no "
            f"identifying field, {some:,} do"
        )
    return "; ".join(parts) or "finds every pair and no other"

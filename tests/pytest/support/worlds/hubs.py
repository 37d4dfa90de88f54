"""Which identifier values name somebody: not those that more persons share than may, unless one after the other."""

from collections import defaultdict
from collections.abc import Iterable

from support.worlds.records import Record

# How many persons may share a value of each type before it names nobody.
MOST_PERSONS = {"email": 4, "phone": 5, "member_no": 3, "person_ci": 2}
# A value that lay unused so many days may have been given to somebody else; more often than that it is shared.
GAP_DAYS = {"email": 730, "phone": 180}
MOST_PERIODS = 3
Identifier = tuple[str, str]


def naming_values(records: Iterable[Record]) -> dict[int, dict[str, str]]:
    """The identifiers of each record, by its key, that name somebody; in another period of use it is another value."""
    sharers: dict[Identifier, list[Record]] = defaultdict(list)
    for record in records:
        for identifier in record.identifiers():
            sharers[identifier].append(record)
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for (kind, value), group in sharers.items():
        for number, period in enumerate(periods(kind, group)):
            if len({record.name for record in period}) <= MOST_PERSONS[kind]:
                for record in period:
                    found[record.key][kind] = f"{value}, period {number}"
    return found


def periods(kind: str, sharers: list[Record]) -> list[list[Record]]:
    """The records that share a value, by period of use. In the worlds a name is a person."""
    uses: dict[str, list[Record]] = defaultdict(list)
    for record in sharers:
        uses[record.name].append(record)
    if kind not in GAP_DAYS or any(record.used_from is None for record in sharers):
        return [sharers]
    found: list[list[Record]] = []
    for group in sorted(uses.values(), key=lambda used: min(record.used_from for record in used)):
        last_use = max((record.used_until for period in found for record in period), default=None)
        first_use = min(record.used_from for record in group)
        if last_use is None or (first_use - last_use).days >= GAP_DAYS[kind]:
            found.append([])
        found[-1] += group
    return found if len(found) <= MOST_PERIODS else [sharers]

"""Where a warehouse and the reference differ, world by world, and the smallest world that shows it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from support.worlds.pack import Pack, State
from support.worlds.spec import World

# A round of shrinking tries this many smaller worlds at once.
MOST_TRIED = 400


@dataclass(frozen=True)
class Difference:
    """One thing that a world has otherwise than the reference says."""

    world: int
    step: int
    what: str

    def __str__(self) -> str:
        return f"world {self.world}, step {self.step + 1}: {self.what}"


def differences(pack: Pack, step: int, expected: State, found: State) -> list[Difference]:
    """What differs in each world; clusters first, for ids follow from them."""
    of_clusters = [
        Difference(world, step, f"{tier} clusters {names(pack, found_groups)}, expected {names(pack, expected_groups)}")
        for tier in expected.clusters
        for world, expected_groups, found_groups in by_world(pack, expected.clusters[tier], found.clusters[tier])
    ]
    if of_clusters:
        return of_clusters
    of_ids = [
        Difference(world, step, f"customer ids {names(pack, found_ids)}, expected {names(pack, expected_ids)}")
        for world, expected_ids, found_ids in by_world(pack, expected.ids, found.ids)
    ]
    return of_ids or differences_of_logs(pack, step, expected, found)


def differences_of_logs(pack: Pack, step: int, expected: State, found: State) -> list[Difference]:
    """Changes and periods that only one of the two has."""
    world_of = {customer: pack.world_of[key] for customer, key in (found.record_of | expected.record_of).items()}
    lines = []
    for word, one, other in (("missing", expected, found), ("not expected", found, expected)):
        for change in set(one.changes) - set(other.changes):
            lines.append(Difference(world_of[change.customer], step, f"{word}: {change}"))
        for period in one.history - other.history:
            lines.append(Difference(pack.world_of[period.key], step, f"{word}: {period}"))
    return sorted(lines, key=lambda line: (line.world, line.what))


def by_world(pack: Pack, expected: dict, found: dict) -> list[tuple[int, dict, dict]]:
    """(world, expected, found) of the worlds in which they differ."""
    differ = {pack.world_of[key] for key in expected.keys() | found.keys() if expected.get(key) != found.get(key)}
    parts: dict[int, tuple[dict, dict]] = {world: ({}, {}) for world in differ}
    for place, values in enumerate((expected, found)):
        for key, value in values.items():
            if pack.world_of[key] in parts:
                parts[pack.world_of[key]][place][key] = value
    return [(world, *parts[world]) for world in sorted(parts)]


def names(pack: Pack, values: dict[int, object]) -> str:
    """The slots of one world's records by what they have in common."""
    groups: dict[object, list[int]] = {}
    for key, value in values.items():
        groups.setdefault(value, []).append(pack.slot_of[key])
    return " ".join(
        f"{'' if isinstance(value, int) else value}{sorted(slots)}"
        for value, slots in sorted(groups.items(), key=lambda item: min(item[1]))
    )


def smallest(worlds: Iterable[World], failing: Callable[[list[World]], list[World]], rounds: int = 12) -> World:
    """The smallest world that still fails; `failing` tells which of many do, all tried side by side."""
    best = min(worlds, key=World.size)
    for _ in range(rounds):
        tried = sorted(best.smaller(), key=World.size)[:MOST_TRIED]
        still = failing(tried) if tried else []
        if not still:
            break
        best = min(still, key=World.size)
    return best

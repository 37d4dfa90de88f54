"""Random worlds: shapes that matter are drawn often, then disturbed."""

import os
from collections.abc import Callable

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from support.worlds.hubs import MOST_PERSONS
from support.worlds.spec import PERSONS, STEPS, Decide, Drop, End, Erase, Event, Fields, Put, World

SEED = int(os.environ.get("WORLDS_SEED", "0"))
LINKING = ("email", "phone", "person_ci", "member_no")
MOST_RECORDS = 12
BATCH = 100
Draw = Callable
# Inputs that the pipeline does not read yet.
PENDING = ()


def worlds_of(count: int, seed_number: int = SEED) -> list[World]:
    """That many different random worlds, the same for one seed."""
    found: dict[World, None] = {}
    batch = 0
    while len(found) < count:
        found |= dict.fromkeys(batch_of_worlds(seed_number * 1_000 + batch))
        batch += 1
    return [world.without(lambda event: isinstance(event, PENDING)) for world in list(found)[:count]]


def batch_of_worlds(seed_number: int) -> list[World]:
    """Small batches: hypothesis varies what it has drawn, and the longer it runs the more it repeats itself."""
    found: list[World] = []

    @seed(seed_number)
    @settings(
        max_examples=BATCH,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(worlds())
    def collect(world: World) -> None:
        found.append(world)

    collect()
    return found


@st.composite
def worlds(draw: Draw) -> World:
    """A shape, delivered over one or two steps, and what happens to it."""
    shape = draw(st.sampled_from(SHAPES))(draw)[:MOST_RECORDS]
    late = draw(st.sets(st.sampled_from(range(len(shape))), max_size=min(4, len(shape) - 1)))
    first = tuple(Put(slot, fields) for slot, fields in enumerate(shape) if slot not in late)
    steps: list[tuple[Event, ...]] = [(*first, *draw(decisions(len(shape), most=2)))]
    rows = {event.slot: event.fields for event in first}
    waiting = {slot: shape[slot] for slot in sorted(late)}
    for _ in range(STEPS - 1):
        steps.append(draw(events(shape, rows, waiting)))
    return World(tuple(steps))


@st.composite
def events(draw: Draw, shape: list[Fields], rows: dict[int, Fields], waiting: dict[int, Fields]) -> tuple[Event, ...]:
    """Up to four events of one step; `rows` and `waiting` are kept up to date."""
    found: list[Event] = []
    for _ in range(draw(st.sampled_from((0, 1, 2, 2, 3, 3, 4)))):
        kind = draw(st.sampled_from(KINDS))
        slot = draw(st.integers(0, len(shape) - 1))
        if kind == "arrive" and waiting:
            arrived = draw(st.sampled_from(sorted(waiting)))
            rows[arrived] = waiting.pop(arrived)
            found.append(Put(arrived, rows[arrived]))
        elif kind == "change" and slot in rows:
            rows[slot] = draw(changed(rows[slot], list(rows.values())))
            found.append(Put(slot, rows[slot]))
        elif kind == "drop" and slot in rows:
            waiting[slot] = rows.pop(slot)
            found.append(Drop(slot, draw(st.booleans())))
        elif kind == "decide":
            found += draw(decisions(len(shape), most=1))
        elif kind == "end":
            found.append(End(*draw(pairs(len(shape)))))
        elif kind == "erase":
            found.append(Erase(slot))
            if draw(st.booleans()) and slot in rows:
                waiting[slot] = rows.pop(slot)
                found.append(Drop(slot))
    return tuple(found)


KINDS = ("arrive",) * 5 + ("change",) * 6 + ("drop",) * 3 + ("decide",) * 3 + ("end",) + ("erase",) * 2


@st.composite
def decisions(draw: Draw, records: int, most: int) -> list[Event]:
    """Up to so many decisions on pairs of records, most often none."""
    count = draw(st.sampled_from((0, 0, *range(most + 1))))
    return [Decide(draw(st.booleans()), *draw(pairs(records))) for _ in range(count)]


@st.composite
def pairs(draw: Draw, records: int) -> tuple[int, int]:
    """Two different slots."""
    left = draw(st.integers(0, records - 2))
    return left, draw(st.integers(left + 1, records - 1))


@st.composite
def fields(draw: Draw) -> Fields:
    """A record with one identifier or more, most often of the first few values."""

    def value(absent: int) -> int | None:
        return draw(st.sampled_from((None,) * absent + (0, 0, 1, 2)))

    return Fields(
        person=draw(st.sampled_from((0, 0, 0, 1, 1, 2))),
        has_birth_date=draw(st.sampled_from((True, True, False))),
        email=value(2),
        phone=value(2),
        member_no=draw(st.sampled_from((None,) * 6 + (0, 0, 1))),
        person_ci=draw(st.sampled_from((None,) * 8 + (0, 0, 1))),
        era=draw(st.sampled_from((None, None, 0, 1))),
    )


@st.composite
def changed(draw: Draw, old: Fields, others: list[Fields]) -> Fields:
    """The record with one or two fields of another kind of record, or of one that is there."""
    other = draw(st.one_of(fields(), st.sampled_from(others)))
    names = draw(st.sets(st.sampled_from(("person", "has_birth_date", "era", *LINKING)), min_size=1, max_size=2))
    return Fields(**{**vars(old), **{name: getattr(other, name) for name in names}})


def any_records(draw: Draw) -> list[Fields]:
    return draw(st.lists(fields(), min_size=2, max_size=7))


def linked(draw: Draw, links: list[tuple[int, int]], records: int) -> list[Fields]:
    """One person's records whose links are equal e-mails or phones, no value on more records than a link needs."""
    kinds = ("email", "phone")
    found = [{} for _ in range(records)]
    values = dict.fromkeys(kinds, 0)
    for left, right in links:
        kind = next((kind for kind in kinds if kind in found[left] and kind not in found[right]), None)
        kind = kind or next((kind for kind in kinds if kind in found[right] and kind not in found[left]), None)
        free = [kind for kind in kinds if kind not in found[left] and kind not in found[right]]
        if free and (kind is None or draw(st.booleans())):
            kind = free[0]
            found[left][kind] = found[right][kind] = values[kind]
            values[kind] += 1
        elif kind is not None:
            value = found[left].get(kind, found[right].get(kind))
            found[left][kind] = found[right][kind] = value
    disturbed = draw(st.integers(-1, records - 1))
    # On both ends of what hangs together: values that one person has once.
    unique = draw(st.sampled_from((None, "person_ci", "member_no")))
    if unique is not None:
        found[0][unique], found[-1][unique] = 0, draw(st.integers(0, 1))
    return [
        Fields(
            person=int(place == disturbed),
            has_birth_date=draw(st.booleans()),
            **{kind: value % 6 for kind, value in values_of.items()},
        )
        for place, values_of in enumerate(found)
    ]


def chain(draw: Draw) -> list[Fields]:
    records = draw(st.integers(3, 9))
    return linked(draw, [(place, place + 1) for place in range(records - 1)], records)


def star(draw: Draw) -> list[Fields]:
    records = draw(st.integers(3, 6))
    return linked(draw, [(0, place) for place in range(1, records)], records)


def cycle(draw: Draw) -> list[Fields]:
    records = draw(st.integers(3, 6))
    return linked(draw, [(place, (place + 1) % records) for place in range(records)], records)


def bridge(draw: Draw) -> list[Fields]:
    """Two groups of one e-mail each, and a record that has the phone of one of each."""
    count = draw(st.integers(2, 6))
    groups = [Fields(email=place % 2, phone=place if place < 2 else None) for place in range(count)]
    bridged = Fields(email=0, phone=1)
    unique = draw(st.sampled_from(("person_ci", "member_no", None)))
    if unique is not None:
        groups[0] = Fields(**{**vars(groups[0]), unique: 0})
        groups[1] = Fields(**{**vars(groups[1]), unique: draw(st.integers(0, 1))})
    return [*groups, bridged]


def hub(draw: Draw) -> list[Fields]:
    """A value that about as many persons share as may, each of them twice at most."""
    kind = draw(st.sampled_from(("email", "phone", "member_no", "person_ci")))
    most = MOST_PERSONS[kind]
    persons = range(draw(st.integers(most - 1, min(most + 1, len(PERSONS)))))
    twice = draw(st.integers(0, 4))
    other = "phone" if kind == "email" else "email"
    eras = draw(st.sampled_from(((None,), (0,), (0, 1), (0, 1, 2), (None, 0))))
    found = []
    for person in (*persons, *(person for person in persons if person < twice)):
        values = {kind: 0, other: draw(st.sampled_from((None, None, person)))}
        era, has_birth_date = draw(st.sampled_from(eras)), draw(st.sampled_from((True, True, False)))
        found.append(Fields(person=person, era=era, has_birth_date=has_birth_date, **values))
    return found


def two_families(draw: Draw) -> list[Fields]:
    """Persons who share a phone, each with records of their own."""
    return [
        Fields(person=person, phone=0, email=draw(st.sampled_from((None, person))))
        for person in draw(st.lists(st.integers(0, 2), min_size=3, max_size=7))
    ]


def crowded_key(draw: Draw) -> list[Fields]:
    """One person's records around the largest number that a key may have."""
    kind = draw(st.sampled_from(("email", "phone")))
    return [Fields(**{kind: 0, "has_birth_date": False})] * draw(st.integers(3, 6)) + [draw(fields())]


SHAPES = (any_records,) * 3 + (chain, chain, star, cycle, bridge, bridge, hub, hub, two_families, crowded_key)

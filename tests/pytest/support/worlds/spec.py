"""What a world is: a few records and five steps of their history, in indexes that each world turns into values.

A world is small, plain data, so that it can be shrunk and printed. Values of two worlds never meet.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from support.worlds.records import Decision, Record, record_key

STEPS = 5
CHANNELS = ("club", "store")
# Persons whose names and birth dates have nothing in common.
PERSONS = (
    ("Alda Berg", "1950-02-03"),
    ("Viktor Szymanski", "1971-08-17"),
    ("Mireille Okonkwo", "1994-11-29"),
    ("Tomoko Hayashida", "1963-05-21"),
    ("Quentin Pryce", "1988-12-06"),
    ("Zofia Lindqvist", "2001-04-14"),
)
WORDS = ("quartz", "ember", "novaklub", "tidy", "lumen", "hibiscus")
DOMAINS = ("gmail.com", "naver.com", "outlook.com", "daum.net", "gmx.de", "yahoo.co.jp")
# Years so far apart that a phone number or e-mail address may have been given to somebody else.
ERAS = tuple((date(year, 1, 10), date(year, 8, 20)) for year in (2012, 2016, 2020))
# The moment of each step; a day and an hour each.
MOMENTS = tuple(f"2026-03-{2 + step:02} 06:00:00" for step in range(STEPS))


@dataclass(frozen=True)
class Fields:
    """Which of the world's values a record has; None is an empty field."""

    person: int = 0
    has_birth_date: bool = True
    email: int | None = None
    phone: int | None = None
    member_no: int | None = None
    person_ci: int | None = None
    era: int | None = None  # which years it was used in; None is not known

    def __str__(self) -> str:
        """What is filled, briefly."""
        values = {name: value for name, value in vars(self).items() if value is not None and value is not False}
        return ", ".join(name if value is True else f"{name} {value}" for name, value in values.items())


@dataclass(frozen=True)
class Put:
    """The record is delivered with these fields: new, changed, or back."""

    slot: int
    fields: Fields

    def __str__(self) -> str:
        return f"put {self.slot} ({self.fields})"


@dataclass(frozen=True)
class Drop:
    """The record is no longer delivered, or delivered as deleted."""

    slot: int
    is_flagged: bool = False

    def __str__(self) -> str:
        return f"drop {self.slot}" + " (flagged)" * self.is_flagged


@dataclass(frozen=True)
class Decide:
    """A steward says that two records are, or are not, one person."""

    is_always: bool
    left: int
    right: int

    def is_on(self, left: int, right: int) -> bool:
        return {self.left, self.right} == {left, right}

    def __str__(self) -> str:
        return f"{'always' if self.is_always else 'never'} {self.left} {self.right}"


@dataclass(frozen=True)
class End:
    """The decisions on a pair end now."""

    left: int
    right: int

    def __str__(self) -> str:
        return f"end {self.left} {self.right}"


@dataclass(frozen=True)
class Erase:
    """The record is erased; a later delivery of it must not bring it back."""

    slot: int

    def __str__(self) -> str:
        return f"erase {self.slot}"


Event = Put | Drop | Decide | End | Erase


@dataclass(frozen=True)
class World:
    """The events of each step."""

    steps: tuple[tuple[Event, ...], ...]

    def smaller(self) -> list["World"]:
        """This world less a record, an event, or a field."""
        found = [self.without(lambda event, slot=slot: touches(event, slot)) for slot in sorted(self.slots())]
        for place, events in enumerate(self.steps):
            for index, event in enumerate(events):
                found.append(self.with_step(place, events[:index] + events[index + 1 :]))
                found += [
                    self.with_step(place, (*events[:index], simpler, *events[index + 1 :]))
                    for simpler in simpler_events(event)
                ]
        return [world for world in dict.fromkeys(found) if world != self and world.slots()]

    def slots(self) -> set[int]:
        return {event.slot for events in self.steps for event in events if isinstance(event, Put)}

    def without(self, is_out: Callable[[Event], bool]) -> "World":
        return World(tuple(tuple(event for event in events if not is_out(event)) for events in self.steps))

    def with_step(self, place: int, events: tuple[Event, ...]) -> "World":
        return World((*self.steps[:place], events, *self.steps[place + 1 :]))

    def size(self) -> tuple[int, int, int]:
        """Records, events, filled fields: what shrinking makes smaller."""
        events = [event for step in self.steps for event in step]
        filled = sum(
            value is not None and value is not False
            for event in events
            if isinstance(event, Put)
            for name, value in vars(event.fields).items()
            if name != "person"
        )
        return len(self.slots()), len(events), filled

    def __str__(self) -> str:
        return "\n".join(
            f"  step {place + 1}: " + ("; ".join(map(str, events)) or "nothing")
            for place, events in enumerate(self.steps)
        )


def touches(event: Event, slot: int) -> bool:
    return slot in (getattr(event, name, None) for name in ("slot", "left", "right"))


def simpler_events(event: Event) -> list[Event]:
    """The delivery with one field less."""
    if not isinstance(event, Put):
        return []
    emptied = [replace(event.fields, **{name: None}) for name in ("email", "phone", "member_no", "person_ci", "era")]
    emptied.append(replace(event.fields, has_birth_date=False))
    return [Put(event.slot, fields) for fields in emptied if fields != event.fields]


@dataclass(frozen=True)
class Delivery:
    """What lies in the raw files of one world at one step."""

    rows: dict[int, tuple[Fields, bool]]  # slot: fields, is deleted
    decisions: tuple[tuple[Decide, int, int | None], ...]  # decision, step it was made, step it ended
    erased: dict[int, int]  # slot: step


def deliveries(world: World) -> list[Delivery]:
    """The state of the raw files after each step."""
    found: list[Delivery] = []
    rows: dict[int, tuple[Fields, bool]] = {}
    decisions: tuple[tuple[Decide, int, int | None], ...] = ()
    erased: dict[int, int] = {}
    for step, events in enumerate(world.steps):
        for event in events:
            match event:
                case Put(slot, fields):
                    rows = {**rows, slot: (fields, False)}
                case Drop(slot, is_flagged):
                    gone = {slot: (rows[slot][0], True)} if is_flagged and slot in rows else {}
                    rows = {**{other: row for other, row in rows.items() if other != slot}, **gone}
                case Decide():
                    decisions = (*decisions, (event, step, None))
                case End(left, right):
                    decisions = tuple(
                        (decision, made, step if ended is None and decision.is_on(left, right) else ended)
                        for decision, made, ended in decisions
                    )
                case Erase(slot):
                    erased = {slot: step, **erased}
        found.append(Delivery(rows, decisions, erased))
    return found


@dataclass(frozen=True)
class Placed:
    """A world with a number of its own: its indexes become values that no other world has."""

    number: int
    world: World

    def record(self, slot: int, fields: Fields) -> Record:
        channel, record_id = self.full_id(slot)
        name, birth_date = PERSONS[fields.person]

        def value(index: int | None, make: Callable[[int], str]) -> str | None:
            return None if index is None else make(index)

        used = (None, None) if fields.era is None else ERAS[fields.era]

        return Record(
            channel=channel,
            record_id=record_id,
            name=name,
            birth_date=birth_date if fields.has_birth_date else None,
            email=value(fields.email, lambda index: f"{WORDS[index]}{letters(self.number, index)}@{DOMAINS[index]}"),
            phone=value(fields.phone, lambda index: f"010{21_739_402 + 13_579_246 * index + self.number}"),
            member_no=value(fields.member_no, lambda index: str(31_000_000 + 27_182_818 * index + self.number)),
            person_ci=value(fields.person_ci, lambda index: f"{WORDS[index]}CI{letters(self.number)}"),
            used_from=used[0],
            used_until=used[1],
        )

    def full_id(self, slot: int) -> tuple[str, str]:
        """Channel and id of a record."""
        return CHANNELS[slot % len(CHANNELS)], self.record_id(slot)

    def record_id(self, slot: int) -> str:
        return f"w{self.number:05}-{slot:02}"

    def key(self, slot: int) -> int:
        return record_key(*self.full_id(slot))

    def current(self, delivery: Delivery) -> list[Record]:
        """Records that are neither deleted nor erased."""
        return [
            self.record(slot, fields)
            for slot, (fields, is_deleted) in delivery.rows.items()
            if not is_deleted and slot not in delivery.erased
        ]

    def decisions(self, delivery: Delivery) -> list[Decision]:
        """Decisions in force."""
        return [
            Decision(self.decision_id(index), decision.is_always, self.key(decision.left), self.key(decision.right))
            for index, (decision, _, ended) in enumerate(delivery.decisions)
            if ended is None
        ]

    def decision_id(self, index: int) -> str:
        return f"d{self.number:05}-{index:02}"

    def erased(self, delivery: Delivery) -> set[int]:
        return {self.key(slot) for slot in delivery.erased}


def letters(number: int, shift: int = 0) -> str:
    """The number in letters, so that no digit reads as a year or a trailing number; other ones for other shifts."""
    return "".join(chr(ord("a") + int(digit) + 2 * shift) for digit in f"{number:05}")

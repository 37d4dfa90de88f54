"""Histories with a name: each a world, and which records are which customer after each step.

Records are letters, customers numbers that mean nothing but 'the same as before': "ab=1 c=2" says that a and b are one
customer and c another one. "ab=1|2" is the one of two customers whose id is smaller.
"""

from dataclasses import dataclass

from support.worlds.spec import STEPS, Decide, Drop, End, Erase, Event, Fields, Put, World


@dataclass(frozen=True)
class Story:
    """The events of each step, and who is who after it. What is left out at the end stays as it was."""

    events: tuple[tuple[Event, ...], ...]
    customers: tuple[str, ...]

    @property
    def world(self) -> World:
        return World((*self.events, *((),) * (STEPS - len(self.events))))

    @property
    def after_each_step(self) -> tuple[str, ...]:
        return (*self.customers, *self.customers[-1:] * (STEPS - len(self.customers)))


def story(*steps: tuple[tuple[Event, ...], str]) -> Story:
    return Story(tuple(events for events, _ in steps), tuple(customers for _, customers in steps))


def put(letters: str, **values: int | None) -> tuple[Put, ...]:
    """The same fields for each of the records."""
    return tuple(Put(slot(letter), Fields(**values)) for letter in letters)


def drop(letters: str, is_flagged: bool = False) -> tuple[Drop, ...]:
    return tuple(Drop(slot(letter), is_flagged) for letter in letters)


def always(left: str, right: str) -> tuple[Decide, ...]:
    return (Decide(True, slot(left), slot(right)),)


def never(left: str, right: str) -> tuple[Decide, ...]:
    return (Decide(False, slot(left), slot(right)),)


def end(left: str, right: str) -> tuple[End, ...]:
    return (End(slot(left), slot(right)),)


def erase(letters: str) -> tuple[Erase, ...]:
    return tuple(Erase(slot(letter)) for letter in letters)


def slot(letter: str) -> int:
    return ord(letter) - ord("a")


TWO_CUSTOMERS = (*put("ab", email=0), *put("c", phone=1))
TWO_BY_TWO = (*put("ab", email=0), *put("cd", email=1))

STORIES = {
    "Chain that grows": story(
        ((*put("a", email=0), *put("b", email=0, phone=0)), "ab=1"),
        (put("c", phone=0, email=1), "abc=1"),
        (put("d", email=1, phone=1), "abcd=1"),
        ((*put("e", phone=1, email=2), *put("f", email=2)), "abcdef=1"),
        (put("c"), "def=1 ab=2 c=3"),
    ),
    "Cycle loses a link": story(
        ((*put("a", email=0, phone=1), *put("b", email=0, phone=0), *put("c", phone=0, email=1, person_ci=0)), "abc=1"),
        (put("d", email=1, phone=1), "abcd=1"),
        (put("b", email=0), "abcd=1"),
    ),
    "Late bridge": story(
        (TWO_CUSTOMERS, "ab=1 c=2"),
        (put("d", email=0, phone=1), "abcd=1"),
    ),
    "Late bridge, tie": story(
        ((*put("a", email=0), *put("b", phone=1)), "a=1 b=2"),
        (put("c", email=0, phone=1), "abc=1|2"),
    ),
    "Bridge that goes": story(
        (TWO_CUSTOMERS, "ab=1 c=2"),
        (put("d", email=0, phone=1), "abcd=1"),
        (drop("d"), "ab=1 c=3"),
        (put("d", email=0, phone=1), "abcd=1"),
    ),
    "Bridge deleted by flag": story(
        ((*TWO_CUSTOMERS, *put("d", email=0, phone=1)), "abcd=1"),
        (drop("d", is_flagged=True), "ab=1 c=2"),
    ),
    "Three-way merge and back": story(
        ((*put("abc", email=0), *put("de", email=1), *put("f", phone=0)), "abc=1 de=2 f=3"),
        ((*put("d", email=1, person_ci=0), *put("f", person_ci=0), *put("a", email=0, person_ci=0)), "abcdef=1"),
        ((*put("d", email=1), *put("f", phone=0)), "abc=1 de=4 f=5"),
    ),
    "Split after correction": story(
        (put("abc", email=0), "abc=1"),
        (put("c", email=1), "ab=1 c=2"),
        (put("c", email=0), "abc=1"),
    ),
    "Record given to another person": story(
        (put("abc", email=0), "abc=1"),
        (put("c", email=0, person=1), "ab=1 c=2"),
    ),
    "Swap of records": story(
        ((*put("abc", email=0), *put("de", email=1)), "abc=1 de=2"),
        ((*put("c", email=1), *put("d", email=0)), "adb=1 ce=2"),
    ),
    "Split after decision": story(
        ((*put("ad", person_ci=0, email=0), *put("b", phone=0), *put("c", phone=0, person_ci=0)), "abcd=1"),
        (never("b", "c"), "acd=1 b=2"),
        (end("c", "b"), "abcd=1"),
        (never("b", "c"), "acd=1 b=3"),
    ),
    "Joined by a steward": story(
        (TWO_CUSTOMERS, "ab=1 c=2"),
        (always("b", "c"), "abc=1"),
        (end("b", "c"), "ab=1 c=3"),
    ),
    "Steward joins two identities": story(
        ((*put("ab", person_ci=0), *put("c", person_ci=1)), "ab=1 c=2"),
        (always("a", "c"), "abc=1"),
    ),
    "Never beats always": story(
        (TWO_CUSTOMERS, "ab=1 c=2"),
        (always("a", "c"), "abc=1"),
        (never("c", "a"), "ab=1 c=3"),
    ),
    "Torn chain of decisions": story(
        ((*put("a", email=0), *put("b", email=1), *put("c", email=2)), "a=1 b=2 c=3"),
        ((*always("a", "b"), *always("b", "c"), *never("a", "c")), "a=1 b=2 c=3"),
    ),
    "Decision about a record to come": story(
        ((*TWO_CUSTOMERS, *always("c", "d")), "ab=1 c=2"),
        (put("d", email=3), "ab=1 cd=2"),
        (drop("d"), "ab=1 c=2"),
    ),
    "Hub born mid-history": story(
        ((*put("ab", person_ci=0, email=0), *put("c", email=0)), "abc=1"),
        (put("d", person=1, email=0) + put("e", person=2, email=0) + put("f", person=3, email=0), "abc=1 d=2 e=3 f=4"),
        (put("g", person=4, email=0), "ab=1 c=5 d=2 e=3 f=4 g=6"),
        (drop("g"), "abc=1 d=2 e=3 f=4"),
    ),
    "Phone handed on, later shared": story(
        (
            (
                *(event for person in range(4) for event in put("abcd"[person], person=person, phone=0, era=0)),
                *(*put("e", person=4, phone=0, era=2, person_ci=0), *put("f", person=4, phone=0, era=2)),
                *put("g", person=4, person_ci=0),
            ),
            "a=1 b=2 c=3 d=4 efg=5",
        ),
        # Used by five and by one, each in their years: five were not too many. Six at once are.
        (put("h", person=5, phone=0, era=0), "a=1 b=2 c=3 d=4 efg=5 h=6"),
        (put("a", person=0, phone=0), "a=1 b=2 c=3 d=4 eg=5 f=7 h=6"),
    ),
    "Family phone and its members": story(
        (put("ab", phone=0) + put("cd", phone=0, person=1) + put("e", phone=0, person=2), "ab=1 cd=2 e=3"),
    ),
    "Crowded key": story(
        (put("abc", person_ci=0, email=0) + put("d", email=0), "abcd=1"),
        (put("e", email=0), "abc=1 d=2 e=3"),
        (drop("e"), "abcd=1"),
    ),
    "Strong part of a torn component": story(
        (
            put("ad", email=0, member_no=0) + put("b", email=0, person_ci=0) + put("c", person_ci=0, member_no=1),
            "adb=1 c=2",
        ),
    ),
    "Two memberships, two persons": story(
        (put("a", member_no=0, email=0) + put("b", member_no=1, email=0), "a=1 b=2"),
        (put("b", email=0), "ab=1|2"),
    ),
    "Identity learned late": story(
        (put("abc", email=0) + put("d", phone=0), "abc=1 d=2"),
        (put("c", email=0, person_ci=0) + put("d", phone=0, person_ci=0), "abcd=1"),
    ),
    "Erase and return": story(
        (put("abc", email=0), "abc=1"),
        (erase("c"), "ab=1"),
        (drop("c"), "ab=1"),
        (put("c", email=0), "ab=1"),
    ),
    "Erased bridge": story(
        ((*TWO_CUSTOMERS, *put("d", email=0, phone=1)), "abcd=1"),
        (erase("d") + drop("d"), "ab=1 c=2"),
        (put("d", email=0, phone=1), "ab=1 c=2"),
    ),
    "Whole customer erased": story(
        (TWO_BY_TWO, "ab=1 cd=2"),
        (erase("cd"), "ab=1"),
        (put("ef", email=1), "ab=1 ef=3"),
    ),
    "Gone and back, piece by piece": story(
        (TWO_BY_TWO, "ab=1 cd=2"),
        (drop("cd"), "ab=1"),
        (put("e", email=2), "ab=1 e=3"),
        (put("c", email=1), "ab=1 c=2 e=3"),
        (put("d", email=1), "ab=1 cd=2 e=3"),
    ),
    "Back in another's cluster": story(
        ((*put("ab", email=0), *put("c", email=1)), "ab=1 c=2"),
        (drop("c", is_flagged=True), "ab=1"),
        (put("c", email=0), "abc=1"),
    ),
    "Nothing happens": story((TWO_BY_TWO, "ab=1 cd=2")),
}

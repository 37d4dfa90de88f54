"""What a run did to customer ids, and why: created, split, returned, merged, retired, re-keyed."""

from collections import Counter, defaultdict
from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """One run: the id of each record before and after, and what happened."""

    before: dict[int, str]
    after: dict[int, str]
    last_ids: dict[int, str]  # as before, also of records that had gone
    last_id_before: str  # the last one given before the run
    touched: set[int]  # records that came, changed or went
    erased: set[int]
    decided: set[int]  # records named in decisions that count from now on or no longer


@dataclass(frozen=True, order=True)
class Change:
    """What became of one customer id."""

    customer: str
    kind: str
    related: str | None
    cause: str
    is_direct: bool
    records_before: int
    records_after: int
    records_moved: int


def changes_of(run: Run) -> list[Change]:
    """The changes of all ids that gained or lost a record."""
    moves = Counter(
        (run.before.get(key), run.after.get(key))
        for key in run.before.keys() | run.after.keys()
        if run.before.get(key) != run.after.get(key)
    )
    sizes = Counter(run.before.values()), Counter(run.after.values())
    causes = causes_of(run, moves)
    given, received = defaultdict(Counter), defaultdict(Counter)
    for (old, new), count in moves.items():
        if old is not None and new is not None:
            given[old][new] = count
            received[new][old] = count
    found = []
    for customer in {customer for move in moves for customer in move} - {None}:
        before, after = (size[customer] for size in sizes)
        gave, got = given[customer], received[customer]
        living = Counter({new: count for new, count in gave.items() if after and sizes[0][new]})
        kinds = []
        if not before:
            is_new = customer > run.last_id_before
            kinds.append(("split" if is_new and got else "created" if is_new else "returned", got))
        elif not after:
            kinds.append(("merged" if gave else "retired", gave))
        if living:
            kinds.append(("re-keyed", living))
        for kind, partners in kinds:
            sums = before, after, partners.total()
            found.append(Change(customer, kind, closest(partners), *causes[customer], *sums))
    return sorted(found, key=lambda change: (change.customer, change.kind))


def closest(partners: Counter) -> str | None:
    """The customer with whom most records were exchanged, the smaller id where it is a tie."""
    return min(partners, key=lambda partner: (-partners[partner], partner), default=None)


def causes_of(run: Run, moves: Counter) -> dict[str, tuple[str, bool]]:
    """Why each id gained or lost a record: what happened to its own records, or to those of ids it exchanged with."""
    named: dict[str, set[str]] = defaultdict(set)
    for keys, cause in ((run.erased, "erasure"), (run.decided, "decision"), (run.touched - run.erased, "data")):
        for key in keys:
            for customer in {run.last_ids.get(key), run.before.get(key), run.after.get(key)} - {None}:
                named[customer].add(cause)
    near: dict[str, set[str]] = defaultdict(set)
    for move in moves:
        for customer in set(move) - {None}:
            near[customer] |= set().union(*(named[other] for other in set(move) | {customer} if other is not None))
    elsewhere = "data" if run.touched - run.erased else "decision" if run.decided else "erasure"
    order = ("erasure", "decision", "data")
    return {
        customer: next(((cause, True) for cause in order if cause in causes), (elsewhere, False))
        for customer, causes in near.items()
    }

"""The benchmarks' labelled sets as rows of the `conformed` channel, and their scores."""

from dataclasses import dataclass, field

from measure import shipped_sets
from measure.conformed import conformed_records, write_conformed
from measure.scores import PairScores, pair_scores

__all__ = ["PairScores", "PersonSet", "dupehell_customers", "febrl", "pair_scores", "write_conformed"]


@dataclass(frozen=True)
class PersonSet:
    """Records as columns of the conformed channel, and the person that each record id is."""

    records: list[dict[str, str | None]]
    truth: dict[str, str] = field(repr=False)


def _as_conformed(persons: shipped_sets.PersonSet) -> PersonSet:
    return PersonSet(conformed_records(persons)[0], dict(persons.read_truth()))


def febrl(number: int) -> PersonSet:
    """Febrl's data set 1 to 4."""
    return _as_conformed(shipped_sets.febrl(number))


def dupehell_customers(domain: str, difficulty: str) -> PersonSet:
    """Customers of a domain of dupehell."""
    return _as_conformed(shipped_sets.dupehell_customers(domain, difficulty))

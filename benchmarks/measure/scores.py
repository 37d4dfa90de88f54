"""How far a partition of records is the true one: by pairs, by records (B cubed), by whole clusters."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

Partition = Mapping[str, Hashable]


@dataclass(frozen=True)
class PairScores:
    """How far the pairs of records that a partition joins are the pairs that the truth joins."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return f"precision {self.precision:.4f}, recall {self.recall:.4f}, F1 {self.f1:.4f}"


@dataclass(frozen=True)
class Scores:
    """All figures of one partition."""

    pairs: PairScores
    b3_precision: float
    b3_recall: float
    exact_clusters: int
    true_clusters: int


def count_pairs(labels: Iterable[Hashable]) -> int:
    """How many pairs of records have the same label."""
    return sum(size * (size - 1) // 2 for size in Counter(labels).values())


def same_records(found: Partition, truth: Partition) -> None:
    """ValueError unless both place the same records."""
    if found.keys() != truth.keys():
        raise ValueError(f"not the same records: {sorted(found.keys() ^ truth.keys())[:5]}")


def pair_scores(found: Partition, truth: Partition) -> PairScores:
    """Pairwise scores of a partition; both map every record id to its group."""
    same_records(found, truth)
    right = count_pairs((found[record], truth[record]) for record in truth)
    joined, meant = count_pairs(found.values()), count_pairs(truth.values())
    # Who joins nothing is never wrong; where there is nothing to join, nothing is missed.
    return PairScores(right / joined if joined else 1.0, right / meant if meant else 1.0)


def scores(found: Partition, truth: Partition) -> Scores:
    """Every score of a partition against the truth."""
    pairs = pair_scores(found, truth)
    found_sizes, true_sizes = Counter(found.values()), Counter(truth.values())
    # A cell: the records that one cluster and one person have in common.
    cells = Counter((found[record], truth[record]) for record in truth)
    records = max(len(truth), 1)
    precision = sum(common * common / found_sizes[cluster] for (cluster, _), common in cells.items())
    recall = sum(common * common / true_sizes[person] for (_, person), common in cells.items())
    exact = sum(
        1 for (cluster, person), common in cells.items() if common == found_sizes[cluster] == true_sizes[person]
    )
    if not truth:
        return Scores(pairs, 1.0, 1.0, 0, 0)
    return Scores(pairs, precision / records, recall / records, exact, len(true_sizes))

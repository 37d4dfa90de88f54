"""Customer ids over a history, said plainly: who keeps an id, who gets a new one, what was logged."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from support.worlds.changes import Change, Run, changes_of
from support.worlds.records import Decision, Record
from support.worlds.reference import Labels

CustomerIds = dict[int, str]  # record key: customer id


@dataclass(frozen=True, order=True)
class Period:
    """A record's time with a customer id, by runs counted from 1."""

    key: int
    customer: str
    from_run: int
    to_run: int | None
    ended_by: str


@dataclass
class Registry:
    """The state that the log leaves; `run` is one run of the pipeline over all records of the warehouse."""

    runs: int = 0
    numbers_given: int = 0
    last_ids: CustomerIds = field(default_factory=dict)  # of every record that ever had one
    current: CustomerIds = field(default_factory=dict)
    contents: dict[int, Record] = field(default_factory=dict)  # of the current records
    decisions: set[Decision] = field(default_factory=set)
    erased: set[int] = field(default_factory=set)
    record_of: dict[str, int] = field(default_factory=dict)  # the first record of each id
    open_periods: dict[int, tuple[str, int]] = field(default_factory=dict)
    closed_periods: list[Period] = field(default_factory=list)

    def run(
        self, clusters: Labels, records: Collection[Record], decisions: Collection[Decision], erased: Collection[int]
    ) -> list[Change]:
        """Give each cluster an id, and say what became of the ids."""
        self.runs += 1
        numbers_before = self.numbers_given
        kept = self.matched(clusters)
        for cluster in sorted(set(clusters.values()) - kept.keys()):
            self.numbers_given += 1
            kept[cluster] = customer_id(self.numbers_given)
        after = {key: kept[cluster] for key, cluster in clusters.items()}
        contents = {record.key: record for record in records}
        run = Run(
            before=self.current,
            after=after,
            last_ids=self.last_ids,
            last_id_before=customer_id(numbers_before),
            touched={key for key in after.keys() | self.current.keys() if contents.get(key) != self.contents.get(key)},
            erased={key for key in erased if key in self.last_ids} - self.erased,
            decided={key for decision in self.decisions ^ set(decisions) for key in decision.records},
        )
        self.log_periods(after, run.erased)
        self.current, self.contents, self.decisions = after, contents, set(decisions)
        self.erased |= set(erased)
        self.last_ids = self.last_ids | after
        self.record_of = {customer: key for key, customer in sorted(after.items())} | self.record_of
        return changes_of(run)

    def matched(self, clusters: Labels) -> dict[int, str]:
        """Clusters and earlier customers by the records they share: most first, then smaller id, then smaller key."""
        shared = Counter((self.last_ids[key], cluster) for key, cluster in clusters.items() if key in self.last_ids)
        found: dict[int, str] = {}
        taken: set[str] = set()
        for (customer, cluster), _ in sorted(shared.items(), key=lambda item: (-item[1], *item[0])):
            if cluster not in found and customer not in taken:
                found[cluster] = customer
                taken.add(customer)
        return found

    def log_periods(self, after: CustomerIds, erased: set[int]) -> None:
        for key, (customer, from_run) in list(self.open_periods.items()):
            if after.get(key) != customer:
                ended_by = "assigned" if key in after else "erased" if key in erased else "removed"
                self.closed_periods.append(Period(key, customer, from_run, self.runs, ended_by))
                del self.open_periods[key]
        for key, customer in after.items():
            self.open_periods.setdefault(key, (customer, self.runs))

    def history(self) -> set[Period]:
        """The periods of all records but the erased."""
        still = [Period(key, customer, since, None, "current") for key, (customer, since) in self.open_periods.items()]
        return {period for period in (*self.closed_periods, *still) if period.key not in self.erased}


def customer_id(number: int) -> str:
    return f"cust_{number:09}"

"""Customer ids over a history, said plainly: who keeps an id, who gets a new one, what was logged."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from support.worlds.reference import Labels

CustomerIds = dict[int, str]  # record key: customer id


@dataclass
class Registry:
    """The state that the log leaves; `run` is one run of the pipeline over all records of the warehouse."""

    numbers_given: int = 0
    last_ids: CustomerIds = field(default_factory=dict)  # of every record ever seen and not erased
    current: CustomerIds = field(default_factory=dict)

    def run(self, clusters: Labels, erased: Collection[int] = ()) -> CustomerIds:
        """Give each cluster an id; erased records no longer speak for the customer they had."""
        self.last_ids = {key: customer for key, customer in self.last_ids.items() if key not in erased}
        kept = self.matched(clusters)
        for cluster in sorted(set(clusters.values()) - kept.keys()):
            self.numbers_given += 1
            kept[cluster] = customer_id(self.numbers_given)
        self.current = {key: kept[cluster] for key, cluster in clusters.items()}
        self.last_ids |= self.current
        return self.current

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


def customer_id(number: int) -> str:
    return f"cust_{number:09}"

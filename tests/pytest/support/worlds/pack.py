"""Hundreds of worlds side by side in one warehouse: their raw files, what must come of them, what came."""

import csv
import random
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import duckdb

from support.person_sets import write_conformed
from support.session import DbtSession
from support.workspace import WORKING_FILE
from support.worlds.changes import Change
from support.worlds.policy import CUSTOMER_TIER, POLICY, TIERS
from support.worlds.reference import Labels, partitions
from support.worlds.registry import CustomerIds, Period, Registry
from support.worlds.spec import CHANNELS, MOMENTS, STEPS, Delivery, Placed, World, deliveries

CHANNEL = {"conformed": {"model": "stg_conformed__customers", "trust": 1}}
VARIABLES = {
    **POLICY,
    "channels": CHANNEL,
    "optional_raw_tables": ["all"],
    "max_snapshot_shrink": 1,
    # Worlds change as they please, but never without a cause.
    "churn_budget": {"data": 1, "policy": 1, "decision": 1, "erasure": 1, "unexplained": 0},
    # More than any chain of twelve records needs.
    "closure_rounds": 10,
}
MARTS = ("+customer_identity_map", "+identity_changes", "+customer_id_history")
MODELS = (*MARTS, *(f"+int_clusters_{tier}" for tier in TIERS))


@dataclass(frozen=True)
class State:
    """What a warehouse says after a step."""

    clusters: dict[str, Labels]
    ids: CustomerIds
    changes: list[Change]  # of the last run
    history: set[Period]
    record_of: dict[str, int]  # a record that had the customer id


@dataclass
class Pack:
    """Worlds with numbers, and the steps at which dbt runs: what happens between two of them comes at once."""

    worlds: list[Placed]
    steps: tuple[int, ...]

    @classmethod
    def of(cls, worlds: Iterable[World], steps: Iterable[int] = range(STEPS)) -> "Pack":
        return cls([Placed(number, world) for number, world in enumerate(worlds)], tuple(steps))

    @cached_property
    def deliveries(self) -> list[list[Delivery]]:
        return [deliveries(placed.world) for placed in self.worlds]

    @cached_property
    def world_of(self) -> dict[int, int]:
        """The world of each record key."""
        return {placed.key(slot): placed.number for placed in self.worlds for slot in placed.world.slots()}

    @cached_property
    def slot_of(self) -> dict[int, int]:
        """The slot of each record key in its world."""
        return {placed.key(slot): slot for placed in self.worlds for slot in placed.world.slots()}

    @cached_property
    def expected(self) -> dict[int, State]:
        """What each step must leave."""
        registry = Registry()
        found = {}
        for step in self.steps:
            clusters: dict[str, Labels] = {tier: {} for tier in TIERS}
            all_records, all_decisions, erased = [], [], []
            for placed, delivered in zip(self.worlds, self.deliveries, strict=True):
                records, decisions = placed.current(delivered[step]), placed.decisions(delivered[step])
                tiers = partitions(records, decisions)
                for tier in TIERS:
                    clusters[tier] |= tiers[tier]
                all_records += records
                all_decisions += decisions
                erased += placed.erased(delivered[step])
            changes = registry.run(clusters[CUSTOMER_TIER], all_records, all_decisions, erased)
            found[step] = State(clusters, registry.current, changes, registry.history(), dict(registry.record_of))
        return found

    def write(self, raw: Path, step: int, shuffle: int | None = None) -> None:
        """The raw files as of a step; `shuffle` seeds another order of their rows."""
        records, decisions, erased = [], [], []
        for placed, delivered in zip(self.worlds, self.deliveries, strict=True):
            records += record_rows(placed, delivered[step])
            decisions += decision_rows(placed, delivered[step])
            erased += erasure_rows(placed, delivered[step])
        if shuffle is not None:
            for rows in (records, decisions, erased):
                random.Random(shuffle).shuffle(rows)
        write_conformed(raw, records or [NOBODY])
        for name, columns, rows in (
            ("steward_decisions", DECISION_COLUMNS, decisions),
            ("erased_records", ERASURE_COLUMNS, erased),
        ):
            write_rows(raw / "stewardship" / f"{name}.csv", columns, rows)

    def run(
        self,
        session: DbtSession,
        step: int,
        warehouse: Path,
        *flags: str,
        models: tuple[str, ...] = MODELS,
        threads: int = 2,
    ) -> State:
        """Run dbt on the raw files of a step; its seeds on the first alone."""
        variables = {**VARIABLES, "as_of": MOMENTS[step]}
        if not (warehouse / WORKING_FILE).exists():
            session.dbt("seed", warehouse=warehouse, **variables)
        flags = ("--threads", str(threads), *flags)
        session.dbt("run", "--select", *models, *flags, warehouse=warehouse, **variables)
        mark_published(warehouse, MOMENTS[step])
        return read_state(warehouse)


DECISION_COLUMNS = (
    *("decision_id", "decision", "left_channel", "left_source_record_id", "right_channel", "right_source_record_id"),
    *("decided_at", "valid_until"),
)
ERASURE_COLUMNS = ("record_key", "erased_at", "request_id")
# Deleted before the first step: an empty file would be a mistake of the channel.
NOBODY = {"channel": CHANNELS[0], "source_record_id": "nobody", "is_deleted": "yes"}


def record_rows(placed: Placed, delivery: Delivery) -> list[dict]:
    rows = []
    for slot, (fields, is_deleted) in sorted(delivery.rows.items()):
        record = placed.record(slot, fields)
        rows.append(
            {
                "channel": record.channel,
                "source_record_id": record.record_id,
                "full_name": record.name,
                "birth_date": record.birth_date,
                "email": record.email,
                "phone": record.phone,
                "member_no": record.member_no,
                "person_ci": record.person_ci,
                "created_at": record.used_from and f"{record.used_from} 00:00:00",
                "updated_at": record.used_until and f"{record.used_until} 00:00:00",
                "is_deleted": "yes" if is_deleted else "no",
            }
        )
    return rows


def decision_rows(placed: Placed, delivery: Delivery) -> list[tuple]:
    rows = []
    for index, (decision, made, ended) in enumerate(delivery.decisions):
        sides = [*placed.full_id(decision.left), *placed.full_id(decision.right)]
        word = "always_link" if decision.is_always else "never_link"
        until = "" if ended is None else MOMENTS[ended]
        rows.append((placed.decision_id(index), word, *sides, MOMENTS[made], until))
    return rows


def erasure_rows(placed: Placed, delivery: Delivery) -> list[tuple]:
    return [(str(placed.key(slot)), MOMENTS[step], placed.record_id(slot)) for slot, step in delivery.erased.items()]


def write_rows(file: Path, columns: tuple[str, ...], rows: list[tuple]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def mark_published(warehouse: Path, as_of: str) -> None:
    """What a build of everything does at its end; test_publish.py has the real one."""
    with duckdb.connect(str(warehouse / WORKING_FILE)) as connection:
        connection.execute(
            "insert into registry.registry_publications"
            " select max(run_number), cast(? as timestamp) from registry.identity_runs",
            [as_of],
        )


CHANGES = """
    select
        customer_id, kind, related_customer_id, cause, is_direct,
        count_records_before, count_records_after, count_records_moved
    from marts.identity_changes
    where run_number = (select max(run_number) from registry.identity_runs)
    order by customer_id, kind
"""
HISTORY = "select record_key, customer_id, from_run_number, to_run_number, ended_by from marts.customer_id_history"


def read_state(warehouse: Path) -> State:
    with duckdb.connect(str(warehouse / WORKING_FILE), read_only=True) as connection:

        def pairs(sql: str) -> dict:
            return dict(connection.execute(sql).fetchall())

        return State(
            {tier: pairs(f"select record_key, cluster_key from intermediate.int_clusters_{tier}") for tier in TIERS},
            pairs("select record_key, customer_id from marts.customer_identity_map"),
            [Change(*row) for row in connection.execute(CHANGES).fetchall()],
            {Period(*row) for row in connection.execute(HISTORY).fetchall()},
            pairs("select customer_id, min(record_key) from registry.customer_registry group by customer_id"),
        )

"""A history of runs on one small conformed file, and what the registry and the marts about ids say after each."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from support.person_sets import write_conformed
from support.session import DbtSession
from support.workspace import FEW_ROUNDS, WORKING_FILE

MODELS = ("+customer_identity_map", "+identity_changes", "+customer_id_history", "+resolved_customer_ids")
WITH_RULES = (*MODELS, "+match_rule_report")
EVENTS = (
    "select run_number, source_record_id, event, customer_id, previous_customer_id from registry.customer_registry"
    " order by run_number, source_record_id"
)
CHANGES = (
    "select run_number, kind, customer_id, related_customer_id, cause, is_direct, count_records_before,"
    " count_records_after, count_records_moved from marts.identity_changes order by run_number, kind, customer_id"
)
REPORTS = (
    "select run_number, cast(as_of as varchar), rule_name, count_keys, count_links, count_sole_links,"
    " count_marginal_merges, count_conflicts from registry.rule_reports order by run_number, rule_number"
)
DECISION_COLUMNS = (
    *("decision_id", "decision", "left_channel", "left_source_record_id", "right_channel", "right_source_record_id"),
    *("decided_at", "valid_until"),
)


def person(record_id: str, name: str, email: str, **more: str) -> dict[str, str]:
    return {"channel": "club", "source_record_id": record_id, "full_name": name, "email": email, **more}


def people(*records: dict[str, str]) -> dict[str, dict[str, str]]:
    """Records by their id."""
    return {record["source_record_id"]: record for record in records}


@dataclass(frozen=True)
class Change:
    """A row of identity_changes."""

    run: int
    kind: str
    customer: str
    related: str | None
    cause: str
    is_direct: bool
    before: int
    after: int
    moved: int


@dataclass(frozen=True)
class After:
    """What a run left."""

    ids: dict[str, str]
    events: list[tuple]
    changes: list[Change]
    resolved: dict[str, dict[str | None, float]]  # id: customers it stands for now, with shares
    history: list[tuple]
    runs: list[tuple]
    reports: list[tuple]


@dataclass
class History:
    """Runs on one warehouse, by name."""

    session: DbtSession
    warehouse: Path
    models: tuple[str, ...] = MODELS
    after: dict[str, After] = field(default_factory=dict)
    has_seeds: bool = False

    def __getitem__(self, name: str) -> After:
        return self.after[name]

    def run(
        self,
        name: str,
        records: dict[str, dict],
        as_of: str,
        *flags: str,
        command: tuple[str, ...] = ("run",),
        decisions: Iterable[tuple] = (),
        erased: Iterable[int] = (),
        **variables: object,
    ) -> After:
        """Run dbt on these records and remember what it left."""
        raw = self.session.workspace.raw
        write_conformed(raw, records.values())
        write_rows(raw / "stewardship" / "steward_decisions.csv", DECISION_COLUMNS, decisions)
        write_rows(
            raw / "stewardship" / "erased_records.csv",
            ("record_key", "erased_at", "request_id"),
            [(str(key), as_of, f"R{key}") for key in erased],
        )
        common = {"as_of": as_of, "optional_raw_tables": ["all"], "max_snapshot_shrink": 1, **FEW_ROUNDS}
        variables = {**common, **variables}
        if not self.has_seeds:
            self.session.dbt("seed", warehouse=self.warehouse, **variables)
            self.has_seeds = True
        self.session.dbt(*command, "--select", *self.models, *flags, warehouse=self.warehouse, **variables)
        self.mark_published()
        self.after[name] = self.read()
        return self.after[name]

    def mark_published(self) -> None:
        """What a build of everything does at its end; test_publish.py has the real one."""
        with duckdb.connect(str(self.warehouse / WORKING_FILE)) as connection:
            connection.execute(
                "insert into registry.registry_publications"
                " select max(run_number), max(as_of) from registry.identity_runs"
            )

    def read(self) -> After:
        with duckdb.connect(str(self.warehouse / WORKING_FILE), read_only=True) as connection:

            def rows(sql: str) -> list[tuple]:
                return connection.execute(sql).fetchall()

            resolved: dict[str, dict[str | None, float]] = {}
            for given, current, share in rows(
                "select customer_id, current_customer_id, share_of_records from marts.resolved_customer_ids"
            ):
                resolved.setdefault(given, {})[current] = float(share)
            return After(
                dict(rows("select source_record_id, customer_id from marts.customer_identity_map")),
                rows(EVENTS),
                [Change(*row) for row in rows(CHANGES)],
                resolved,
                rows(
                    "select source_record_id, customer_id, cast(valid_from as varchar), cast(valid_to as varchar),"
                    " is_current from marts.customer_id_history order by source_record_id, valid_from"
                ),
                rows("select run_number, count_records, count_customers from registry.identity_runs order by 1"),
                rows(REPORTS),
            )

    def record_key(self, record_id: str) -> int:
        with duckdb.connect(str(self.warehouse / WORKING_FILE), read_only=True) as connection:
            sql = "select record_key from registry.customer_registry where source_record_id = ?"
            return connection.execute(sql, [record_id]).fetchone()[0]

    def query(self, sql: str) -> list[tuple]:
        with duckdb.connect(str(self.warehouse / WORKING_FILE), read_only=True) as connection:
            return connection.execute(sql).fetchall()


def write_rows(file: Path, columns: tuple[str, ...], rows: Iterable[tuple]) -> None:
    """A CSV file, or none where there is nothing to say: a snapshot without rows would be a mistake."""
    rows = list(rows)
    file.parent.mkdir(parents=True, exist_ok=True)
    if not rows:
        file.unlink(missing_ok=True)
        return
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)

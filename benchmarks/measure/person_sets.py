"""Labelled sets of person records: a folder with records.csv (no truth in it) and truth.csv (record_id, entity_id)."""

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

RECORDS_FILE = "records.csv"
TRUTH_FILE = "truth.csv"


class SetError(Exception):
    """A set that cannot be read; the message names the file and the row."""


@dataclass(frozen=True)
class PersonSet:
    """Records with the columns their source has, and how to read who is who: nobody does before the scoring."""

    name: str
    records: list[dict[str, str | None]]
    read_truth: Callable[[], Mapping[str, str]] = field(repr=False)

    @property
    def record_ids(self) -> list[str]:
        return [record["record_id"] or "" for record in self.records]


def read_sets(folder: Path) -> list[PersonSet]:
    """The sets in the subfolders that hold both files, by name; their truth is checked, not kept."""
    if not folder.is_dir():
        raise SetError(f"{folder} is not a folder; a set is a subfolder with {RECORDS_FILE} and {TRUTH_FILE}")
    places = sorted(path for path in folder.iterdir() if (path / RECORDS_FILE).is_file())
    if (folder / RECORDS_FILE).is_file():
        places = [folder]
    if not places:
        raise SetError(f"{folder} holds no set: no subfolder with {RECORDS_FILE} and {TRUTH_FILE}")
    return [read_set(place) for place in places]


def read_set(folder: Path) -> PersonSet:
    """One set; SetError where an id is missing or there twice, or where records and truth do not fit."""
    records = list(_records(folder / RECORDS_FILE))
    found = PersonSet(folder.resolve().name, records, lambda: read_truth(folder, ids))
    ids = found.record_ids
    for _ in _truth_rows(folder / TRUTH_FILE, ids):
        pass
    return found


def read_truth(folder: Path, record_ids: list[str]) -> dict[str, str]:
    """The entity of each record id."""
    return dict(_truth_rows(folder / TRUTH_FILE, record_ids))


def _rows(file: Path, needed: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str | None]]]:
    """Line number and row; the first line is 1."""
    if not file.is_file():
        raise SetError(f"{file} is missing")
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, strict=True)
            missing = [column for column in needed if column not in (reader.fieldnames or [])]
            if missing:
                raise SetError(f"{file}, row 1: no column {missing[0]}")
            for row in reader:
                if None in row or None in row.values():
                    raise SetError(f"{file}, row {reader.line_num}: not the {len(reader.fieldnames)} columns of row 1")
                yield reader.line_num, row
    except UnicodeDecodeError as error:
        raise SetError(f"{file} is not UTF-8: {error}") from error
    except csv.Error as error:
        raise SetError(f"{file}, row {reader.line_num}: {error}") from error


def _records(file: Path) -> Iterator[dict[str, str | None]]:
    seen: dict[str, int] = {}
    for line, row in _rows(file, ("record_id",)):
        record_id = row["record_id"]
        if not record_id:
            raise SetError(f"{file}, row {line}: record_id is empty")
        if record_id in seen:
            raise SetError(f"{file}, row {line}: record_id {record_id} is in row {seen[record_id]} already")
        seen[record_id] = line
        yield {column: value or None for column, value in row.items()}
    if not seen:
        raise SetError(f"{file} holds no record")


def _truth_rows(file: Path, record_ids: list[str]) -> Iterator[tuple[str, str]]:
    rows = {record_id: number for number, record_id in enumerate(record_ids, start=1)}
    seen: dict[str, int] = {}
    for line, row in _rows(file, ("record_id", "entity_id")):
        record_id, entity_id = row["record_id"], row["entity_id"]
        if record_id in seen:
            raise SetError(f"{file}, row {line}: record_id {record_id} is in row {seen[record_id]} already")
        if record_id not in rows:
            raise SetError(f"{file}, row {line}: record_id {record_id} is not in {RECORDS_FILE}")
        if not entity_id:
            raise SetError(f"{file}, row {line}: entity_id is empty")
        seen[record_id] = line
        yield record_id, entity_id
    for record_id in record_ids:
        if record_id not in seen:
            place = f"record {rows[record_id]} of {RECORDS_FILE}"
            raise SetError(f"{file} has no row for record_id {record_id} ({place})")

"""The whole sample: every channel's files for a day, and the truth about them."""

from itertools import islice

from generator import (
    bad_lines,
    behaviour,
    engagement,
    faults,
    loyalty,
    places,
    purchases,
)
from generator.days import records_on
from generator.output import CsvFile, clear_old_files, part_name, to_parquet
from generator.people import blocks
from generator.sheet import Batch, Sheet
from generator.story import story_records
from generator.story_activity import story_activity
from generator.tables import TABLES

BLOCKS_PER_CHUNK = 500
LINE_ENDS = {"external__partner_profiles": "\r\n"}
TRUTH_COLUMNS = ("channel", "source_record_id", "person_id", "hazards")
ROW_TRUTH_COLUMNS = ("table", "row_id", "line_number", "person_id", "hazards", "expected")
# Of earlier batches only what may have a late return is computed again.
WITH_LATE_ROWS = (purchases.store_receipts, purchases.online_orders)
ACTIVITIES = WITH_LATE_ROWS + (
    behaviour.store_visits,
    behaviour.web_sessions,
    behaviour.carts,
    loyalty.points,
    loyalty.benefits,
    engagement.messages,
    engagement.consents,
    engagement.erasure_requests,
    engagement.product_likes,
)


def row_truth_path(truth):
    """The row-truth file beside the truth file: `truth_rows.csv` for `truth.csv`."""
    return truth.with_name(f"{truth.stem}_rows{truth.suffix}")


def write_sample(world, out, truth, file_format="csv"):
    """Writes the raw files of the world's day under `out` and the truth to `truth` and its `_rows`
    sibling.

    `out` and `truth` are paths; `file_format` is csv or parquet (which cannot hold malformed
    lines). Returns the number of customer records.
    """
    files = {}
    for key, table in TABLES.items():
        folder = out / table.channel
        folder.mkdir(parents=True, exist_ok=True)
        clear_old_files(folder, table, world.day)
        path = folder / part_name(table, world.day, "csv")
        files[key] = CsvFile(path, table.columns, LINE_ENDS.get(key, "\n"))
    record_truth = CsvFile(truth, TRUTH_COLUMNS)
    row_truth = CsvFile(row_truth_path(truth), ROW_TRUTH_COLUMNS)
    count_records = 0
    for number, chunk in enumerate(_chunks(world)):
        count_records += _write_chunk(world, chunk, number == 0, files, record_truth, row_truth, file_format == "csv")
    for file in (*files.values(), record_truth, row_truth):
        file.close()
    if file_format == "parquet":
        for table in TABLES.values():
            to_parquet(out / table.channel / part_name(table, world.day, "csv"), table.columns)
    return count_records


def _chunks(world):
    every = blocks(world)
    while chunk := list(islice(every, BLOCKS_PER_CHUNK)):
        yield chunk


def _write_chunk(world, chunk, is_first, files, record_truth, row_truth, with_bad_lines):
    sheet = Sheet(world)
    records = story_records(world) if is_first else []
    batches = [Batch(world, number) for number in range(world.day + 1)]
    for persons in chunk:
        records_of_person = {}
        for person in persons:
            own = records_of_person[person.number] = records_on(world, person)
            records.extend(own)
            for batch in batches[person.join_day :]:
                for activity in ACTIVITIES if batch.number == world.day else WITH_LATE_ROWS:
                    activity(world, person, own, batch, sheet)
        behaviour.shared_devices(persons, records_of_person, sheet)
    if is_first:
        story_activity(world, sheet)
    for rows in sheet.rows.values():
        rows.sort()
    if is_first:
        faults.plant_rows(world, sheet)
        for rows in sheet.rows.values():
            rows.sort()
    records.sort(key=lambda record: (record.table, record.record_id))
    _write_snapshots(world, records, is_first, files, sheet, with_bad_lines)
    for key, rows in sheet.rows.items():
        is_faulty = is_first and with_bad_lines and world.day == 0
        _write_rows(TABLES[key], [row for _, row in rows], files[key], sheet, is_faulty)
    record_truth.write(
        [
            (
                record.channel,
                record.record_id,
                record.person.person_id,
                ";".join(sorted(record.hazards)),
            )
            for record in records
        ]
    )
    row_truth.write(sorted(sheet.truth))
    return len(records)


def _write_snapshots(world, records, is_first, files, sheet, with_bad_lines):
    for key, table in TABLES.items():
        if table.load == "delta":
            continue
        rows = []
        if is_first and key == "external__area_statistics":
            rows = places.area_statistics(world.as_of)
        for record in records:
            if record.table == key and record.is_in_file:
                rows.extend(bad_lines.lines_of(world, record))
        if is_first:
            for row in bad_lines.rows_without_id(table):
                rows.insert(len(rows) // 2, row)
                sheet.truth.append((key, "", "", "", "missing_record_id", "missing_record_id"))
        _write_rows(table, rows, files[key], sheet, is_first and with_bad_lines)


def _write_rows(table, rows, file, sheet, with_bad_lines):
    """Writes rows with the table's bad lines spread among them."""
    lines = bad_lines.malformed_lines(table) if with_bad_lines else []
    written = 0
    for place, (record_id, hazard, reason, line) in enumerate(lines, 1):
        until = len(rows) * place // (len(lines) + 1)
        file.write(rows[written:until])
        written = until
        number = file.write_raw(line)
        sheet.truth.append((table.key, record_id, str(number), "", hazard, reason))
    file.write(rows[written:])

"""Writes raw files, CSV or Parquet, and the truth beside them."""

import csv
import io
import re

import duckdb


def part_name(table, day, extension):
    """The file name of a table: `receipts.csv`, or `receipts__day_001.csv` for a delta table's
    later day."""
    if day and table.load == "delta":
        return f"{table.name}__day_{day:03d}.{extension}"
    return f"{table.name}.{extension}"


def clear_old_files(folder, table, day):
    """Removes what an earlier run left for the table: on the base day all its parts, later its
    snapshot."""
    if day and table.load == "delta":
        return
    pattern = re.compile(rf"{table.name}(__day_\d+)?\.(csv|parquet)" if day == 0 else rf"{table.name}\.(csv|parquet)")
    for path in sorted(folder.iterdir()):
        if pattern.fullmatch(path.name):
            path.unlink()


class CsvFile:
    """A CSV file under construction: UTF-8, comma, doubled quotes, header; counts its physical
    lines."""

    def __init__(self, path, columns, line_end="\n"):
        path.parent.mkdir(parents=True, exist_ok=True)
        self.stream = path.open("wb")
        self.line_end = line_end
        self.lines = 0
        self.write([columns])

    def write(self, rows):
        """Append rows, each a sequence of texts."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator=self.line_end)
        writer.writerows(rows)
        self.lines += len(rows)
        self.stream.write(text.getvalue().encode())

    def write_raw(self, line):
        """Append one line of bytes as it is; returns its physical line number (the header is 1)."""
        self.stream.write(line + self.line_end.encode())
        self.lines += 1
        return self.lines

    def close(self):
        """Flush and close."""
        self.stream.close()


def to_parquet(csv_path, columns):
    """Turns a CSV of CsvFile into a Parquet file of the same name, all columns text, and removes
    the CSV."""
    target = csv_path.with_suffix(".parquet")
    names = ", ".join(f"'{column}': 'varchar'" for column in columns)
    with duckdb.connect() as connection:
        connection.execute("set threads = 1")
        connection.execute(
            f"copy (select * from read_csv(?, columns = {{{names}}}, header = true, delim = ',', "
            "quote = '\"', escape = '\"', auto_detect = false, strict_mode = true)) "
            f"to '{str(target).replace(chr(39), chr(39) * 2)}' (format parquet, compression zstd)",
            [str(csv_path)],
        )
    csv_path.unlink()

"""Runs the sample-data generator and reads the files it makes."""

import csv
import io
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from support.workspace import ROOT

FOLDER = ROOT / "sample_data"


def generate(*arguments: object, hash_seed: str = "0") -> subprocess.CompletedProcess:
    """Run the command line; a failure is left to the caller."""
    return subprocess.run(
        [sys.executable, str(FOLDER / "generate.py"), *map(str, arguments)],
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=False,
    )


def make(out: Path, *arguments: object, hash_seed: str = "0") -> Path:
    """Generate into `out`, its truth beside it; returns `out`."""
    finished = generate("--out", out, *arguments, hash_seed=hash_seed)
    assert finished.returncode == 0, finished.stderr
    return out


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its relative path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def truth_of(raw: Path) -> Path:
    """The truth file of a folder that `make` filled."""
    return raw.with_name(f"{raw.name}_truth") / "truth.csv"


def good_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a raw file without its bad lines; every line stands alone."""
    header, *lines = path.read_bytes().replace(b"\r\n", b"\n").splitlines()
    columns = header.decode().split(",")
    rows = []
    for line in lines:
        if not line.startswith(b"BAD-LINE-"):
            (fields,) = csv.reader([line.decode()], strict=True)
            assert len(fields) == len(columns), line
            rows.append(dict(zip(columns, fields, strict=True)))
    return rows


def newest_versions(path: Path, key: str, updated: str) -> dict[str, dict[str, str]]:
    """The last updated row of each key: some keys are planted twice."""
    return {row[key]: row for row in sorted(good_rows(path), key=lambda row: row[updated])}


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a truth file."""
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def row_with(path: Path, row_id: str) -> dict[str, str]:
    """The one row whose first column is the id."""
    (row,) = (row for row in good_rows(path) if next(iter(row.values())) == row_id)
    return row


def tags(path: Path) -> Counter:
    """How often each hazard is planted."""
    return Counter(tag for row in read(path) for tag in row["hazards"].split(";") if tag)

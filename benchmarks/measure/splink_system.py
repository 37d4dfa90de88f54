"""Splink 5 beside this project: found in an environment of its own, or in the one that runs, or left out."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from measure.processes import run_measured
from measure.project import ROOT

MODEL = Path(__file__).with_name("splink_model.py")
THRESHOLD = 0.95
NEEDED = "import sys, splink; sys.exit(int(splink.__version__.split('.')[0]) != 5)"


def splink_python() -> str | None:
    """The Python that has Splink 5: that of .venv-splink, or this one; None where neither has."""
    for python in (str(ROOT / ".venv-splink" / "bin" / "python"), sys.executable):
        if Path(python).is_file() and subprocess.run([python, "-c", NEEDED], capture_output=True).returncode == 0:
            return python
    return None


@dataclass(frozen=True)
class SplinkRun:
    """Where the clusters are (Parquet: unique_id, cluster_id), and what it took, without imports."""

    clusters: Path
    stages: dict[str, float]
    peak_mb: int
    remarks: list[str]

    @property
    def seconds(self) -> float:
        return sum(self.stages.values())


def run_splink(
    python: str,
    records: Path,
    folder: Path,
    blocking_rules: Sequence[Sequence[str]] | None = None,
    database: str = ":memory:",
    **settings: object,
) -> SplinkRun:
    """Run the template on a Parquet file of records; `settings` are DuckDB's. CommandError if it fails."""
    task = {
        "records": str(records),
        "clusters": str(folder / "splink_clusters.parquet"),
        "stages": str(folder / "splink_stages.json"),
        "blocking_rules": blocking_rules,
        "threshold": THRESHOLD,
        "database": database,
        "settings": settings,
    }
    file = folder / "splink_task.json"
    file.write_text(json.dumps(task), encoding="utf-8")
    done = run_measured([python, str(MODEL), str(file)], folder)
    stages = json.loads(Path(task["stages"]).read_text(encoding="utf-8"))
    remarks = [line for line in done.output.splitlines() if line.startswith("no EM")]
    return SplinkRun(Path(task["clusters"]), stages, done.peak_mb, remarks)

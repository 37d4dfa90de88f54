"""This project as a black box: dbt builds some of its models in a place of their own."""

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import yaml

from measure.processes import Measured, run_measured

ROOT = Path(__file__).resolve().parents[2]
PROJECT = "customer_identity"
WAREHOUSE_FILE = "customer_identity.duckdb"
AS_OF = (ROOT / "sample_data" / "as_of.txt").read_text(encoding="utf-8").strip()
# What runs dbt.
DBT = [str(Path(sys.executable).with_name("dbt"))]
# Settings of dbt that a benchmark never takes from the person who runs it.
PERSONAL = ("DBT_PROFILES_DIR", "DBT_PROJECT_DIR", "DBT_PROFILE", "DBT_STATE")


def customer_tier() -> str:
    """The tier whose clusters become customers under the default policy."""
    return yaml.safe_load((ROOT / "dbt_project.yml").read_text(encoding="utf-8"))["vars"]["customer_tier"]


@dataclass(frozen=True)
class Built:
    """A build: seconds and memory of each model by name, what it builds on, and what the whole command took."""

    models: dict[str, float]
    # Seconds of the hooks before the first model; on-run-start reads the raw files of a delta.
    start_seconds: float
    start_peak_mb: int
    peaks_mb: dict[str, int]
    parents: dict[str, list[str]]
    materialized: dict[str, str]
    seconds: float
    peak_mb: int

    def seconds_up_to(self, model: str) -> float:
        """Seconds inside a model and every model it builds on."""
        wanted = self.ancestors(model)
        return sum(seconds for name, seconds in self.models.items() if name in wanted)

    def ancestors(self, model: str) -> set[str]:
        """A model and every model and seed it builds on."""
        wanted, waiting = set(), [model]
        while waiting:
            name = waiting.pop()
            if name not in wanted:
                wanted.add(name)
                waiting += self.parents.get(name, [])
        return wanted


@dataclass(frozen=True)
class Place:
    """A folder with raw files, warehouse and dbt's artifacts."""

    folder: Path
    threads: int = 2

    @property
    def raw(self) -> Path:
        return self.folder / "raw"

    @property
    def warehouse(self) -> Path:
        return self.folder / "warehouse"

    @property
    def database(self) -> Path:
        return self.warehouse / WAREHOUSE_FILE

    @property
    def target(self) -> Path:
        return self.folder / "target"

    @property
    def compiled(self) -> Path:
        return self.target / "compiled" / PROJECT / "models"

    def dbt(self, command: str, *arguments: str, **variables: object) -> Measured:
        """Run dbt here, for DuckDB, under the project's default policy but for `variables`."""
        self.warehouse.mkdir(parents=True, exist_ok=True)
        return run_measured(
            [
                *DBT, command, "--quiet", "--threads", str(self.threads),
                "--target-path", str(self.target), "--log-path", str(self.folder / "logs"),
                "--vars", json.dumps({"as_of": AS_OF, **variables}), *arguments,
            ],
            ROOT,
            {
                **{key: value for key, value in os.environ.items() if key not in PERSONAL},
                "DBT_TARGET": "duckdb",
                "RAW_DATA_DIR": str(self.raw),
                "WAREHOUSE_DIR": str(self.warehouse),
            },
        )  # fmt: skip

    def build(self, models: Sequence[str] = (), **variables: object) -> Built:
        """Build these models and what they need (default: all), no tests."""
        selected = ["--select", *(f"+{model}" for model in models)] if models else []
        file = self.target / "run_results.json"
        file.unlink(missing_ok=True)
        only = ["--resource-type", "model", "--resource-type", "seed"]
        done = self.dbt("build", *only, *selected, **variables)
        everything = json.loads(file.read_text(encoding="utf-8"))["results"]
        results = [row for row in everything if is_model(row["unique_id"])]
        manifest = json.loads((self.target / "manifest.json").read_text(encoding="utf-8"))
        return Built(
            {name(row["unique_id"]): row["execution_time"] for row in results},
            sum(row["execution_time"] for row in everything if "-on-run-start-" in row["unique_id"]),
            done.peak_between(0, min((interval(row)[0] for row in results), default=0)),
            {name(row["unique_id"]): done.peak_between(*interval(row)) for row in results},
            {
                name(node): [name(parent) for parent in parents if is_model(parent) or is_seed(parent)]
                for node, parents in manifest["parent_map"].items()
                if is_model(node)
            },
            {name(key): node["config"]["materialized"] for key, node in manifest["nodes"].items() if is_model(key)},
            done.seconds,
            done.peak_mb,
        )

    def compiled_text(self, text: str, **variables: object) -> str:
        """What dbt makes of some Jinja."""
        self.dbt("compile", "--inline", text, **variables)
        results = json.loads((self.target / "run_results.json").read_text(encoding="utf-8"))["results"]
        return results[0]["compiled_code"]


def is_model(unique_id: str) -> bool:
    return unique_id.startswith("model.")


def is_seed(unique_id: str) -> bool:
    return unique_id.startswith("seed.")


def name(unique_id: str) -> str:
    return unique_id.split(".")[-1]


def interval(result: dict) -> tuple[float, float]:
    """When a model ran, in seconds since 1970."""
    moments = [
        datetime.fromisoformat(timing[key].replace("Z", "+00:00")).timestamp()
        for timing in result["timing"]
        if timing["name"] == "execute"
        for key in ("started_at", "completed_at")
    ]
    return (moments[0], moments[1]) if moments else (0.0, 0.0)

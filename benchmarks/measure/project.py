"""This project as a black box: dbt builds some of its models in a place of their own."""

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from measure.processes import Measured, run_measured

ROOT = Path(__file__).resolve().parents[2]
PROJECT = "customer_identity"
WAREHOUSE_FILE = "customer_identity.duckdb"
AS_OF = (ROOT / "sample_data" / "as_of.txt").read_text(encoding="utf-8").strip()
# Settings of dbt that a benchmark never takes from the person who runs it.
PERSONAL = ("DBT_PROFILES_DIR", "DBT_PROJECT_DIR", "DBT_PROFILE", "DBT_STATE")


def customer_tier() -> str:
    """The tier whose clusters become customers under the default policy."""
    return yaml.safe_load((ROOT / "dbt_project.yml").read_text(encoding="utf-8"))["vars"]["customer_tier"]


@dataclass(frozen=True)
class Built:
    """A build: seconds inside each model by name, its parents, and what the whole command took."""

    models: dict[str, float]
    parents: dict[str, list[str]]
    seconds: float
    peak_mb: int

    def seconds_up_to(self, model: str) -> float:
        """Seconds inside a model and every model it builds on."""
        wanted, waiting = set(), [model]
        while waiting:
            name = waiting.pop()
            if name not in wanted:
                wanted.add(name)
                waiting += self.parents.get(name, [])
        return sum(seconds for name, seconds in self.models.items() if name in wanted)


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
                str(Path(sys.executable).with_name("dbt")), command, "--quiet", "--threads", str(self.threads),
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
        only = ["--resource-type", "model", "--resource-type", "seed"]
        done = self.dbt("build", *only, *selected, **variables)
        results = json.loads((self.target / "run_results.json").read_text(encoding="utf-8"))["results"]
        manifest = json.loads((self.target / "manifest.json").read_text(encoding="utf-8"))
        return Built(
            {name(row["unique_id"]): row["execution_time"] for row in results if is_model(row["unique_id"])},
            {
                name(model): [name(parent) for parent in parents if is_model(parent)]
                for model, parents in manifest["parent_map"].items()
                if is_model(model)
            },
            done.seconds,
            done.peak_mb,
        )


def is_model(unique_id: str) -> bool:
    return unique_id.startswith("model.")


def name(unique_id: str) -> str:
    return unique_id.split(".")[-1]

"""A private place to run dbt in: its own warehouse, target folder and raw files."""

import os
import shlex
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import yaml

from support.dbt_parsed import is_good_for
from support.postgres import connect

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = ROOT / "sample_data" / "raw"
WORKING_FILE = "customer_identity.duckdb"
# What `make test` has parsed before it runs pytest; without it each command parses the project itself.
PARSED = ROOT / "target" / "partial_parse.msgpack"
LAUNCHER = Path(__file__).with_name("dbt_parsed.py")
DBT = [sys.executable, "-m", "dbt.cli.main"]
if "BUILT_WAREHOUSE_DIR" in os.environ:
    DBT = [sys.executable, str(LAUNCHER), str(PARSED)]
# The closure of a handful of records, which are soon closed, at a fifth of the SQL: forty rounds are tried on the
# sample and in test_connected_components.py.
FEW_ROUNDS = {"closure_rounds": 8}
# Settings of dbt that a test never takes from the person who runs it.
PERSONAL = ("DBT_PROFILES_DIR", "DBT_PROJECT_DIR", "DBT_PROFILE", "DBT_STATE")


def sample_as_of() -> str:
    """The moment as of which the committed sample is read, 'YYYY-MM-DD HH:MM:SS'."""
    return (ROOT / "sample_data" / "as_of.txt").read_text(encoding="utf-8").strip()


@dataclass(frozen=True)
class Finished:
    """A command that has ended."""

    returncode: int
    output: str

    @property
    def succeeded(self) -> bool:
        return self.returncode == 0


@dataclass
class Workspace:
    """Runs dbt on one warehouse of its own; `target` is a target of profiles.yml."""

    folder: Path
    raw: Path = SAMPLE
    as_of: str | None = None
    target: str = "duckdb"
    project: Path = ROOT
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def warehouse(self) -> Path:
        return self.folder / "warehouse"

    @property
    def artifacts(self) -> Path:
        return self.folder / "target"

    def environ(self) -> dict[str, str]:
        """The environment of a command that runs here."""
        inherited = {name: value for name, value in os.environ.items() if name not in PERSONAL}
        return {
            **inherited,
            "DBT_TARGET": self.target,
            "DBT_TARGET_PATH": str(self.artifacts),
            "DBT_LOG_PATH": str(self.folder / "logs"),
            "DBT_LOG_LEVEL_FILE": "none",
            "DBT_USE_COLORS": "false",
            "RAW_DATA_DIR": str(self.raw),
            "WAREHOUSE_DIR": str(self.warehouse),
            "DBT_COMMAND": shlex.join(DBT),
            **self.environment,
        }

    def run(self, command: list[str], check: bool = True) -> Finished:
        """Run a command in the project; with `check`, a failure fails the test and shows why."""
        self.warehouse.mkdir(parents=True, exist_ok=True)
        process = subprocess.run(command, cwd=self.project, env=self.environ(), capture_output=True, text=True)
        finished = Finished(process.returncode, process.stdout + process.stderr)
        if check and not finished.succeeded:
            shown = " ".join(command[2:] if command[0] == sys.executable else command)
            raise AssertionError(f"{shown} failed:\n{finished.output}")
        return finished

    def dbt(self, *arguments: str, check: bool = True, **variables: object) -> Finished:
        """Run dbt with these arguments; keyword arguments are dbt vars."""
        if self.as_of is not None:
            variables.setdefault("as_of", self.as_of)
        command = [*DBT, *arguments]
        if variables:
            command += ["--vars", yaml.safe_dump(variables, default_flow_style=True).strip()]
        return self.run(command, check)

    def is_parsed_with(self, variables: Iterable[str]) -> bool:
        """Whether PARSED is this project as these vars make it."""
        return "BUILT_WAREHOUSE_DIR" in os.environ and is_good_for(self.project, self.environ(), variables)

    def query(self, sql: str, file: str = WORKING_FILE) -> list[tuple]:
        """Rows of a query on a file of the warehouse, or on the database of another target."""
        if self.target != "duckdb":
            return self._query_postgres(sql)
        with duckdb.connect(str(self.warehouse / file), read_only=True) as connection:
            connection.execute("set TimeZone = 'UTC'")
            return connection.execute(sql).fetchall()

    def _query_postgres(self, sql: str) -> list[tuple]:
        connection = connect(self.environment)
        try:
            with connection.cursor() as cursor:
                cursor.execute("set time zone 'UTC'")
                cursor.execute(sql)
                return cursor.fetchall()
        finally:
            connection.close()

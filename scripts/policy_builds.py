"""Builds identity under two policies beside the warehouse in use, which is only read; on DuckDB and on PostgreSQL."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import psycopg2
import yaml
from dbt_command import dbt_command
from policy_comparison import RELATIONS

ROOT = Path(__file__).resolve().parents[1]
WORKING_FILE = "customer_identity.duckdb"
# What dbt needs of the project to build.
PROJECT = ("dbt_project.yml", "profiles.yml", "packages.yml")
PROJECT_FOLDERS = ("models", "macros", "seeds", "plugins", "dbt_packages", "tests")
# Tests of the code: a side runs those of the policy seeds alone.
NOT_COPIED = shutil.ignore_patterns("*__unit_tests.yml", "pytest", "__pycache__")

Ask = Callable[[str], list[tuple]]


class DiffError(Exception):
    """What stopped the comparison, in words for the person who asked for it."""


@dataclass(frozen=True)
class Side:
    """A policy, and where identity is built under it. Nothing of it is published: a build of a part never is."""

    name: str
    folder: Path
    settings: dict[str, str]
    variables: dict
    seeds: list[Path]

    def copy_project(self) -> None:
        """The project with the side's seeds in the place of its own."""
        project = self.folder / "project"
        project.mkdir(parents=True)
        for name in PROJECT:
            shutil.copy(ROOT / name, project)
        for name in PROJECT_FOLDERS:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, project / name, ignore=NOT_COPIED)
        for seed in self.seeds:
            shutil.copy(seed, project / "seeds" / "policy" / seed.name)

    def check(self) -> None:
        """Stop at a policy that cannot be used: vars are validated, seeds tested."""
        self.dbt("build", "--select", "path:seeds/policy", "--indirect-selection", "cautious")

    def build(self) -> None:
        """What is asked of this side, with all that it needs."""
        selected = [f"+{model}" for model in RELATIONS[self.name]]
        self.dbt("build", "--select", *selected, "--resource-type", "model", "--resource-type", "seed")

    def dbt(self, *arguments: str) -> None:
        """Run dbt on the copy of the project; what it says when it fails becomes the error."""
        environment = {
            **{name: value for name, value in os.environ.items() if name not in ("DBT_PROFILES_DIR", "DBT_STATE")},
            "DBT_PROJECT_DIR": str(self.folder / "project"),
            "DBT_TARGET_PATH": str(self.folder / "target"),
            "DBT_LOG_PATH": str(self.folder / "logs"),
            "DBT_USE_COLORS": "false",
            "RAW_DATA_DIR": str((ROOT / os.environ.get("RAW_DATA_DIR", "sample_data/raw")).resolve()),
            **self.settings,
        }
        variables = yaml.safe_dump(self.variables, default_flow_style=True, width=10**9, allow_unicode=True).strip()
        command = [*dbt_command(), "--quiet", *arguments, "--vars", variables]
        finished = subprocess.run(command, cwd=self.folder / "project", env=environment, capture_output=True, text=True)
        if finished.returncode != 0:
            raise DiffError(finished.stdout.strip() or finished.stderr.strip())


def engine(folder: Path) -> "DuckdbSides | PostgresSides":
    return PostgresSides() if os.environ.get("DBT_TARGET") == "postgres" else DuckdbSides(folder)


class DuckdbSides:
    """Each side is a warehouse file of its own in a temporary folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.warehouse = (ROOT / os.environ.get("WAREHOUSE_DIR", "warehouse")).resolve() / WORKING_FILE

    def __enter__(self) -> "DuckdbSides":
        if not self.warehouse.is_file():
            raise DiffError(f"There is no warehouse '{self.warehouse}' to compare with: run make build first.")
        for side in RELATIONS:
            (self.folder / side).mkdir()
        self.copy_registry(self.warehouse, "before")
        return self

    def __exit__(self, *_: object) -> None:
        """The folder is removed by whoever made it."""

    def settings(self, side: str) -> dict[str, str]:
        return {"WAREHOUSE_DIR": str(self.folder / side)}

    def hand_over_registry(self) -> None:
        """The side after begins with the ids of the side before."""
        self.copy_registry(self.folder / "before" / WORKING_FILE, "after")

    def copy_registry(self, source: Path, side: str) -> None:
        file = self.folder / side / WORKING_FILE
        with duckdb.connect(str(file), config={"storage_compatibility_version": "v1.4.0"}) as connection:
            try:
                connection.execute(f"attach '{quoted(source)}' as source (read_only)")
            except duckdb.Error as error:
                raise DiffError(f"The warehouse cannot be read; is a build running?\n{error}") from None
            tables = connection.execute(
                "select table_name from duckdb_tables()"
                " where database_name = 'source' and schema_name = 'registry' order by table_name"
            ).fetchall()
            if not tables:
                raise DiffError(f"'{source}' holds no registry of customer ids: run make build first.")
            connection.execute("create schema if not exists registry")
            for (table,) in tables:
                connection.execute(f'create or replace table registry."{table}" as from source.registry."{table}"')

    @contextmanager
    def compared(self) -> Iterator[tuple[Ask, dict[str, str]]]:
        """A function that asks both sides, and where their relations are."""
        with duckdb.connect() as connection:
            for side in RELATIONS:
                connection.execute(f"attach '{quoted(self.folder / side / WORKING_FILE)}' as {side} (read_only)")
            names = {
                f"{side}_{model}": f'{side}.{schema}."{model}"'
                for side, models in RELATIONS.items()
                for model, schema in models.items()
            }
            yield lambda question: connection.execute(question).fetchall(), names


class PostgresSides:
    """Each side is a set of schemas of its own in the database, dropped at the end."""

    def __init__(self) -> None:
        # Nobody else's schema begins so.
        self.prefixes = {side: f"policy_diff_{os.getpid()}_{side}" for side in RELATIONS}
        self.current = os.environ.get("DBT_SCHEMA", "work")

    def __enter__(self) -> "PostgresSides":
        try:
            self.connection = psycopg2.connect(
                host=os.environ.get("PGHOST", "localhost"),
                port=os.environ.get("PGPORT", "5432"),
                user=os.environ.get("PGUSER", "postgres"),
                password=os.environ.get("PGPASSWORD", ""),
                dbname=os.environ.get("PGDATABASE", "customer_identity"),
            )
        except psycopg2.OperationalError as error:
            raise DiffError(str(error).strip()) from None
        self.connection.autocommit = True
        try:
            self.copy_registry(self.current, self.prefixes["before"])
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for prefix in self.prefixes.values():
            found = self.ask(
                f"select nspname from pg_namespace where starts_with(nspname, '{prefix}') order by nspname"
            )
            for (schema,) in found:
                self.ask(f'drop schema "{schema}" cascade')
        self.connection.close()

    def ask(self, question: str) -> list[tuple]:
        with self.connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchall() if cursor.description else []

    def settings(self, side: str) -> dict[str, str]:
        return {"DBT_SCHEMA": self.prefixes[side]}

    def hand_over_registry(self) -> None:
        """The side after begins with the ids of the side before."""
        self.copy_registry(self.prefixes["before"], self.prefixes["after"])

    def copy_registry(self, source: str, target: str) -> None:
        tables = self.ask(f"select tablename from pg_tables where schemaname = '{source}_registry' order by tablename")
        if not tables:
            raise DiffError(f"Schema '{source}_registry' holds no customer ids: run make build first.")
        self.ask(f"create schema if not exists {target}_registry")
        for (table,) in tables:
            self.ask(f'drop table if exists {target}_registry."{table}" cascade')
            self.ask(f'create table {target}_registry."{table}" as table {source}_registry."{table}"')

    @contextmanager
    def compared(self) -> Iterator[tuple[Ask, dict[str, str]]]:
        """A function that asks both sides, and where their relations are."""
        self.ask("set enable_nestloop = off")
        names = {
            f"{side}_{model}": f'{self.prefixes[side]}_{schema}."{model}"'
            for side, models in RELATIONS.items()
            for model, schema in models.items()
        }
        yield self.ask, names


def quoted(path: Path) -> str:
    return str(path).replace("'", "''")

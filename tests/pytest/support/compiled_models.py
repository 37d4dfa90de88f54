"""Runs single compiled models in a DuckDB of their own, on whatever rows a test gives them."""

import re
from dataclasses import dataclass, field

import duckdb

from support.workspace import ROOT, Workspace

RELATION = re.compile(r'"[^"]+"\."[^"]+"\."([^"]+)"')
SEEDS = ROOT / "seeds"


@dataclass
class CompiledModels:
    """Models compiled once; every relation they name is a table of the connection, seeds included."""

    workspace: Workspace
    names: tuple[str, ...]
    connection: duckdb.DuckDBPyConnection = field(default_factory=duckdb.connect)

    def __post_init__(self) -> None:
        self.workspace.dbt("compile", "--no-introspect", "--select", *self.names)
        for seed in sorted(SEEDS.rglob("*.csv")):
            self.connection.execute(f"create table {seed.stem} as select * from read_csv('{seed}', all_varchar = true)")

    def sql(self, name: str) -> str:
        """The model's SQL with bare table names."""
        (file,) = (self.workspace.artifacts / "compiled").rglob(f"{name}.sql")
        return RELATION.sub(r"\1", file.read_text(encoding="utf-8"))

    def give(self, table: str, columns: str, rows: list[tuple]) -> None:
        """Make an input table; `columns` as in create table."""
        self.connection.execute(f"create or replace table {table} ({columns})")
        if rows:
            self.connection.executemany(f"insert into {table} values ({', '.join('?' * len(rows[0]))})", rows)

    def run(self, *names: str) -> None:
        """Make tables of the models, in this order."""
        for name in names:
            self.connection.execute(f"create or replace table {name} as {self.sql(name)}")

    def rows(self, query: str) -> list[tuple]:
        return self.connection.execute(query).fetchall()

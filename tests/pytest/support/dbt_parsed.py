"""dbt's command line on a project that has been parsed before.

    python dbt_parsed.py partial_parse.msgpack run --select …

Parsing takes longer than most runs over small data. Where what was parsed is not what is run, dbt parses as ever.
"""

import gc
import os
import runpy
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest

ROOT = Path(__file__).resolve().parents[3]
# Vars that say which models read which. Nothing else that a run is given (warehouse, raw files, other vars) is anything
# to the parser; a model that reads what the parser did not see is an error of dbt.
READ_WHILE_PARSING = {"channels", "customer_tier"}


def is_good_for(project: Path, environment: Mapping[str, str], variables: Iterable[str]) -> bool:
    """Whether a run is of this project on DuckDB, with vars that the parser does not read."""
    is_this = project == ROOT and "DBT_PROJECT_DIR" not in environment and environment.get("DBT_TARGET") == "duckdb"
    return is_this and READ_WHILE_PARSING.isdisjoint(variables)


def read(parsed: Path) -> "Manifest":
    """The project as it was parsed; it stays, so the garbage collector never walks it again."""
    from dbt.contracts.graph.manifest import Manifest
    from dbt.parser.manifest import extended_mashumuro_decoder

    gc.disable()
    manifest = Manifest.from_msgpack(parsed.read_bytes(), decoder=extended_mashumuro_decoder)
    manifest.build_flat_graph()
    gc.freeze()
    gc.enable()
    return manifest


def run(parsed: Path, arguments: list[str]) -> int:
    from dbt.cli.main import dbtRunner

    # Where a command that parses would have left it.
    target = Path(option(arguments, "--target-path") or os.environ.get("DBT_TARGET_PATH", "target"))
    target.mkdir(parents=True, exist_ok=True)
    shutil.copy(parsed.with_name("manifest.json"), target)
    return 0 if dbtRunner(manifest=read(parsed)).invoke(arguments).success else 1


def option(arguments: list[str], name: str) -> str | None:
    return arguments[arguments.index(name) + 1] if name in arguments else None


if __name__ == "__main__":
    parsed, arguments = Path(sys.argv[1]), sys.argv[2:]
    variables = yaml.safe_load(option(arguments, "--vars") or "{}")
    if "parse" not in arguments and is_good_for(Path.cwd(), os.environ, variables):
        sys.exit(run(parsed, arguments))
    sys.argv[1:] = arguments
    runpy.run_module("dbt.cli.main", run_name="__main__", alter_sys=True)

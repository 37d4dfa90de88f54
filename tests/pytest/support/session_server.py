"""Runs dbt again and again on one parsed project: reads commands as lines of JSON, answers each with one.

A process of its own (see session.py). Parsing takes longer than a run over small data, so it is done once, or was done
before; the warehouse, the vars and even the text of a node or macro may change from command to command.

    python session_server.py [partial_parse.msgpack]
"""

import gc
import json
import os
import sys
from pathlib import Path
from typing import TextIO

import dbt_parsed
import yaml
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner
from dbt.contracts.graph.manifest import Manifest
from dbt_common.events.base_types import EventMsg


class Server:
    """One parsed project."""

    def __init__(self, variables: dict, parsed: Path | None) -> None:
        self.manifest = dbt_parsed.read(parsed) if parsed else parse(variables)
        self.runner = dbtRunner(manifest=self.manifest, callbacks=[self.hear])
        self.errors: list[str] = []
        self.originals: list[tuple[object, str, str]] = []

    def run(self, arguments: list[str], variables: dict, warehouse: str) -> dict:
        """Run dbt once; problems are messages of what failed."""
        os.environ["WAREHOUSE_DIR"] = warehouse
        self.errors.clear()
        done = self.runner.invoke(["--quiet", "--no-write-json", *arguments, "--vars", as_vars(variables)])
        DuckDBConnectionManager.close_all_connections()
        if done.success:
            return {"problems": []}
        results = getattr(done.result, "results", None) or []
        failed = [result for result in results if result.status in ("error", "fail") and hasattr(result, "node")]
        # An operation says what failed in its log alone.
        problems = [f"{result.node.name}: {result.message}" for result in failed] or self.errors
        return {"problems": problems or [str(done.exception)]}

    def hear(self, event: EventMsg) -> None:
        """Keep what dbt logs as an error."""
        if event.info.level == "error":
            self.errors.append(event.info.msg)

    def edit(self, name: str, old: str, new: str) -> dict:
        """Replace text in the code of one model or macro, until `undo`."""
        nodes = [node for node in self.manifest.nodes.values() if node.name == name and hasattr(node, "raw_code")]
        macros = [macro for macro in self.manifest.macros.values() if macro.name == name]
        found = [(node, "raw_code") for node in nodes] + [(macro, "macro_sql") for macro in macros]
        found = [(owner, place) for owner, place in found if old in getattr(owner, place)]
        if len(found) != 1:
            return {"problems": [f"{name}: found {len(found)} times with the text to replace"]}
        ((owner, place),) = found
        self.originals.append((owner, place, getattr(owner, place)))
        setattr(owner, place, getattr(owner, place).replace(old, new))
        return {"problems": []}

    def undo(self) -> dict:
        """Take every edit back."""
        for owner, place, code in reversed(self.originals):
            setattr(owner, place, code)
        self.originals.clear()
        return {"problems": []}


def parse(variables: dict) -> Manifest:
    parsed = dbtRunner().invoke(["--quiet", "parse", "--vars", as_vars(variables)])
    if not parsed.success:
        raise RuntimeError(parsed.exception)
    gc.collect()
    gc.freeze()
    return parsed.result


def as_vars(variables: dict) -> str:
    return yaml.safe_dump(variables, default_flow_style=True).strip()


def serve(commands: TextIO, answers: TextIO, parsed: Path | None) -> None:
    """The first command gives the vars to parse with; then one method of the server per line."""
    server = Server(json.loads(commands.readline()), parsed)
    print(json.dumps({"problems": []}), file=answers, flush=True)
    for line in commands:
        command = json.loads(line)
        print(json.dumps(getattr(server, command.pop("do"))(**command)), file=answers, flush=True)


if __name__ == "__main__":
    # Whatever dbt prints goes to the log, answers alone to the caller.
    with os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8") as to_caller:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        serve(sys.stdin, to_caller, Path(sys.argv[1]) if len(sys.argv) > 1 else None)

"""Many dbt runs in one process: a second instead of ten for each, on a project that is parsed once."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from support.workspace import PARSED, Workspace

SERVER = Path(__file__).with_name("session_server.py")


@dataclass
class DbtSession:
    """A running session server on the project and raw files of a workspace; warehouses are folders below it."""

    workspace: Workspace
    process: subprocess.Popen

    def dbt(self, *arguments: str, warehouse: Path, **variables: object) -> None:
        """Run dbt; keyword arguments are dbt vars. A failure fails the test and says what failed."""
        warehouse.mkdir(parents=True, exist_ok=True)
        self.ask(do="run", arguments=arguments, variables=variables, warehouse=str(warehouse))

    @contextmanager
    def edited(self, *edits: tuple[str, str, str]) -> Iterator[None]:
        """With text replaced in the code of models or macros: (name, old, new) each."""
        try:
            for name, old, new in edits:
                self.ask(do="edit", name=name, old=old, new=new)
            yield
        finally:
            self.ask(do="undo")

    def ask(self, **command: object) -> None:
        print(json.dumps(command), file=self.process.stdin, flush=True)
        self.check_answer()

    def check_answer(self) -> None:
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(f"dbt ended:\n{self.log.read_text(encoding='utf-8')[-4000:]}")
        problems = json.loads(line)["problems"]
        if problems:
            raise AssertionError("dbt failed:\n" + "\n".join(problems))

    @property
    def log(self) -> Path:
        return self.workspace.folder / "session.log"


@contextmanager
def dbt_session(workspace: Workspace, **variables: object) -> Iterator[DbtSession]:
    """A session that ends with the block; `variables` are the vars to parse with, where it is not parsed already."""
    workspace.warehouse.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, str(SERVER)] + [str(PARSED)] * workspace.is_parsed_with(variables)
    with (workspace.folder / "session.log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            command,
            cwd=workspace.project,
            env=workspace.environ(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        session = DbtSession(workspace, process)
        try:
            print(json.dumps(variables), file=process.stdin, flush=True)
            session.check_answer()
            yield session
        finally:
            process.stdin.close()
            process.wait(timeout=60)

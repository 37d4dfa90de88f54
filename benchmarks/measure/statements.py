"""Runs SQL in a DuckDB file and times it by stage, as a process of its own, so that its memory can be measured.

    python statements.py task.json

The task: database, settings, prepare (statements that are not timed), statements (pairs of stage and SQL), seconds
(the JSON file that stages and seconds go to).
"""

import json
import sys
import time
from pathlib import Path

import duckdb


def main() -> None:
    task = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    with duckdb.connect(task["database"], config=task["settings"]) as connection:
        for sql in task["prepare"]:
            connection.execute(sql)
        stages: dict[str, float] = {}
        for stage, sql in task["statements"]:
            started = time.perf_counter()
            connection.execute(sql)
            stages[stage] = stages.get(stage, 0.0) + time.perf_counter() - started
    Path(task["seconds"]).write_text(json.dumps(stages), encoding="utf-8")


if __name__ == "__main__":
    main()

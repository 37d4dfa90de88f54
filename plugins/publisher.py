"""dbt-duckdb plugin: publishes finished marts as files of their own, each swapped in by one rename.

A build works in its own database file. Readers open the published files and may keep them open while the next build
runs: a rename leaves an open file as it was until it is opened again.
"""

from pathlib import Path

from dbt.adapters.duckdb.plugins import BasePlugin
from dbt.adapters.duckdb.utils import TargetConfig
from duckdb import DuckDBPyConnection

STORAGE_VERSION = "v1.4.0"  # what DuckDB 1.4 and later can read


class Plugin(BasePlugin):
    """`store` copies one schema of the working database into a database file and renames it into place."""

    def configure_connection(self, conn: DuckDBPyConnection) -> None:
        self._connection = conn

    def store(self, target_config: TargetConfig) -> None:
        """Publish.

        target_config.config holds `files`, a list of {path, relations: [[schema, name], ...]}, and the SQL
        `mark_published`. Every file is written in full before the first is renamed, so that a failed copy changes
        nothing that readers see. The ids are marked as published before anybody can read them: marked and unread is
        harmless.
        """
        cursor = self._connection.cursor()
        finished = []
        try:
            for entry in target_config.config["files"]:
                path = Path(entry["path"])
                working = path.with_name(path.name + ".next")
                for leftover in (working, working.with_name(working.name + ".wal")):
                    leftover.unlink(missing_ok=True)
                self._write(cursor, working, entry["relations"])
                finished.append((working, path))
            cursor.execute(target_config.config["mark_published"])
        finally:
            cursor.close()
        for working, path in finished:
            working.replace(path)

    @staticmethod
    def _write(cursor: DuckDBPyConnection, working: Path, relations: list) -> None:
        target = str(working).replace("'", "''")
        cursor.execute(f"attach '{target}' as publishing (storage_version '{STORAGE_VERSION}')")
        try:
            for schema, name in relations:
                cursor.execute(f'create table publishing.main."{name}" as select * from "{schema}"."{name}"')
        finally:
            cursor.execute("detach publishing")

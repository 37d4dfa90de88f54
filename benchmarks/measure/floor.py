"""The floor under a build: scan, normalise, key, group and pair the same input in one DuckDB script.

Normalisers and keys are the project's own compiled SQL; rules are all default rules. There is no guard and no
governance: no quarantine, no versions of a record, no hubs (every eligible value counts as in use), no registry.
"""

import json
import sys
from pathlib import Path

import duckdb

from measure.plan import FIELDS, KEYS, RECORDS, WITHOUT_HUBS, Plan
from measure.processes import Measured, run_measured
from measure.project import WAREHOUSE_FILE, Place
from measure.scale_input import read_records

STATEMENTS = Path(__file__).with_name("statements.py")
SETTINGS = {"storage_compatibility_version": "v1.4.0", "autoinstall_known_extensions": "false"}


def run_statements(
    folder: Path, database: Path, prepare: list[str], statements: list[tuple[str, str]], memory_limit: str
) -> tuple[dict[str, float], Measured]:
    """Seconds per stage of SQL run in a process of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    task, seconds = folder / "statements.json", folder / "statement_seconds.json"
    content = {
        "database": str(database),
        "settings": {**SETTINGS, "memory_limit": memory_limit},
        "prepare": ["set TimeZone = 'UTC'", *prepare],
        "statements": statements,
        "seconds": str(seconds),
    }
    task.write_text(json.dumps(content), encoding="utf-8")
    done = run_measured([sys.executable, str(STATEMENTS), str(task)], folder)
    return json.loads(seconds.read_text(encoding="utf-8")), done


def columns_of(place: Place) -> dict[str, dict[str, str]]:
    """Column types by relation and column, and under '' the schema of each relation, in the built warehouse."""
    with duckdb.connect(str(place.database), read_only=True) as connection:
        rows = connection.execute(
            "select table_schema, table_name, column_name, data_type from information_schema.columns "
            "order by table_name, ordinal_position"
        ).fetchall()
    found: dict[str, dict[str, str]] = {"": {}}
    for schema, table, column, data_type in rows:
        found.setdefault(table, {})[column] = data_type
        found[""][table] = schema
    return found


def run_floor(place: Place, plan: Plan, memory_limit: str) -> tuple[dict[str, float], Measured]:
    """The floor in a database of its own beside the built one; seconds per stage."""
    folder = place.folder / "floor"
    folder.mkdir(exist_ok=True)
    # Compiled SQL names the database by the file's stem.
    database = folder / WAREHOUSE_FILE
    database.unlink(missing_ok=True)
    columns = columns_of(place)
    schemas = columns[""]
    prepare = [f"create schema if not exists {schema}" for schema in sorted(set(schemas.values()) - {"main"})]
    prepare.append(f"attach '{place.database}' as built (read_only)")
    for name in plan.copied:
        prepare.append(f"create table {schemas[name]}.{name} as select * from built.{schemas[name]}.{name}")
    prepare.append("detach built")
    statements = [("scan", scan(place, plan, columns[RECORDS]))]
    for name, kind, sql in plan.models:
        stage = "key" if name in (FIELDS, KEYS) else "normalise"
        if name in WITHOUT_HUBS:
            stage, sql = "normalise", with_columns(WITHOUT_HUBS[name], columns[name])
        statements.append((stage, f"create {kind} {schemas[name]}.{name} as {sql}"))
    statements += [("pair", sql) for sql in pairs(plan.rules)]
    return run_statements(folder, database, prepare, statements, memory_limit)


def scan(place: Place, plan: Plan, wanted: dict[str, str]) -> str:
    """The raw file as customer records: every column cast, none checked."""
    with duckdb.connect() as connection:
        present = {row[0] for row in connection.execute(f"describe select * from {read_records(place)}").fetchall()}
    shown = [
        f"try_cast({column if column in present else 'null'} as {data_type}) as {column}"
        for column, data_type in wanted.items()
        if column != "record_key"
    ]
    return f"""
        create table intermediate.{RECORDS} as
        with raw_records as (select * from {read_records(place)})
        select {plan.record_key} as record_key, {", ".join(shown)} from raw_records
    """


def with_columns(sql: str, wanted: dict[str, str]) -> str:
    """The query with exactly these columns, null where it has them not."""
    with duckdb.connect() as connection:
        connection.execute("create schema intermediate")
        connection.execute(
            "create table intermediate.int_identifiers "
            "(record_key bigint, identifier_type varchar, match_value varchar, is_match_eligible boolean)"
        )
        present = {row[0] for row in connection.execute(f"describe {sql}").fetchall()}
    shown = [
        f"cast({column if column in present else 'null'} as {data_type}) as {column}"
        for column, data_type in wanted.items()
    ]
    return f"with plain as ({sql}) select {', '.join(shown)} from plain"


def pairs(rules: list[dict]) -> list[str]:
    """Groups of keys, each rule up to its limit, then pairs: the exact tier's as stars, the rest each with each."""
    limits = ", ".join(f"({rule['number']}, {rule['max_records']}, {rule['tier'] == 'exact'})" for rule in rules)
    return [
        f"""
        create table key_groups as
        with limits as (select * from (values {limits}) as rules (rule_number, max_records, is_star)),
        sized as (
            select rule_number, match_key, count(*) as count_records, min(record_key) as first_record_key
            from intermediate.{KEYS}
            group by rule_number, match_key
            having count(*) > 1
        )
        select sized.rule_number, sized.match_key, sized.first_record_key, limits.is_star
        from sized
        inner join limits
            on sized.rule_number = limits.rule_number and sized.count_records <= limits.max_records
        """,
        f"""
        create table key_members as
        select keys.record_key, groups.*
        from intermediate.{KEYS} as keys
        inner join key_groups as groups
            on keys.rule_number = groups.rule_number and keys.match_key = groups.match_key
        """,
        """
        create table pairs as
        with found as (
            select first_record_key as left_record_key, record_key as right_record_key, rule_number
            from key_members
            where is_star and record_key != first_record_key
            union all
            select left_key.record_key, right_key.record_key, left_key.rule_number
            from key_members as left_key
            inner join key_members as right_key
                on
                    left_key.rule_number = right_key.rule_number
                    and left_key.match_key = right_key.match_key
                    and left_key.record_key < right_key.record_key
            where not left_key.is_star
        )
        select left_record_key, right_record_key, min(rule_number) as rule_number
        from found
        group by left_record_key, right_record_key
        """,
    ]

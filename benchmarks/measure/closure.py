"""The closure alone: this project's SQL and SciPy on the same links, in the same DuckDB file."""

import json
import sys
from pathlib import Path

import duckdb

from measure.floor import run_statements
from measure.plan import Plan
from measure.processes import Measured, run_measured
from measure.project import Place, customer_tier
from measure.systems import TIERS

SCIPY = Path(__file__).with_name("scipy_components.py")


def write_links(place: Place) -> Path:
    """A DuckDB file with the accepted links that customers are made of."""
    database = place.folder / "closure.duckdb"
    database.unlink(missing_ok=True)
    tiers = TIERS[: TIERS.index(customer_tier()) + 1]
    links = " union ".join(
        f"select left_record_key, right_record_key from built.intermediate.int_links_{tier} where reject_reason is null"
        for tier in tiers
    )
    with duckdb.connect(str(database)) as connection:
        connection.execute(f"attach '{place.database}' as built (read_only)")
        connection.execute(
            f"""
            create table links as
            select left_record_key as left_node, right_record_key as right_node from ({links}) as accepted
            """
        )
    return database


def run_closure(place: Place, plan: Plan, database: Path, memory_limit: str) -> tuple[float, Measured]:
    """The project's closure of the links as one statement; seconds."""
    sql = f"create or replace table components_project as {plan.closure}"
    stages, done = run_statements(place.folder / "closure", database, [], [("closure", sql)], memory_limit)
    return stages["closure"], done


def run_scipy(place: Place, database: Path) -> tuple[dict[str, float], Measured]:
    """SciPy's; seconds of load, components and store. ValueError where the two differ."""
    folder = place.folder / "closure"
    task, seconds = folder / "scipy.json", folder / "scipy_seconds.json"
    task.write_text(json.dumps({"database": str(database), "settings": {}, "seconds": str(seconds)}), encoding="utf-8")
    done = run_measured([sys.executable, str(SCIPY), str(task)], folder)
    with duckdb.connect(str(database), read_only=True) as connection:
        (differing,) = connection.execute(
            """
            select count(*)
            from components_project as ours
            full join components_scipy as theirs on ours.node = theirs.node
            where ours.component is distinct from theirs.component
            """
        ).fetchone()
    if differing:
        raise ValueError(f"the closure and SciPy place {differing} records otherwise")
    return json.loads(seconds.read_text(encoding="utf-8")), done

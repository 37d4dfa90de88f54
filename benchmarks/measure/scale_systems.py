"""One function a system: runs it on the generated records of a place and returns its rows."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import duckdb

from measure.closure import run_closure, run_scipy, write_links
from measure.floor import run_floor
from measure.plan import Plan, plan_file, write_plan
from measure.project import Built, Place
from measure.scale_input import NEXT_DAY, generate, truth_file, write_delta
from measure.scores import PairScores
from measure.splink_scale import run_splink_scale
from measure.splink_system import splink_python

# What a full identity build is: raw files to the customer master, the map and the evidence.
MODELS = ("customer_master", "customer_identity_map", "match_evidence")
# The big file is loaded as a delta: what the next day brings is a file of its own.
LOADS = {"raw_loads": {"conformed.customers": "delta"}}
TOTAL = "total"
START = "on_run_start"
CLOSURE = "closure_alone"
MOST_RECORDS_FOR_SPLINK = 1_000_000
# With less, its pairing of 10 M records ends out of memory: a grouping of all pairs at once does not spill.
FLOOR_MEMORY_LIMIT = "7GB"
Row = dict[str, object]


@dataclass(frozen=True)
class Setting:
    """What a run was asked for."""

    records: int
    place: Place
    file_format: str
    memory_limit: str


class LeftOutError(Exception):
    """Why a system has no rows."""


def rows_of(
    setting: Setting, system: str, seconds: Mapping[str, float], peaks: Mapping[str, int], peak: int
) -> list[Row]:
    """A row per stage, and their sum."""
    stages = {**seconds, TOTAL: sum(seconds.values())}
    return [
        {
            "records": setting.records,
            "system": system,
            "stage": stage,
            "seconds": f"{spent:.3f}",
            "peak_mb": peaks.get(stage, peak),
        }
        for stage, spent in stages.items()
    ]


def rows_of_build(setting: Setting, system: str, built: Built) -> list[Row]:
    """A row per model, and one for the hook before them: it reads what is new in the raw files."""
    seconds = {START: built.start_seconds, **built.models}
    peaks = {START: built.start_peak_mb, **built.peaks_mb}
    return rows_of(setting, system, seconds, peaks, built.peak_mb)


def base(setting: Setting) -> list[Row]:
    """The full build; the other systems need what it leaves."""
    place = setting.place
    shutil.rmtree(place.folder, ignore_errors=True)
    place.folder.mkdir(parents=True)
    generate(setting.records, place, setting.file_format)
    built = place.build(MODELS, **LOADS)
    write_plan(place, built, **LOADS)
    return rows_of_build(setting, "customer_identity", built)


def has_base(setting: Setting) -> bool:
    """Whether a full build is in place: its plan is written last."""
    return plan_file(setting.place).is_file()


def floor(setting: Setting) -> list[Row]:
    seconds, done = run_floor(setting.place, Plan.read(setting.place), FLOOR_MEMORY_LIMIT)
    shutil.rmtree(setting.place.folder / "floor")
    return rows_of(setting, "floor", seconds, {}, done.peak_mb)


def splink(setting: Setting) -> list[Row]:
    python = splink_python()
    if python is None:
        raise LeftOutError("Splink 5 is not installed (make setup-splink)")
    if setting.records > MOST_RECORDS_FOR_SPLINK:
        raise LeftOutError(f"Splink is run up to {MOST_RECORDS_FOR_SPLINK:,} records")
    run = run_splink_scale(python, setting.place, Plan.read(setting.place), setting.memory_limit)
    shutil.rmtree(setting.place.folder / "splink")
    return rows_of(setting, "splink", run.stages, {}, run.peak_mb)


def scipy(setting: Setting) -> list[Row]:
    """SciPy's rows, and the project's closure of the same links: a stage apart, in no total."""
    place = setting.place
    database = write_links(place)
    ours, measured = run_closure(place, Plan.read(place), database, setting.memory_limit)
    theirs, done = run_scipy(place, database)
    database.unlink()
    (closure, _) = rows_of(setting, "customer_identity", {CLOSURE: ours}, {}, measured.peak_mb)
    return [closure, *rows_of(setting, "scipy", theirs, {}, done.peak_mb)]


def incremental(setting: Setting) -> list[Row]:
    """The next day's run on the published build, after a delta file of 0.1 % new and changed records."""
    place = setting.place
    if (place.folder / "incremental_started").exists():
        raise LeftOutError("the build in place has had its second run: name customer_identity too, or another --work")
    (place.folder / "incremental_started").touch()
    with duckdb.connect(str(place.database)) as connection:
        # Only a build of everything with its tests publishes; a benchmark leaves the tests out.
        connection.execute(Plan.read(place).publish)
    count = write_delta(place)
    built = place.build(MODELS, as_of=NEXT_DAY, **LOADS)
    print(f"incremental: a delta of {count:,} records")
    return rows_of_build(setting, "incremental", built)


SYSTEMS: dict[str, Callable[[Setting], list[Row]]] = {
    "customer_identity": base,
    "floor": floor,
    "scipy": scipy,
    "splink": splink,
    # The last: it changes the build that the others read.
    "incremental": incremental,
}


def accuracy(place: Place) -> tuple[int, int, PairScores]:
    """Records, customers, and pairwise scores of the customers against the planted truth."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{place.database}' as built (read_only)")
        connection.execute(
            f"""
            create table placed as
            select identity_map.customer_id, truth.person_id
            from built.marts.customer_identity_map as identity_map
            inner join read_csv('{truth_file(place)}', all_varchar = true) as truth
                on identity_map.channel = truth.channel
                and identity_map.source_record_id = truth.source_record_id
            """
        )

        def pairs(columns: str) -> int:
            query = f"select sum(n * (n - 1) // 2) from (select count(*) as n from placed group by {columns})"
            return int(connection.execute(query).fetchone()[0])

        records, customers = connection.execute("select count(*), count(distinct customer_id) from placed").fetchone()
        hits = pairs("customer_id, person_id")
        scores = PairScores(hits / max(pairs("customer_id"), 1), hits / max(pairs("person_id"), 1))
        return records, customers, scores

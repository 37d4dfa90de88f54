"""Splink's documented template, as a program of its own: it runs in the environment that has Splink.

    python splink_model.py task.json

The task names a table of records (Parquet: unique_id and some of the columns below), blocking rules (lists of columns;
none: the template's own), the threshold, and where to write the clusters (Parquet) and the seconds per stage (JSON).
"""

import json
import sys
import time
from pathlib import Path

import duckdb
import splink.comparison_library as comparisons
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

SEED = 1
# The documentation's figure, spelled so that Splink does not warn of a default.
PAIRS_FOR_U = 1_000_001
LEAST_PROBABILITY = 0.01
# The share of true pairs that the deterministic rules are held to find: as in the documentation's example of persons.
RECALL_OF_RULES = 0.6
# Blocks to predict in, too wide or too narrow to learn from.
WIDE_BLOCKS = ("postal_code", "address")
COMPARED = (
    "given_name", "surname", "full_name", "birth_date", "email", "phone", "postal_code", "address",
)  # fmt: skip


def filled_columns(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The columns that the template knows and that hold a value."""
    columns = [row[0] for row in connection.execute("describe records").fetchall()]
    counts = [f"count({column})" for column in COMPARED if column in columns]
    found = connection.execute(f"select {', '.join(counts)} from records").fetchone()
    return [column for column, count in zip((c for c in COMPARED if c in columns), found, strict=True) if count]


def template(columns: list[str]) -> tuple[list, list, list]:
    """Comparisons, blocking rules and the keys that are held to name a person, for the columns there are."""
    compared, blocks, identifying = [], [], []
    if "given_name" in columns and "surname" in columns:
        names = ["given_name", "surname"]
        compared.append(comparisons.ForenameSurnameComparison(*names, forename_surname_concat_col_name="name_concat"))
    elif "full_name" in columns:
        names = ["full_name"]
        compared.append(comparisons.NameComparison("full_name"))
    else:
        names = []
    if names:
        blocks.append(names)
    if "birth_date" in columns:
        compared.append(comparisons.DateOfBirthComparison("birth_date", input_is_string=False))
        blocks.append(["birth_date"])
        if names:
            identifying.append([*names, "birth_date"])
    if "email" in columns:
        compared.append(comparisons.EmailComparison("email"))
        blocks.append(["email"])
        identifying.append(["email"])
    if "phone" in columns:
        compared.append(comparisons.LevenshteinAtThresholds("phone", [1, 2]))
        blocks.append(["phone"])
        identifying.append(["phone"])
    if "postal_code" in columns:
        compared.append(comparisons.PostcodeComparison("postal_code"))
        if names:
            blocks.append(["postal_code", names[-1]])
    if "address" in columns:
        compared.append(comparisons.JaroWinklerAtThresholds("address"))
        blocks.append(["address"])
    return compared, blocks, identifying or blocks[:1]


def prepared(connection: duckdb.DuckDBPyConnection, columns: list[str], keys: list[str]) -> None:
    """Text in lower case without outer spaces, phones as digits, birth dates as dates."""
    shown = ["unique_id", *keys]
    for column in columns:
        text = f"nullif(trim(lower({column})), '')"
        if column == "phone":
            text = "nullif(regexp_replace(phone, '[^0-9]', '', 'g'), '')"
        if column == "birth_date":
            text = "cast(try_strptime(regexp_replace(birth_date, '[^0-9]', '', 'g'), '%Y%m%d') as date)"
        shown.append(f"{text} as {column}")
    if "given_name" in columns and "surname" in columns:
        shown.append("nullif(trim(lower(given_name || ' ' || surname)), '') as name_concat")
    connection.execute(f"create table prepared as select {', '.join(shown)} from records order by unique_id")


def train(linker: Linker, identifying: list, learnt_from: list) -> None:
    """The template's three steps. An EM run that a set has no pairs for leaves Splink's defaults."""
    linker.training.estimate_probability_two_random_records_match(
        [block_on(*rule) for rule in identifying], recall=RECALL_OF_RULES
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=PAIRS_FOR_U, seed=SEED)
    for rule in learnt_from:
        try:
            linker.training.estimate_parameters_using_expectation_maximisation(block_on(*rule))
        except Exception as error:
            print(f"no EM on {', '.join(rule)}: {type(error).__name__} {str(error).splitlines()[0]}")


def main() -> None:
    task = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    # One thread where a figure has to come out the same again.
    connection = duckdb.connect(task["database"], config=task["settings"])
    connection.execute(f"create table records as select * from read_parquet('{task['records']}')")
    stages, started = {}, time.perf_counter()

    def stage(name: str) -> None:
        nonlocal started
        stages[name] = time.perf_counter() - started
        started = time.perf_counter()

    columns = filled_columns(connection)
    keys = sorted({column for rule in task["blocking_rules"] or [] for column in rule} - set(columns))
    prepared(connection, columns, keys)
    compared, blocks, identifying = template(columns)
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=compared,
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in task["blocking_rules"] or blocks],
        retain_matching_columns=False,
    )
    stage("prepare")
    api = DuckDBAPI(connection=connection)
    linker = Linker(api.register("prepared"), settings, log_level="ERROR")
    train(linker, identifying, [rule for rule in blocks if rule[0] not in WIDE_BLOCKS])
    stage("train")
    predictions = linker.inference.predict(threshold_match_probability=LEAST_PROBABILITY)
    stage("predict")
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predictions, task["threshold"])
    stage("cluster")
    connection.execute(
        f"copy (select unique_id, cluster_id from {clusters.physical_name} order by unique_id) "
        f"to '{task['clusters']}' (format parquet)"
    )
    Path(task["stages"]).write_text(json.dumps(stages), encoding="utf-8")


if __name__ == "__main__":
    main()

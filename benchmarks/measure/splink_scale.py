"""Splink on generated records: normalised values of this project, and its keys as blocking rules."""

from pathlib import Path

import duckdb

from measure.plan import FIELDS, KEYS, Plan
from measure.project import Place
from measure.splink_system import SplinkRun, run_splink

COMPARED = ("given_name", "surname", "birth_date", "email", "phone", "postal_code", "address")


def write_keyed_records(place: Place, plan: Plan) -> tuple[Path, list[list[str]]]:
    """A Parquet file of the records with one column per match rule, and the rules as columns to block on.

    A key that more records share than its rule allows is left out, as the project does. Making the file is not timed:
    Splink is given the normalised values and the keys.
    """
    file = place.folder / "splink_records.parquet"
    numbers = [rule["number"] for rule in plan.rules]
    limits = ", ".join(f"({rule['number']}, {rule['max_records']})" for rule in plan.rules)
    keys = ", ".join(
        f"max(case when keys.rule_number = {number} then keys.match_key end) as key_{number}" for number in numbers
    )
    with duckdb.connect(str(place.database), read_only=True) as connection:
        connection.execute(
            f"""
            copy (
                with limits as (select * from (values {limits}) as rules (rule_number, max_records)),
                usable as (
                    select keys.rule_number, keys.match_key
                    from intermediate.{KEYS} as keys
                    inner join limits on keys.rule_number = limits.rule_number
                    group by keys.rule_number, keys.match_key, limits.max_records
                    having count(*) between 2 and limits.max_records
                ),
                keyed as (
                    select keys.record_key, {keys}
                    from intermediate.{KEYS} as keys
                    inner join usable on keys.rule_number = usable.rule_number and keys.match_key = usable.match_key
                    group by keys.record_key
                )
                select
                    fields.record_key as unique_id,
                    {", ".join(f"fields.{column}" for column in COMPARED)},
                    {", ".join(f"keyed.key_{number}" for number in numbers)}
                from intermediate.{FIELDS} as fields
                left join keyed on fields.record_key = keyed.record_key
            ) to '{file}' (format parquet)
            """
        )
        used = connection.execute(
            f"select {', '.join(f'count(key_{number})' for number in numbers)} from read_parquet('{file}')"
        ).fetchone()
    return file, [[f"key_{number}"] for number, count in zip(numbers, used, strict=True) if count]


def run_splink_scale(python: str, place: Place, plan: Plan, memory_limit: str) -> SplinkRun:
    folder = place.folder / "splink"
    folder.mkdir(exist_ok=True)
    file, rules = write_keyed_records(place, plan)
    run = run_splink(
        python, file, folder, rules, memory_limit=memory_limit, temp_directory=str(folder / "spill"),
    )  # fmt: skip
    file.unlink()
    return run

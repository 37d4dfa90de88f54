"""What the other systems take from a build of this project: compiled normalisers, rules, the closure.

Kept as a file, so that a later build in the same place (the incremental one compiles otherwise) changes nothing.
"""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from measure.project import Built, Place

MARK = "==="
# What dbt is asked in one go.
QUESTIONS = MARK.join(
    [
        "{{ record_key_of('channel', 'source_record_id') }}",
        "{{ active_match_rules() | tojson }}",
        "with {{ connected_components('links') }} select node, component from components",
        "{{ mark_registry_published() }}",
    ]
)
RECORDS, KEYS, FIELDS = "int_customer_records", "int_match_keys", "int_match_fields"
IDENTIFIERS = "int_identifiers"
# Models that say which values are hubs, and what stands in for them where nothing is judged: every value that may match
# is in use. Columns not named are null. They read IDENTIFIERS alone.
WITHOUT_HUBS = {
    "int_identifier_values": """
        select distinct identifier_type, match_value, false as is_hub, 'ok' as value_status
        from intermediate.int_identifiers
        where is_match_eligible
    """,
    "int_identifiers_in_use": """
        select record_key, identifier_type, match_value, 1 as period_number
        from intermediate.int_identifiers
        where is_match_eligible
    """,
}


@dataclass(frozen=True)
class Plan:
    """Rules have number, tier and max_records, and more. Models have name, kind (table or view) and compiled SQL, in
    the order in which they build, from the customer records (left out) to the match keys. Copied is what they read
    besides.
    """

    record_key: str
    rules: list[dict]
    closure: str
    publish: str
    models: list[tuple[str, str, str]]
    copied: list[str]

    @classmethod
    def read(cls, place: Place) -> "Plan":
        return cls(**json.loads(plan_file(place).read_text(encoding="utf-8")))


def plan_file(place: Place) -> Path:
    return place.folder / "plan.json"


def write_plan(place: Place, built: Built, **variables: object) -> Plan:
    """The plan of a build with these vars that is just done; what only the judging of hubs needs is not in it."""
    without_hubs = {name: [IDENTIFIERS] for name in WITHOUT_HUBS if name in built.parents}
    built = replace(built, parents={**built.parents, **without_hubs})
    record_key, rules, closure, publish = place.compiled_text(QUESTIONS, **variables).split(MARK)
    below = [name for name in in_order(built, KEYS) if name != RECORDS and RECORDS in built.ancestors(name)]
    parents = {parent for name in below for parent in built.parents[name]}
    plan = Plan(
        record_key.strip(),
        json.loads(rules),
        closure.strip(),
        publish.strip(),
        [
            (name, "view" if built.materialized[name] == "view" else "table", compiled_sql(place, name))
            for name in below
            if built.materialized[name] != "ephemeral"
        ],
        sorted(parents - set(below) - {RECORDS}),
    )
    plan_file(place).write_text(json.dumps(asdict(plan)), encoding="utf-8")
    return plan


def in_order(built: Built, model: str) -> list[str]:
    """The models that a model builds on, and itself, parents first."""
    found: list[str] = []

    def visit(name: str) -> None:
        if name in built.models and name not in found:
            for parent in sorted(built.parents.get(name, [])):
                visit(parent)
            found.append(name)

    visit(model)
    return found


def compiled_sql(place: Place, model: str) -> str:
    (file,) = place.compiled.rglob(f"{model}.sql")
    return file.read_text(encoding="utf-8")

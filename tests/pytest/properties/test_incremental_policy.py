"""Incremental equals full under the default policy: a few thousand records of made-up persons, of which some come, go
and change in each step. Limits are as low as the records are few, so that keys, domains and names cross them.

MUTANTS=all tries every lookout of the scopes, not only the quick few.
"""

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from support.incremental import build, differing, is_incremental
from support.person_sets import dupehell_customers, febrl, write_conformed
from support.session import DbtSession, dbt_session
from support.workspace import FEW_ROUNDS, WORKING_FILE, Workspace
from support.worlds.spec import MOMENTS

STEPS = 3
# The share of the records that comes, that goes and that changes in a step.
SHARE = 0.02
VARIABLES = {
    "optional_raw_tables": ["all"],
    "max_snapshot_shrink": 1,
    "churn_budget": {"data": 1, "policy": 1, "decision": 1, "erasure": 1, "unexplained": 0},
    # As many records as one domain of DOMAINS has.
    "max_records_per_key": 12,
    "max_records_per_guarded_key": 2,
    **FEW_ROUNDS,
}
DOMAINS = tuple(f"firm{number}.example" for number in range(300))
# So many have one of these numbers that nobody is known by it.
SWITCHBOARDS = tuple(f"+1 202 555 {number:04}" for number in range(100, 140))
# A phone of more persons than this is a hub (identifier_limits).
PERSONS_OF_A_PHONE = 5
CHANGED_TOGETHER = (
    *(("email",), ("phone",), ("birth_date",)),
    *(("given_name", "surname"), ("address", "city", "postal_code")),
)
# What a scope looks out for: the model or macro, the text, and what stands there instead when it does not.
LOOKOUTS = {
    "names become common": (
        "int_match_records_touched",
        "inner join names_changed",
        "inner join (from names_changed limit 0) as names_changed",
    ),
    "domains become shared": (
        "int_match_records_touched",
        "inner join domains_changed",
        "inner join (from domains_changed limit 0) as domains_changed",
    ),
    "values get other owners": (
        "int_contact_records_touched",
        "match_value, period_number\n    having count(*) = 1",
        "match_value, period_number\n    having false",
    ),
    "keys change": (
        "int_pair_records_touched",
        "match_key\n    having sum(difference) != 0\n),\n\ngroup",
        "match_key\n    having false\n),\n\ngroup",
    ),
    "keys cross their limit": (
        "int_pair_records_touched",
        "(group_sizes.count_records > key_limits.max_records)\n        !=",
        "false and false !=",
    ),
    "exact clusters change": ("int_pair_records_touched", "from clusters_changed", "from clusters_changed where false"),
    "others have a key that changed": (
        "records_of_changed_keys",
        "from {{ match_keys }} as keys_held\n        inner join touched_keys",
        "from {{ match_keys }} as keys_held\n        inner join (from touched_keys limit 0) as touched_keys",
    ),
    "a guard reads what is in no key": (
        "records_of_changed_keys",
        "inner join guarded_fields_changed on",
        "inner join (from guarded_fields_changed limit 0) as guarded_fields_changed on",
    ),
    "components are taken along": (
        "with_their_components",
        "on last_clusters.component_key = touched_components.component_key",
        "on last_clusters.component_key = touched_components.component_key and false",
    ),
    "pairs are judged otherwise": ("records_touched_by_pairs", "where link_tier = '{{ tier }}'", "where false"),
    "fields change and keys do not": (
        "int_compared_records_touched",
        "select record_key\n    from match_records\n    union\n",
        "",
    ),
    "a link is cut for something else": (
        "int_rejected_pairs_touched",
        "from conflicts_changed",
        "from conflicts_changed\n    where false",
    ),
}
QUICK = ("names become common", "keys cross their limit", "components are taken along")
TRIED = LOOKOUTS if os.environ.get("MUTANTS") == "all" else QUICK


def history(seed: int = 3) -> list[list[dict]]:
    """The records as of each step."""
    chance = random.Random(seed)
    records = [dict(record) for record in febrl(1).records + dupehell_customers("retail", "medium").records]
    chance.shuffle(records)
    for record in records:
        if record.get("email"):
            record["email"] = f"{record['email'].split('@')[0]}@{chance.choice(DOMAINS)}"
        if chance.random() < 0.05:
            record["phone"] = chance.choice(SWITCHBOARDS)
    few = int(SHARE * len(records))
    coming, present = records[: STEPS * few], records[STEPS * few :]
    # A step takes the first away.
    for number in range(few):
        *ends, both = bridge(number)
        present += ends
        first = present if number % 2 else coming
        first.insert(0, both)
    present += [record for step in range(1, STEPS) for record in [*kin(step), *misread(step), *office(step)[1:]]]
    # A step brings the first.
    for step in range(1, STEPS):
        coming.insert((step - 1) * few, office(step)[0])
    steps = [present + [record for later in range(1, STEPS) for record in torn(later, "c")]]
    for step in range(1, STEPS):
        changes = {f"older{step}": {"birth_date": "1955-03-03"}, f"misread{step}": {"gender": "female"}}
        present = [{**record, **changes.get(record["source_record_id"], {})} for record in present]
        present = present[few:] + coming[:few]
        coming = coming[few:]
        for index in chance.sample(range(len(present)), few):
            other, columns = chance.choice(present), chance.choice(CHANGED_TOGETHER)
            present[index] = {**present[index], **{column: other.get(column) for column in columns}}
        sides = {later: "d" if later <= step else "c" for later in range(1, STEPS)}
        steps.append(present + [record for later, side in sides.items() for record in torn(later, side)])
        chance.shuffle(present)
    return steps


def bridge(number: int) -> list[dict]:
    """Records of one name: two with an e-mail, two with a phone, one of each with a birthday, and one with e-mail and
    phone, without which all others keep their keys."""
    letters = chr(97 + number % 26) + chr(97 + number // 26)
    name = {"channel": "bridge", "given_name": f"Aldo{letters}", "surname": f"Berg{letters[::-1]}"}
    email = {"email": f"x{number}y@firm1.example"}
    phone = {"phone": f"+1 202 556 {number:04}"}
    born = {"birth_date": f"19{50 + number % 40}-07-{1 + number % 28:02}"}
    sides = {"a": {**email, **born}, "b": email, "c": {**phone, **born}, "d": phone, "e": {**email, **phone}}
    return [{**name, "source_record_id": f"{number}{side}", **values} for side, values in sides.items()]


def kin(number: int) -> list[dict]:
    """Two records of one name and e-mail, of which the one turns out to be a parent."""
    name = {"channel": "kin", "given_name": f"Otto{chr(97 + number)}", "surname": f"Kind{chr(97 + number)}"}
    values = {**name, "email": f"kin{number}@firm2.example", "birth_date": "1985-04-04"}
    return [{**values, "source_record_id": f"{word}{number}"} for word in ("younger", "older")]


def misread(number: int) -> list[dict]:
    """Two records of one phone and nearly one name, of which the one has the wrong gender. No key has the gender."""
    sides = {"read": ("Lundquist", "female"), "misread": ("Lundqvist", "male")}
    return [
        {
            **{"channel": "misread", "source_record_id": f"{word}{number}", "phone": f"+1 202 559 {number:04}"},
            **{"given_name": f"Hanna{chr(97 + number)}", "surname": surname, "gender": gender},
        }
        for word, (surname, gender) in sides.items()
    ]


def office(number: int) -> list[dict]:
    """One person more than may share a phone."""
    names = ("Olga Meier", "Tarek Haddad", "Wanda Kowalska", "Iker Etxeberria", "Bruno Fischer", "Yuki Tanaka")
    people = [name.split() for name in names[: PERSONS_OF_A_PHONE + 1]]
    return [
        {
            **{"channel": "office", "source_record_id": f"{given}{number}", "phone": f"+1 202 558 {number:04}"},
            **{"given_name": given, "surname": surname},
        }
        for given, surname in people
    ]


def torn(number: int, other: str) -> list[dict]:
    """Four records of one name: a with b's e-mail, c and d with b's phone; a and the other have two identity codes."""
    name = {"channel": "torn", "given_name": f"Odo{chr(97 + number)}", "surname": f"Weiss{chr(97 + number)}"}
    email = {"email": f"q{number}z@firm3.example"}
    phone = {"phone": f"+1 202 557 {number:04}"}
    sides = {"a": email, "b": {**email, **phone}, "c": phone, "d": phone}
    codes = {"a": f"CODE{number}A", other: f"CODE{number}B"}
    return [
        {**name, "source_record_id": f"torn{number}{side}", "person_ci": codes.get(side), **values}
        for side, values in sides.items()
    ]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DbtSession]:
    folder = tmp_path_factory.mktemp("incremental_policy")
    with dbt_session(Workspace(folder, raw=folder / "raw"), as_of=MOMENTS[0], **VARIABLES) as session:
        yield session


@pytest.fixture(scope="module")
def after_two_steps(session: DbtSession) -> tuple[Path, Path]:
    """The warehouse before the second step, and what a build of everything makes of it in that step."""
    before, full = (session.workspace.folder / name for name in ("before", "full_after"))
    for step, records in enumerate(history()[:2]):
        write_conformed(session.workspace.raw, records)
        if step:
            shutil.copytree(before, full)
        build(session, full if step else before, step, *["--full-refresh"] * step, **VARIABLES)
    return before, full


@pytest.mark.parametrize("lookout", TRIED)
def test_nothing_that_a_scope_looks_out_for_can_be_left_out(
    session: DbtSession, after_two_steps: tuple[Path, Path], tmp_path: Path, lookout: str
) -> None:
    before, full = after_two_steps
    shutil.copytree(before, tmp_path / "plain")
    with session.edited(LOOKOUTS[lookout]):
        build(session, tmp_path / "plain", 1, **VARIABLES)
    assert is_incremental(tmp_path / "plain")
    assert differing(tmp_path / "plain", full)


def test_every_step_leaves_what_a_full_refresh_does(
    session: DbtSession, after_two_steps: tuple[Path, Path], tmp_path: Path
) -> None:
    plain, full = tmp_path / "plain", after_two_steps[1]
    shutil.copytree(after_two_steps[0], plain)
    for step, records in list(enumerate(history()))[1:]:
        if step > 1:
            write_conformed(session.workspace.raw, records)
            full = tmp_path / f"full_{step}"
            shutil.copytree(plain, full)
            build(session, full, step, "--full-refresh", **VARIABLES)
        build(session, plain, step, **VARIABLES)
        assert is_incremental(plain)
        assert (step, differing(plain, full)) == (step, {})
        with duckdb.connect(str(plain / WORKING_FILE), read_only=True) as connection:
            share = connection.execute(SHARE_MATCHED_AGAIN).fetchone()[0]
        assert share < 0.5


SHARE_MATCHED_AGAIN = """
    select
        (select count(*) from intermediate.int_match_records_touched)
        / (select count(*) from intermediate.int_customer_records)
"""

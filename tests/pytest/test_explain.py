"""Why, why not and how: every answer is asked for at least once, of a small brand made for it.

The analyses are compiled once, with records that nobody has; a question puts the asked ones in their place.
"""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from support.person_sets import write_conformed
from support.workspace import FEW_ROUNDS, WORKING_FILE, Workspace

AS_OF = "2026-03-01 06:00:00"
ASKED = {"record_a": "channel_one:id_one", "record_b": "channel_two:id_two", "customer_id": "id_asked"}
DECISION_COLUMNS = (
    "decision_id,decision,left_channel,left_source_record_id,right_channel,right_source_record_id,decided_by,decided_at,"
    "reason,valid_until"
)
DECISIONS = [
    "D-1,never_link,club,steward-1,club,steward-2,min.lee,2026-02-01 10:00:00,twins,",
    "D-2,always_link,club,always-1,club,always-2,min.lee,2026-02-01 10:00:00,called her,",
]


def person(record_id: str, name: str, **values: str) -> dict[str, str]:
    return {"channel": "club", "source_record_id": record_id, "full_name": name, **values}


RECORDS = [
    person("chain-1", "Anna Berg", email="anna.berg@example.com"),
    person("chain-2", "Anna Berg", email="anna.berg@example.com", phone="010-2345-6789"),
    person("chain-3", "Anna Berg", phone="010-2345-6789"),
    person("late", "Too Late", email="late@example.com", updated_at="2027-01-01 00:00:00"),
    person("gone", "Gone Girl", email="gone@example.com", is_deleted="true"),
    person("steward-1", "Carl Dahl", email="carl.dahl@example.com"),
    person("steward-2", "Carl Dahl", email="carl.dahl@example.com"),
    person("always-1", "Karin Lund", email="karin@example.com"),
    person("always-2", "Ida Jansson", email="ida@example.com"),
    person("vetoed-1", "Gustav Holm", email="gustav.holm@example.com", person_ci="CI00000000000000000000A1"),
    person("vetoed-2", "Gustav Holm", email="gustav.holm@example.com", person_ci="CI00000000000000000000B2"),
    person("cut-1", "Olof Palm", email="olof.palm@example.com", person_ci="CI00000000000000000000C3"),
    person("cut-2", "Olof Palm", email="olof.palm@example.com", phone="010-3456-7890"),
    person("cut-3", "Olof Palm", phone="010-3456-7890", person_ci="CI00000000000000000000D4"),
    person("refused-1", "Ebba Falk", email="falk.oberg@example.com"),
    person("refused-2", "Nils Oberg", email="falk.oberg@example.com"),
    *(person(f"hub-{number}", f"{name} Till", email="till4711@example.com") for number, name in enumerate("ABCDEFGH")),
    *(person(f"common-{number}", "Maja Nord", email=f"m{number}n@example.com") for number in range(14)),
]  # fmt: skip
VERDICTS = {
    "not_current": [
        ("late", "chain-1", "club:late is quarantined (in_future), so it is nobody's"),
        ("chain-1", "gone", "club:gone was deleted by its channel"),
        ("nobody", "chain-1", "club:nobody is unknown"),
    ],
    "same_record": [("chain-1", "chain-1", "That is one record")],
    "one_customer": [("chain-1", "chain-3", "They are one customer")],
    "steward_decision": [("steward-1", "steward-2", "because a steward decided that they are two persons")],
    "vetoed": [("vetoed-1", "vetoed-2", "because they have two identity-verification numbers (club:vetoed-")],
    "cut_in_repair": [("cut-1", "cut-2", "and was cut (club:cut-")],
    "compared_and_refused": [("refused-1", "refused-2", "because the names contradict each other")],
    "value_suppressed": [("hub-0", "hub-1", "because the e-mail they share is no evidence")],
    "key_too_common": [("common-0", "common-1", "because too many records share what they have in common")],
    "never_candidates": [("chain-1", "refused-1", "because no rule found the pair")],
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., list[dict]]:
    """Rows of an analysis about two records of the club, or about a customer id."""
    folder = tmp_path_factory.mktemp("explain")
    place = Workspace(folder, raw=folder / "raw", as_of=AS_OF)
    write_conformed(place.raw, RECORDS)
    decisions = place.raw / "stewardship" / "steward_decisions.csv"
    decisions.parent.mkdir()
    decisions.write_text("\n".join([DECISION_COLUMNS, *DECISIONS]) + "\n", encoding="utf-8")
    selected = [f"+{model}" for model in ("match_evidence", "rejected_links", "resolved_customer_ids")]
    kinds = ("--resource-type", "model", "--resource-type", "seed")
    place.dbt("build", "--select", *selected, *kinds, optional_raw_tables=["all"], **FEW_ROUNDS)
    place.dbt("compile", "--select", "why", "why_not", "how", optional_raw_tables=["all"], **ASKED)
    compiled = {file.stem: file.read_text(encoding="utf-8") for file in compiled_analyses(place)}
    connection = duckdb.connect(str(place.warehouse / WORKING_FILE))
    main = "select customer_id from marts.customer_identity_map where source_record_id = 'chain-1'"
    for row in (f"'cust_900000001', ({main}), 'replaced'", "'cust_900000002', null, 'gone'"):
        columns = "(customer_id, current_customer_id, id_state, is_main)"
        connection.execute(f"insert into marts.resolved_customer_ids {columns} select {row}, true")

    def rows(analysis: str, one: str, two: str = "") -> list[dict]:
        sql = compiled[analysis].replace("id_asked", one)
        for token, value in {"channel_one": "club", "id_one": one, "channel_two": "club", "id_two": two}.items():
            sql = sql.replace(token, value)
        found = connection.execute(sql)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    return rows


def compiled_analyses(place: Workspace) -> list[Path]:
    return sorted((place.artifacts / "compiled" / "customer_identity" / "analyses").glob("*.sql"))


@pytest.mark.parametrize(
    ("verdict", "one", "two", "words"),
    [(verdict, *question) for verdict, questions in VERDICTS.items() for question in questions],
)
def test_why_not(ask: Callable[..., list[dict]], verdict: str, one: str, two: str, words: str) -> None:
    answer = ask("why_not", one, two)[0]
    assert (answer["place"], answer["finding"]) == (0, verdict), answer
    assert words in answer["sentence"]


def test_why_not_itemises_what_the_guard_counted(ask: Callable[..., list[dict]]) -> None:
    verdict, *findings = ask("why_not", "refused-1", "refused-2")
    points = {row["finding"]: row["points"] for row in findings if row["place"] <= 100}
    assert points["e-mail"] == 2
    assert points["phone"] == 0
    assert sum(number or 0 for number in points.values()) == verdict["points"]
    assert "nothing agrees" in {row["sentence"] for row in findings if row["finding"] == "names"}
    assert [row["points"] for row in findings if row["finding"] == "would suffice"]


def test_why_walks_the_shortest_way(ask: Callable[..., list[dict]]) -> None:
    verdict, *steps = ask("why", "chain-1", "chain-3")
    assert verdict["sentence"].endswith("over 2 link(s)")
    assert [(row["from_reference"], row["to_reference"], row["rule_name"]) for row in steps] == [
        ("club:chain-1", "club:chain-2", "email_name"),
        ("club:chain-2", "club:chain-3", "phone_name"),
    ]
    assert "the same e-mail and name (rule email_name, exact)" in steps[0]["sentence"]


def test_why_says_when_a_steward_decided(ask: Callable[..., list[dict]]) -> None:
    (_, step) = ask("why", "always-1", "always-2")
    assert step["rule_name"] == "steward_decision"
    assert "a steward decided that they are one person" in step["sentence"]


@pytest.mark.parametrize(
    ("one", "two", "words"),
    [
        ("chain-1", "refused-1", "ask why_not"),
        ("chain-1", "chain-1", "That is one record"),
        ("late", "chain-1", "club:late is quarantined"),
        ("chain-1", "nobody", "club:nobody is unknown"),
    ],
)
def test_why_without_a_way_says_so(ask: Callable[..., list[dict]], one: str, two: str, words: str) -> None:
    (answer,) = ask("why", one, two)
    assert words in answer["sentence"]


def test_how_tells_what_came_together_and_what_holds_it(ask: Callable[..., list[dict]]) -> None:
    (customer,) = {row["sentence"].split(" ")[4].rstrip(",") for row in ask("why", "chain-1", "chain-3")[:1]}
    rows = ask("how", customer)
    assert rows[0]["sentence"] == f"{customer} has 3 record(s)"
    together = [row for row in rows if row["finding"] == "together"]
    assert [(row["detail"], row["count_records"]) for row in together] == [("email_name", 2), ("phone_name", 3)]
    without = {row["detail"]: row["sentence"] for row in rows if row["finding"] == "without"}
    assert without["email"].endswith("it falls into 2: club:chain-2, club:chain-3 | club:chain-1")
    assert without["phone"].endswith("it falls into 2: club:chain-1, club:chain-2 | club:chain-3")


def test_how_follows_an_old_id(ask: Callable[..., list[dict]]) -> None:
    assert ask("how", "cust_900000001")[0]["sentence"].startswith("cust_900000001 is now cust_")
    (gone,) = ask("how", "cust_900000002")
    assert gone["sentence"] == "Nobody has the id cust_900000002 any more: its records are gone"
    (unknown,) = ask("how", "cust_999999999")
    assert unknown["sentence"] == "No customer ever had the id cust_999999999"

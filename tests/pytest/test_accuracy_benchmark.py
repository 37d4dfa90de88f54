"""The accuracy benchmark: its scores by hand, what it says of sets it cannot read, and one whole run on a small set."""

import csv
from collections.abc import Callable
from pathlib import Path

import accuracy
import pytest
from measure import project
from measure.conformed import conformed_records
from measure.naive import naive_clusters
from measure.person_sets import PersonSet, SetError, read_set, read_sets
from measure.reach import Reach, reach
from measure.scores import scores
from measure.shipped_sets import dupehell_customers, febrl
from support.workspace import DBT, FEW_ROUNDS

# Two persons with two records each, one with three.
TRUTH = dict(zip("abcdefg", "1122333", strict=True))


@pytest.mark.parametrize(
    ("found", "pairs", "b3", "exact"),
    [
        ("1122333", (1, 1), (1, 1), 3),
        # No pair found: nothing wrong, all missed; each record is alone.
        ("1234567", (1, 0), (1, 3 / 7), 0),
        # All in one cluster: 5 of its 21 pairs are right; 2, 2 and 3 of 7 records are right for each of 2, 2 and 3.
        ("1111111", (5 / 21, 1), ((2 * 2 + 2 * 2 + 3 * 3) / 7 / 7, 1), 0),
        # The second person's records apart, the third's cut in 2 and 1.
        ("1123445", (1, 2 / 5), (1, (2 + 2 / 2 + 2 * 2 / 3 + 1 / 3) / 7), 1),
        # A record of the first with the second: its cluster has 3 records, 1 pair right of 3.
        ("1222333", (4 / 6, 4 / 5), ((1 + 1 / 3 + 2 * 2 / 3 + 3) / 7, (2 / 2 + 2 + 3) / 7), 1),
    ],
)
def test_scores_by_hand(found: str, pairs: tuple, b3: tuple, exact: int) -> None:
    result = scores(dict(zip(TRUTH, found, strict=True)), TRUTH)
    assert (result.pairs.precision, result.pairs.recall) == pytest.approx(pairs)
    assert (result.b3_precision, result.b3_recall) == pytest.approx(b3)
    assert (result.exact_clusters, result.true_clusters) == (exact, 3)


def test_scores_where_nobody_has_two_records() -> None:
    truth = {"a": 1, "b": 2, "c": 3}
    right, wrong = scores(truth, truth), scores(dict.fromkeys(truth, 0), truth)
    assert (right.pairs.precision, right.pairs.recall, right.exact_clusters) == (1, 1, 3)
    assert (wrong.pairs.precision, wrong.pairs.recall, wrong.exact_clusters) == (0, 1, 0)
    assert wrong.b3_precision == pytest.approx(1 / 3)


def test_scores_of_no_record() -> None:
    result = scores({}, {})
    assert (result.pairs.f1, result.b3_precision, result.b3_recall, result.exact_clusters) == (1, 1, 1, 0)


def test_reach_tells_what_pairs_have_in_common() -> None:
    records = [
        {"source_record_id": "a", "email": "Ann@example.com", "phone": "+1 301 555 0145"},
        {"source_record_id": "b", "email": "ann@example.com", "phone": "1-301-555-0199"},
        {"source_record_id": "c", "phone": "+1 301 555 0100"},
        {"source_record_id": "d", "email": "ann@example.com"},
    ]
    truth = {"a": 1, "b": 1, "c": 1, "d": 2}
    # Missed: a with c, b with c agree in nothing. Wrong: a with d, b with d differ in nothing.
    assert reach({"a": 1, "b": 1, "c": 2, "d": 1}, truth, records) == Reach(2, 2, 2, 2)
    # Missed: a with b agree in the e-mail, a with c in nothing. Wrong: b with d, c with d.
    assert reach({"a": 1, "b": 2, "c": 2, "d": 2}, truth, records) == Reach(2, 1, 2, 2)
    assert reach(truth, truth, records) == Reach(0, 0, 0, 0)
    # c with d have no field in common; a with b differ in the phone.
    apart = {"a": 1, "b": 2, "c": 3, "d": 4}
    assert reach(dict.fromkeys(truth, 0), apart, records) == Reach(0, 0, 6, 3)


def test_the_naive_rule_closes_over_three_keys() -> None:
    person = {"given_name": "Ann", "surname": "Lee", "birth_date": "1990-01-02"}
    records = [
        {"source_record_id": "a", "email": "ANN@example.com"},
        {"source_record_id": "b", "email": "ann@example.com", "phone": "+1 301-555-0145"},
        {"source_record_id": "c", "phone": "(1301) 5550145", **person},
        {"source_record_id": "d", **person},
        {"source_record_id": "e", "given_name": "Ann", "surname": "Lee", "birth_date": None, "phone": "", "email": ""},
        {"source_record_id": "f", "given_name": "Ann", "surname": "Lee", "birth_date": None, "phone": "-"},
    ]
    assert naive_clusters(records) == {"a": 0, "b": 0, "c": 0, "d": 0, "e": 4, "f": 5}


def test_columns_are_mapped_and_others_named() -> None:
    row = {"record_id": "1", "state": "wa", "postcode": "6000", "member_id": "77", "username": "ann"}
    unread = {"soc_sec_id": "9", "level": "1", "track": "x", "entity": "1"}
    records, ignored = conformed_records(PersonSet("some_set", [{**row, **unread}], dict))
    assert records == [
        {
            "source_record_id": "1", "region": "wa", "postal_code": "6000", "member_no": "77", "user_name": "ann",
            "channel": "some_set",
        }
    ]  # fmt: skip
    assert ignored == ["entity", "level", "soc_sec_id", "track"]


@pytest.fixture
def write_set(tmp_path: Path) -> Callable[..., Path]:
    """Writes a set below the folder `sets`; a file that is None is left out."""

    def write(records: str | None, truth: str | None, name: str = "some_set") -> Path:
        folder = tmp_path / "sets" / name
        folder.mkdir(parents=True)
        for file, content in (("records.csv", records), ("truth.csv", truth)):
            if content is not None:
                (folder / file).write_text(content, encoding="utf-8")
        return folder

    return write


RECORDS = "record_id,email\na,x@example.com\nb,\n"
WHOLE_TRUTH = "record_id,entity_id\na,1\nb,1\n"


def test_a_set_is_read_and_its_truth_only_when_asked(write_set: Callable[..., Path]) -> None:
    folder = write_set("\ufeff" + RECORDS, WHOLE_TRUTH)
    (persons,) = read_sets(folder.parent)
    assert persons.name == "some_set"
    assert persons.records == [{"record_id": "a", "email": "x@example.com"}, {"record_id": "b", "email": None}]
    (folder / "truth.csv").write_text(WHOLE_TRUTH.replace("b,1", "b,2"), encoding="utf-8")
    assert persons.read_truth() == {"a": "1", "b": "2"}


@pytest.mark.parametrize(
    ("records", "truth", "said"),
    [
        (RECORDS, "record_id,entity_id\na,1\n", r"truth.csv has no row for record_id b \(record 2 of records.csv"),
        (RECORDS, WHOLE_TRUTH + "c,2\n", "truth.csv, row 4: record_id c is not in records.csv"),
        (RECORDS, WHOLE_TRUTH + "a,1\n", "truth.csv, row 4: record_id a is in row 2 already"),
        (RECORDS, WHOLE_TRUTH.replace("b,1", "b,"), "truth.csv, row 3: entity_id is empty"),
        (RECORDS, "record_id,person\na,1\n", "truth.csv, row 1: no column entity_id"),
        (RECORDS, None, "truth.csv is missing"),
        (RECORDS + "a,y@example.com\n", WHOLE_TRUTH, "records.csv, row 4: record_id a is in row 2 already"),
        (RECORDS + ",y@example.com\n", WHOLE_TRUTH, "records.csv, row 4: record_id is empty"),
        (RECORDS + "c\n", WHOLE_TRUTH, "records.csv, row 4: not the 2 columns of row 1"),
        (RECORDS + "c,x,y\n", WHOLE_TRUTH, "records.csv, row 4: not the 2 columns of row 1"),
        ("id,email\n1,\n", WHOLE_TRUTH, "records.csv, row 1: no column record_id"),
        ("record_id,email\n", WHOLE_TRUTH, "records.csv holds no record"),
    ],
)
def test_what_is_said_of_a_set_that_cannot_be_read(
    write_set: Callable[..., Path], records: str, truth: str | None, said: str
) -> None:
    folder = write_set(records, truth)
    with pytest.raises(SetError, match=said):
        read_set(folder)


def test_a_folder_without_sets_is_named(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert accuracy.main(["--sets", str(tmp_path)]) == 1
    assert f"{tmp_path} holds no set" in capsys.readouterr().err
    assert accuracy.main(["--sets", str(tmp_path / "none")]) == 1
    assert "is not a folder" in capsys.readouterr().err


@pytest.mark.parametrize("number", [1, 4])
def test_sets_of_febrl_have_their_truth_and_no_social_security_number(number: int) -> None:
    persons = febrl(number)
    truth = persons.read_truth()
    assert truth.keys() == set(persons.record_ids)
    assert len(truth) == {1: 1_000, 4: 10_000}[number]
    assert conformed_records(persons)[1] == []


def test_sets_of_dupehell_are_the_same_each_time() -> None:
    first, second = (dupehell_customers("retail", "light", size=50) for _ in range(2))
    assert (first.records, first.read_truth()) == (second.records, second.read_truth())
    assert {"member_id", "city", "email", "given_name"} <= first.records[0].keys()
    assert len(first.records) > 50
    assert len(set(first.read_truth().values())) < len(first.records)


SMALL = """record_id,source_system,given_name,surname,birth_date,email,phone,soc_sec_id
1,crm,Maria,Kowalska,1980-05-17,maria.kowalska@example.com,,1
2,shop,Maria,Kowalska,1980-05-17,maria.kowalska@example.com,,2
3,shop,Peter,Ironside,1975-11-02,peter@example.org,,3
4,crm,Adaeze,Okafor,1991-03-30,,+1 301 555 0145,4
"""


def test_one_run_writes_every_row(
    write_set: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    sets = write_set(SMALL, "record_id,entity_id\n1,p\n2,p\n3,q\n4,r\n", "small").parent
    monkeypatch.setattr(accuracy, "splink_python", lambda: None)
    monkeypatch.setattr(project, "DBT", DBT)
    monkeypatch.setattr("measure.systems.NOTHING_ELSE", {"optional_raw_tables": ["all"], **FEW_ROUNDS})
    assert accuracy.main(["--sets", str(sets), "--results", str(tmp_path / "results")]) == 0
    said = capsys.readouterr().out
    assert "small: columns not read: soc_sec_id" in said
    assert said.count(accuracy.NO_SPLINK) == 1
    with (tmp_path / "results" / "accuracy.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert tuple(rows[0]) == accuracy.COLUMNS
    systems = ["customer_identity", "customer_identity_exact", "customer_identity_loose", "naive"]
    assert [(row["set"], row["system"], row["records"]) for row in rows] == [("small", name, "4") for name in systems]
    assert {(row["precision"], row["recall"], row["f1"], row["exact_clusters"]) for row in rows} == {
        ("1.0", "1.0", "1.0", "3")
    }
    assert all(float(row["seconds"]) > 0 for row in rows[:3])
    report = (tmp_path / "results" / "accuracy.md").read_text(encoding="utf-8")
    assert "- **small**: 3 persons, 1 true pairs." in report
    assert "`customer_identity` finds every pair and no other." in report

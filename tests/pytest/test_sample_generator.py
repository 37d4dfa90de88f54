"""The sample-data generator: same arguments, same bytes; every hazard planted; days that follow on."""

import runpy
import unicodedata
from pathlib import Path

import pytest
import yaml
from support.sample_files import (
    FOLDER,
    contents,
    generate,
    good_rows,
    make,
    newest_versions,
    read,
    row_with,
    tags,
    truth_of,
)
from support.workspace import ROOT, SAMPLE, sample_as_of

HAZARDS = runpy.run_path(str(FOLDER / "generator" / "hazards.py"))
PERSONS = 240
DAYS = (1, 2, 3)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small base day."""
    return make(tmp_path_factory.mktemp("base") / "raw", "--persons", PERSONS)


@pytest.fixture(scope="module")
def later(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The base day and the days after it in one folder."""
    folder = tmp_path_factory.mktemp("later") / "raw"
    for day in (0, *DAYS):
        make(folder, "--persons", PERSONS, "--day", day)
    return folder


def source_tables() -> dict[tuple[str, str], dict]:
    """The raw tables as the project's sources declare them."""
    tables = {}
    for path in sorted((ROOT / "models" / "staging").glob("*/_*__sources.yml")):
        for source in yaml.safe_load(path.read_text(encoding="utf-8"))["sources"]:
            for table in source["tables"]:
                if (SAMPLE / source["name"]).is_dir():
                    tables[source["name"], table["name"]] = table
    return tables


def test_same_arguments_make_the_same_bytes_whatever_the_hash_seed(base: Path, tmp_path: Path):
    again = make(tmp_path / "raw", "--persons", PERSONS, hash_seed="12345")
    assert contents(again) == contents(base)
    assert contents(truth_of(again).parent) == contents(truth_of(base).parent)


def test_another_seed_makes_other_persons(base: Path, tmp_path: Path):
    other = make(tmp_path / "raw", "--persons", PERSONS, "--seed", 7)
    names = [{row["name"] for row in good_rows(raw / "store_crm" / "customers.csv")} for raw in (base, other)]
    assert len(names[0] & names[1]) < len(names[0]) / 4


def test_committed_sample_is_what_the_generator_makes(tmp_path: Path):
    raw, truth = tmp_path / "raw", tmp_path / "truth" / "truth.csv"
    make(raw, "--truth", truth)
    assert contents(raw) == contents(SAMPLE)
    assert contents(truth.parent) == contents(FOLDER / "truth")


def test_committed_sample_is_small_and_of_the_declared_shape():
    folders = (SAMPLE, FOLDER / "truth")
    assert sum(len(data) for folder in folders for data in contents(folder).values()) < 5_000_000
    records = read(FOLDER / "truth" / "truth.csv")
    assert 4_000 <= len(records) <= 5_000
    channels: dict[str, set] = {}
    for row in records:
        channels.setdefault(row["person_id"], set()).add(row["channel"])
    share = sum(len(known) > 1 for known in channels.values()) / len(channels)
    assert 0.55 <= share <= 0.65


def test_every_source_has_its_file_with_its_columns():
    declared = source_tables()
    files = {tuple(name.removesuffix(".csv").split("/")): name for name in contents(SAMPLE)}
    assert set(declared) == set(files)
    for key, name in files.items():
        header = (SAMPLE / name).read_bytes().splitlines()[0].decode().split(",")
        names = [column["name"] for column in declared[key]["columns"]]
        columns = [column for column in names if not column.startswith("_")]
        if key == ("conformed", "customers"):
            columns = [column for column in columns if column in header]
        assert header == columns, name


def test_every_hazard_is_planted_in_the_committed_sample():
    planted = tags(FOLDER / "truth" / "truth.csv")
    assert set(planted) == set(HAZARDS["RECORD_HAZARDS"])
    assert set(tags(FOLDER / "truth" / "truth_rows.csv")) == set(HAZARDS["ROW_HAZARDS"])


def test_truth_names_every_record_once_and_no_other():
    keys = {"store_crm/customers": "customer_no", "online_shop/accounts": "account_id"}
    keys |= {"membership/members": "member_no", "external/partner_profiles": "profile_id"}
    keys |= {"conformed/customers": "source_record_id"}
    in_files = set()
    for name, key in keys.items():
        for row in good_rows(SAMPLE / f"{name}.csv"):
            if row[key]:
                in_files.add((row.get("channel", name.split("/")[0]), row[key]))
    in_truth = [(row["channel"], row["source_record_id"]) for row in read(FOLDER / "truth" / "truth.csv")]
    assert len(in_truth) == len(set(in_truth))
    assert set(in_truth) == in_files


def test_the_woman_of_the_story_is_one_person_in_three_spellings():
    truth = {row["source_record_id"]: row for row in read(FOLDER / "truth" / "truth.csv")}
    ids = ("STORY-STORE-1", "STORY-MEMBER-1", "STORY-ONLINE-1")
    assert len({truth[record_id]["person_id"] for record_id in ids}) == 1
    store = row_with(SAMPLE / "store_crm" / "customers.csv", ids[0])
    member = row_with(SAMPLE / "membership" / "members.csv", ids[1])
    online = row_with(SAMPLE / "online_shop" / "accounts.csv", ids[2])
    names = (store["name"], member["family_name"] + member["given_name"], online["name"])
    assert names[0] != names[2]
    assert len({unicodedata.normalize("NFC", name) for name in names}) == 1
    phones = (store["mobile"], member["mobile"], online["phone"])
    assert len(set(phones)) == 3
    digits = {"".join(filter(str.isdigit, unicodedata.normalize("NFKC", text)))[-8:] for text in phones}
    assert len(digits) == 1
    assert store["birth"].replace(".", "") == online["birth_date"].replace("-", "")
    assert store["birth"].replace(".", "")[2:] == member["birth_ymd"]
    local = [row["email"].lower().split("@")[0].replace(".", "") for row in (member, online)]
    assert local[0] == local[1]
    benefit = row_with(SAMPLE / "membership" / "benefits.csv", "STORY-BENEFIT-1")
    assert (benefit["member_no"], benefit["benefit_type"]) == ("STORY-MEMBER-1", "birthday")


def test_bad_lines_are_bad_for_their_one_reason_and_good_look_alikes_are_good():
    bad = [row for row in read(FOLDER / "truth" / "truth_rows.csv") if row["line_number"]]
    assert len(bad) == sum(data.count(b"BAD-LINE-") for data in contents(SAMPLE).values())
    for row in bad:
        path = SAMPLE / f"{row['table'].replace('__', '/')}.csv"
        lines = path.read_bytes().split(b"\n")
        line = lines[int(row["line_number"]) - 1]
        assert line.split(b",")[0].decode() == row["row_id"]
        try:
            text = line.decode()
        except UnicodeDecodeError:
            assert row["expected"] == "not_utf8"
            continue
        assert ("\0" in text) == (row["expected"] == "nul_character")
        has_quote = '"' in text
        assert has_quote == (row["expected"] in ("open_quote", "stray_quote"))
        if has_quote:
            assert (text.count('"') % 2 == 1 and ',"' in text) == (row["expected"] == "open_quote")
        is_ragged = text.count(",") != lines[0].count(b",")
        assert is_ragged == (row["expected"] == "wrong_column_count")
    names = {row["name"] for row in good_rows(SAMPLE / "store_crm" / "customers.csv")}
    assert {"Lee, J", 'Robert "Bobby, Jr." Moon'} <= names
    assert b"\r\n" in (SAMPLE / "external" / "partner_profiles.csv").read_bytes()


def test_nothing_good_happens_after_the_base_day():
    times = {"receipts": "sold_at", "orders": "ordered_at", "web_events": "event_at"}
    times |= {"messages": "sent_at", "consent_events": "event_at", "points_ledger": "entry_at"}
    for path in sorted(SAMPLE.glob("*/*.csv")):
        if path.stem in times:
            late = [row for row in good_rows(path) if row[times[path.stem]] >= sample_as_of()]
            assert all(next(iter(row.values())).startswith("FAULT-") for row in late), path.stem


def test_a_later_day_rewrites_snapshots_and_adds_only_new_rows(base: Path, later: Path):
    loads = {key: table["config"]["meta"]["load"] for key, table in source_tables().items()}
    for (channel, name), load in loads.items():
        before = base / channel / f"{name}.csv"
        after = later / channel / f"{name}.csv"
        parts = sorted(path.name for path in (later / channel).glob(f"{name}__*"))
        if load == "snapshot":
            assert parts == []
        else:
            assert after.read_bytes() == before.read_bytes()
            assert parts == [f"{name}__day_{day:03d}.csv" for day in DAYS]
    old, new = (
        newest_versions(raw / "store_crm" / "customers.csv", "customer_no", "modified_at") for raw in (base, later)
    )
    assert new.keys() - old.keys()
    changed = [key for key in old.keys() & new.keys() if old[key] != new[key]]
    assert changed
    assert all(new[key]["modified_at"] >= sample_as_of() for key in changed)
    gone = {row["source_record_id"] for row in read(truth_of(later)) if "row_deleted" in row["hazards"].split(";")}
    for name, key in (("online_shop/accounts", "account_id"), ("membership/members", "member_no")):
        old |= {row[key]: row for row in good_rows(base / f"{name}.csv")}
        new |= {row[key]: row for row in good_rows(later / f"{name}.csv")}
    assert gone
    assert gone == old.keys() - new.keys()


def test_days_bring_new_keys_within_their_day_and_returns_of_earlier_sales(later: Path):
    folder = later / "store_crm"
    receipts = good_rows(folder / "receipts.csv")
    base_keys = {row["receipt_no"] for row in receipts}
    for day in DAYS:
        rows = good_rows(folder / f"receipts__day_{day:03d}.csv")
        dates = {row["sold_at"][:10] for row in rows}
        assert dates <= {f"2026-07-{day - 1:02d}" if day > 1 else "2026-06-30"}
        assert not base_keys & {row["receipt_no"] for row in rows}
        receipts += rows
        base_keys |= {row["receipt_no"] for row in rows}
    sales = {row["receipt_no"]: row for row in receipts if row["status"] == "sale"}
    returns = [row for row in receipts if row["status"] == "return"]
    assert returns
    for row in returns:
        sale = sales[row["original_receipt_no"]]
        assert (row["customer_no"], row["member_no"]) == (sale["customer_no"], sale["member_no"])
        assert row["sold_at"] > sale["sold_at"]


def test_a_day_does_not_depend_on_the_days_made_before_it(later: Path, tmp_path: Path):
    alone = contents(make(tmp_path / "raw", "--persons", PERSONS, "--day", DAYS[-1]))
    together = contents(later)
    assert {name: together[name] for name in alone} == alone


def test_base_day_clears_the_parts_of_an_earlier_run(base: Path, tmp_path: Path):
    folder = make(tmp_path / "raw", "--persons", PERSONS, "--day", 1)
    (folder / "store_crm" / "own_notes.csv").write_text("kept", encoding="utf-8")
    make(folder, "--persons", PERSONS)
    expected = {**contents(base), "store_crm/own_notes.csv": b"kept"}
    assert contents(folder) == expected


def test_parquet_holds_the_same_good_rows(base: Path, tmp_path: Path):
    duckdb = pytest.importorskip("duckdb")
    folder = make(tmp_path / "raw", "--persons", PERSONS, "--format", "parquet")
    assert {name.removesuffix(".parquet") for name in contents(folder)} == {
        name.removesuffix(".csv") for name in contents(base)
    }
    for name in ("store_crm/customers", "external/partner_profiles"):
        found = duckdb.sql(f"select * from '{folder / name}.parquet'").fetchall()
        expected = [tuple(row.values()) for row in good_rows(base / f"{name}.csv")]
        assert [tuple(cell or "" for cell in row) for row in found] == expected


def test_customer_file_for_benchmarks_is_seeded_and_has_its_truth(tmp_path: Path):
    first, second = (make(tmp_path / name, "--records", 2_100) for name in ("first", "second"))
    assert contents(first) == contents(second)
    assert contents(make(tmp_path / "other", "--records", 2_100, "--seed", 7)) != contents(first)
    rows = good_rows(first / "conformed" / "customers.csv")
    keys = [(row["channel"], row["source_record_id"]) for row in rows]
    truth = read(truth_of(first))
    assert len(keys) == len(set(keys)) == 2_100
    story = {row["person_id"] for row in truth if row["source_record_id"].startswith("STORY-")}
    made = [row for row in truth if row["channel"].startswith("scale_")]
    assert story == {"P-STORY"}
    assert {(row["channel"], row["source_record_id"]) for row in made} == set(keys)
    assert len({row["person_id"] for row in made}) == 1_000
    assert set(contents(first)) == set(contents(SAMPLE))
    assert len(good_rows(first / "membership" / "members.csv")) == 1
    assert good_rows(first / "online_shop" / "orders.csv") == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--persons", 0), "not a positive whole number"),
        (("--day", -1), "not between 0 and 999"),
        (("--records", 10, "--day", 1), "leave --day away"),
        (("--as-of", "2026-13-01"), "invalid"),
    ],
)
def test_wrong_arguments_are_refused(tmp_path: Path, arguments: tuple, message: str):
    finished = generate("--out", tmp_path / "raw", *arguments)
    assert finished.returncode == 2
    assert message in finished.stderr
    assert not (tmp_path / "raw").exists()


def test_truth_in_the_raw_folder_is_refused(tmp_path: Path):
    finished = generate("--out", tmp_path, "--truth", tmp_path / "truth.csv")
    assert finished.returncode == 2
    assert "where models could read it" in finished.stderr

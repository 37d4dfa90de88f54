"""What a brand's exports get wrong: no line is lost, and what cannot be read is named with its fix."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from support.manifest import Manifest
from support.person_sets import write_conformed
from support.workspace import FEW_ROUNDS, Workspace

AS_OF = "2026-03-01 06:00:00"
LONG = "x" * 200_000
ONLY_MODELS = ("--resource-type", "model", "--resource-type", "seed")
HEADER = b"channel,source_record_id,full_name,email,updated_at,is_deleted"
FUTURE = b"club,%s,Future,f@example.com,2099-01-01,"

# file part: (its bytes, {record id: what becomes of it}, [reasons of lines that are no record])
FILES: dict[str, tuple[bytes, dict[str, str], list[str]]] = {
    "quotes": (
        b"\n".join(
            [
                HEADER,
                b'club,q1,"Lee, J",lee@example.com,2026-01-01,',
                b'club,q2,Kim "Bo" Lee,a@example.com,2026-01-01,',
                b'club,q3,"Never closed,b@example.com,2026-01-01,',
                b'club,q4,"He said ""hi""",c@example.com,2026-01-01,',
                b'club,q5,"closed"too soon,d@example.com,2026-01-01,',
                b"club,q6,O'Brien; drop table customers; --,o'b@example.com,2026-01-01,",
                b"club,q7,100% {{ ref('x') }} {% raw %} ${HOME},e@example.com,2026-01-01,",
                b"club,q8,after them all,f@example.com,2026-01-01,\n",
            ]
        ),
        {"q1": "current", "q4": "current", "q6": "current", "q7": "current", "q8": "current"},
        ["stray_quote", "open_quote", "stray_quote"],
    ),
    "columns": (
        b"\n".join([HEADER, b"club,c1,too,few", b"club,c2,a,b,2026-01-01,,one,more", b"club", b"club,c3,ok,,,\n"]),
        {"c3": "current"},
        ["wrong_column_count"] * 3,
    ),
    "bytes": (
        b"\n".join(
            [
                HEADER,
                b"club,b1,nul\x00inside,,,",
                b"club,b2,bad \xff\xfe bytes,,,",
                b"club,b3," + "김철수".encode("euc-kr") + b",,,",
                "club,b4,김철수,,,".encode(),
                "club,b5,half\u3000width \u200b,,,\n".encode(),
            ]
        ),
        {"b4": "current", "b5": "current"},
        ["nul_character", "not_utf8", "not_utf8"],
    ),
    # A byte order mark, CRLF, blank lines, and no line end at the end.
    "crlf": (
        b"\xef\xbb\xbf" + HEADER + b"\r\n\r\nclub,w1,Windows,w@example.com,2026-01-01,\r\n\r\nclub,w2,Last,,,",
        {"w1": "current", "w2": "current"},
        [],
    ),
    # A quoted header in another order, with a column that nobody asked for.
    "order": (
        b'"EMAIL","source_record_id","shoe_size","channel"\n"o@example.com","o1","43","club"\n,o2,,club\n',
        {"o1": "current", "o2": "current"},
        [],
    ),
    "long": (
        HEADER + f"\nclub,l1,{LONG},,,\nclub,l2,short,,,\n".encode(),
        {"l1": "current", "l2": "current"},
        [],
    ),
    "header_only": (HEADER + b"\n", {}, []),
    "versions": (
        b"\n".join(
            [
                HEADER,
                b"club,v1,Old,,2026-01-01,",
                b"club,v1,New,,2026-01-02,",
                b"club,v2,Gone,,2026-01-01,true",
                FUTURE % b"v3",
                FUTURE % b"v1",
                b"club,,Nobody,,2026-01-01,",
                b",v4,No channel,,2026-01-01,",
                b"club,v5,No such day,,2026-02-30,",
                b"shop,v1,Same id elsewhere,,2026-01-01,\n",
            ]
        ),
        # v5 counts, its date does not; ids are by channel.
        {"v1": "current", "v2": "deleted", "v5": "current"},
        ["in_future", "in_future", "missing_record_id", "missing_record_id"],
    ),
}
SUPERSEDED = [("v1", "Old")]
DELETED = {"v2"}
# Beside the file of each record: 'v1' of channel shop.
CURRENT_ELSEWHERE = 1


def lines_with_content(content: bytes) -> int:
    """Lines below the header that hold something, as an editor counts them."""
    return sum(1 for line in content.split(b"\n")[1:] if line.strip(b"\r"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The hostile files, built; they lie in a folder whose name is hostile too."""
    folder = tmp_path_factory.mktemp("hostile")
    raw = folder / "brand's [raw] {{ files }} 100%"
    (raw / "conformed").mkdir(parents=True)
    for part, (content, _, _) in FILES.items():
        (raw / "conformed" / f"customers__{part}.csv").write_bytes(content)
    (raw / "conformed" / "read me.txt").write_text("not a raw file", encoding="utf-8")
    place = Workspace(folder, raw=raw, as_of=AS_OF)
    selected = ("--select", "+quarantined_records", "+customer_identity_map", "+customer_master")
    place.dbt("build", *selected, *ONLY_MODELS, optional_raw_tables=["all"], **FEW_ROUNDS)
    return place


def quarantined(place: Workspace, part: str) -> Counter:
    found = place.query(
        f"select reason from restricted.quarantined_records where source_file = 'conformed/customers__{part}.csv'"
    )
    return Counter(row[0] for row in found)


def states(place: Workspace, part: str) -> list[tuple[str, str, str]]:
    return place.query(
        "select source_record_id, full_name, record_state from intermediate.int_customer_records_unioned"
        f" where source_file = 'conformed/customers__{part}.csv' and record_state != 'quarantined' order by all"
    )


@pytest.mark.parametrize("part", FILES)
def test_every_line_is_somewhere(hostile: Workspace, part: str) -> None:
    content, _, refused = FILES[part]
    assert quarantined(hostile, part) == Counter(refused)
    assert len(states(hostile, part)) + len(refused) == lines_with_content(content)


@pytest.mark.parametrize("part", FILES)
def test_every_record_is_what_it_should_be(hostile: Workspace, part: str) -> None:
    expected = Counter(FILES[part][1].items())
    if part == "versions":
        expected += Counter({("v1", "superseded"): len(SUPERSEDED), ("v1", "current"): CURRENT_ELSEWHERE})
    assert Counter((record, state) for record, _, state in states(hostile, part)) == expected


def test_records_counted_once_make_up_all_lines(hostile: Workspace) -> None:
    lines = sum(lines_with_content(content) for content, _, _ in FILES.values())
    customers = hostile.query("select sum(count_records) from restricted.customer_master")[0][0]
    refused = hostile.query("select count(*) from restricted.quarantined_records")[0][0]
    assert lines == customers + refused + len(SUPERSEDED) + len(DELETED)


def test_values_come_through_as_they_are(hostile: Workspace) -> None:
    found = dict(
        hostile.query(
            "select source_record_id, full_name from intermediate.int_customer_records where channel = 'club'"
        )
    )
    assert found["q1"] == "Lee, J"
    assert found["q4"] == 'He said "hi"'
    assert found["q6"] == "O'Brien; drop table customers; --"
    assert found["q7"] == "100% {{ ref('x') }} {% raw %} ${HOME}"
    assert found["b4"] == "김철수"
    assert found["l1"] == LONG
    assert found["v1"] == "New"
    assert found["w2"] == "Last"


def test_a_bad_line_is_kept_with_its_number(hostile: Workspace) -> None:
    found = hostile.query(
        "select line_number, reason, raw_line from restricted.quarantined_records"
        " where source_file = 'conformed/customers__columns.csv' order by line_number"
    )
    assert found == [
        (2, "wrong_column_count", "club,c1,too,few"),
        (3, "wrong_column_count", "club,c2,a,b,2026-01-01,,one,more"),
        (4, "wrong_column_count", "club"),
    ]


def column_names(manifest: Manifest, table: str) -> str:
    node = manifest.sources[f"source.customer_identity.{table}"]
    return ",".join(name for name in node["columns"] if not name.startswith("_"))


@pytest.fixture
def unreadable(tmp_path: Path, manifest: Manifest) -> Path:
    """Raw files of which each has another thing wrong; most others are missing."""
    raw = tmp_path / "raw"
    accounts, members = column_names(manifest, "online_shop.accounts"), column_names(manifest, "membership.members")
    orders, visits = column_names(manifest, "online_shop.orders"), column_names(manifest, "store_crm.visits")
    customers, events = column_names(manifest, "store_crm.customers"), column_names(manifest, "online_shop.web_events")
    korean = "\n".join(f"C{number},김철수" + "," * (customers.count(",") - 1) for number in range(9))
    files = {
        "store_crm/customers": f"{customers}\n{korean}\n".encode("euc-kr"),
        "store_crm/receipts": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01" + bytes(range(256)) * 8,
        "store_crm/visits": f"{visits},visit_id\n".encode(),
        "online_shop/accounts": b"",
        "online_shop/carts": b"PK\x03\x04\x14\x00\x06\x00" + b"\x00\xff\xfe" * 300,
        "online_shop/orders": f"{orders.replace(',currency', '')}\n".encode(),
        "online_shop/web_events": f"{events.replace(',', ';')}\n1;2;3\n".encode(),
        "membership/members": f"{members}\n".encode(),
        "membership/benefits": f"{accounts}\n".encode("utf-16"),
    }
    for name, content in files.items():
        (raw / name).parent.mkdir(parents=True, exist_ok=True)
        (raw / f"{name}.csv").write_bytes(content)
    return raw


def test_each_unreadable_file_is_named_with_its_fix(workspace: Callable[..., Workspace], unreadable: Path) -> None:
    place = workspace(raw=unreadable)
    marts = place.warehouse / "marts.duckdb"
    marts.parent.mkdir(parents=True)
    marts.write_bytes(b"the last good marts")
    finished = place.dbt("build", "--select", "customers", check=False)
    assert not finished.succeeded
    assert "Traceback" not in finished.output
    told = [line.strip(" -") for line in finished.output.splitlines()]
    expected = {
        "store_crm/customers.csv": ("not UTF-8", "iconv -f cp949 -t utf-8"),
        "store_crm/receipts.csv": ("not UTF-8", "Save it as UTF-8"),
        "store_crm/visits.csv": ("names a column twice", "visit_id"),
        "online_shop/accounts.csv": ("is empty", "Expected columns: account_id"),
        "online_shop/carts.csv": ("not UTF-8", "Save it as UTF-8"),
        "online_shop/orders.csv": ("lacks the column(s) currency", "Found: order_id"),
        "online_shop/web_events.csv": ("not a CSV of this table", "Expected columns: event_id"),
        "membership/members.csv": ("a header and no rows", "optional_raw_tables"),
        "membership/benefits.csv": ("not UTF-8", "Save it as UTF-8"),
        "store_crm/receipt_lines.csv": ("store_crm.receipt_lines: no file", "optional_raw_tables"),
    }
    for file, parts in expected.items():
        lines = [line for line in told if f"{unreadable}/{file}" in line]
        assert len(lines) == 1, (file, lines)
        for part in parts:
            assert part in lines[0], (file, lines[0])
    # Who has no channel `external` is not asked for it.
    assert not [line for line in told if line.startswith(("external.", "conformed."))]
    assert any("external.partner_profiles has no file; it is optional and counts as empty" in line for line in told)
    assert marts.read_bytes() == b"the last good marts"
    assert place.query("select count(*) from duckdb_tables() where schema_name in ('staging', 'marts')") == [(0,)]


def test_a_folder_that_is_not_there_is_named(workspace: Callable[..., Workspace], tmp_path: Path) -> None:
    finished = workspace(raw=tmp_path / "nowhere").dbt("build", "--select", "customers", check=False)
    assert not finished.succeeded
    assert f"folder '{tmp_path / 'nowhere'}' holds no raw file" in finished.output
    assert "set RAW_DATA_DIR" in finished.output
    assert "Traceback" not in finished.output


def test_an_optional_column_may_be_missing_and_none_else(workspace: Callable[..., Workspace], tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    write_conformed(raw, [{"channel": "club", "full_name": "Anna Berg"}])
    finished = workspace(raw=raw).dbt(
        "run", "--select", "stg_conformed__customers", check=False, optional_raw_tables=["all"]
    )
    assert not finished.succeeded
    assert "customers.csv' lacks the column(s) source_record_id" in finished.output

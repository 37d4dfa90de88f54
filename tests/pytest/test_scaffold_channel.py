"""What `scaffold_channel` prints is a channel that runs: its pieces are put in place and its records read."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.session import DbtSession, dbt_session
from support.workspace import ROOT, Workspace

PROJECT = (
    "models", "macros", "seeds", "plugins", "dbt_packages", "dbt_project.yml", "profiles.yml", "packages.yml"
)  # fmt: skip
ROWS = """\
id,full_name,email,tel,updated_at,is_deleted
0017,"Lee, J",j@example.com,010-1234-5678,2025-03-09T14:30:00+09:00,
0018,Kim,k@example.com,,someday,false
0019,Gone,g@example.com,,2025-01-01,true
,Nobody,,,2025-01-01,
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, to put files into."""
    copy = tmp_path / "project"
    copy.mkdir()
    for name in PROJECT:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name)
        else:
            shutil.copy(ROOT / name, copy / name)
    return copy


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A raw data folder that holds nothing but the new channel."""
    folder = tmp_path / "raw"
    (folder / "popup_store").mkdir(parents=True)
    (folder / "popup_store" / "customers.csv").write_text(ROWS, encoding="utf-8")
    return folder


def scaffold(workspace: Workspace, arguments: str) -> str:
    """What the operation prints."""
    return workspace.dbt("run-operation", "scaffold_channel", "--quiet", "--args", arguments).output


def put_in_place(project: Path, printed: str) -> None:
    """Each piece goes where its first line says."""
    sources, rest = printed.split("\n-- models/", 1)
    model, entry = rest.split("\n# dbt_project.yml", 1)
    for text in (sources[sources.index("# models/") + 2 :], "models/" + model):
        path, content = text.split("\n", 1)
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(content.rstrip() + "\n", encoding="utf-8")
    configuration = project / "dbt_project.yml"
    text = configuration.read_text(encoding="utf-8")
    line = entry.split("\n")[1]
    configuration.write_text(text.replace("\n  channels:\n", f"\n  channels:\n{line}\n"), encoding="utf-8")


def test_a_scaffolded_channel_runs(project: Path, raw: Path, workspace: Callable[..., Workspace]) -> None:
    place = workspace(raw=raw, project=project)
    columns = "[id, full_name, email, tel, updated_at, is_deleted]"
    everything_optional = {"optional_raw_tables": ["all"]}
    # It prints the same in the copy, which is parsed once it is whole.
    put_in_place(project, scaffold(workspace("printed"), f"{{channel: popup_store, columns: {columns}}}"))
    place.dbt("run", "--select", "+int_customer_records", **everything_optional)
    found = place.query(
        "select source_record_id, record_state, full_name, email, updated_at::varchar, failed_casts"
        " from intermediate.int_customer_records_unioned where raw_table = 'popup_store.customers'"
        " order by source_line_number"
    )
    assert found == [
        ("0017", "current", "Lee, J", "j@example.com", "2025-03-09 05:30:00", None),
        ("0018", "current", "Kim", "k@example.com", None, "updated_at"),
        ("0019", "deleted", "Gone", "g@example.com", "2025-01-01 00:00:00", None),
        (None, "quarantined", "Nobody", None, "2025-01-01 00:00:00", None),
    ]
    records = "select source_record_id from intermediate.int_customer_records order by source_record_id"
    assert place.query(records) == [("0017",), ("0018",)]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DbtSession]:
    with dbt_session(Workspace(tmp_path_factory.mktemp("scaffold"))) as session:
        yield session


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("{channel: store_crm, columns: [id]}", "var channels has 'store_crm' already"),
        ("{channel: My-Channel, columns: [id]}", "'My-Channel' is no name"),
        ("{channel: popup_store, columns: []}", "name at least the id column"),
        ("{channel: popup_store, columns: [id], load: daily}", "load is snapshot or delta"),
    ],
)
def test_it_says_what_to_change(arguments: str, told: str, session: DbtSession, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=re.escape(told)):
        session.dbt("run-operation", "scaffold_channel", "--args", arguments, warehouse=tmp_path)

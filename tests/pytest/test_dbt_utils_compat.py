"""compat/dbt_utils has all that the project calls from dbt_utils, and behaves as documented."""

import re
import shutil
from pathlib import Path

import pytest
import yaml
from support.workspace import ROOT, Workspace

STAND_IN = ROOT / "compat" / "dbt_utils"
CALL = re.compile(r"\bdbt_utils\.([a-z_]+)")

# From the documentation of dbt_utils 1.3: the arguments after the model, in order, with defaults.
DOCUMENTED = {
    "unique_combination_of_columns": [
        ("combination_of_columns", None),
        ("quote_columns", "false"),
    ],
    "expression_is_true": [("expression", None), ("column_name", "none")],
    "accepted_range": [
        ("column_name", None),
        ("min_value", "none"),
        ("max_value", "none"),
        ("inclusive", "true"),
    ],
}

ROWS = """
select 1 as id, 'a' as part_one, 'x' as part_two, 5 as amount, 0 as low, 9 as high
union all select 2, 'a', 'y', 10, 0, 10
union all select 3, 'b', 'x', null, 0, 10
union all select 4, null, 'x', 7, null, 8
"""

# Name of a test, its arguments, whether it stands on column `amount`, how many rows fail.
CASES = [
    ("pair_is_unique", "unique_combination_of_columns",
     {"combination_of_columns": ["part_one", "part_two"]}, False, 0),
    ("single_repeats", "unique_combination_of_columns",
     {"combination_of_columns": ["part_two"]}, False, 1),
    ("quoted_pair", "unique_combination_of_columns",
     {"combination_of_columns": ["part_one", "part_two"], "quote_columns": True}, False, 0),
    ("quoted_single", "unique_combination_of_columns",
     {"combination_of_columns": ["part_two"], "quote_columns": True}, False, 1),
    ("nulls_are_equal", "unique_combination_of_columns",
     {"combination_of_columns": ["nullif(part_one, 'b')"]}, False, 2),
    ("expression_holds", "expression_is_true", {"expression": "id > 0"}, False, 0),
    ("expression_fails", "expression_is_true", {"expression": "id > 1 or id = 9"}, False, 1),
    ("null_expression_passes", "expression_is_true", {"expression": "amount >= 5"}, False, 0),
    ("column_expression_holds", "expression_is_true", {"expression": ">= 5"}, True, 0),
    ("column_expression_fails", "expression_is_true", {"expression": "> 5"}, True, 1),
    ("bounds_included", "accepted_range", {"min_value": 5, "max_value": 10}, True, 0),
    ("bounds_excluded", "accepted_range",
     {"min_value": 5, "max_value": 10, "inclusive": False}, True, 2),
    ("lower_bound_alone", "accepted_range", {"min_value": 6}, True, 1),
    ("lower_bound_of_zero", "accepted_range", {"min_value": 0, "max_value": 0}, True, 3),
    ("upper_bound_alone", "accepted_range", {"max_value": 6}, True, 2),
    ("no_bound", "accepted_range", {}, True, 0),
    ("columns_as_bounds", "accepted_range", {"min_value": "low", "max_value": "high"}, True, 0),
    ("columns_as_exclusive_bounds", "accepted_range",
     {"min_value": "low", "max_value": "high", "inclusive": False}, True, 1),
    ("expression_as_bound", "accepted_range", {"max_value": "high - 1"}, True, 1),
]  # fmt: skip


def project_files() -> list[Path]:
    """Every SQL and YAML file of the project itself."""
    folders = ["models", "macros", "seeds", "tests", "analyses"]
    files = [path for folder in folders for path in sorted((ROOT / folder).rglob("*"))]
    return [path for path in files if path.suffix in (".sql", ".yml")]


def test_all_that_the_project_calls_is_in_the_stand_in() -> None:
    called = {name for path in project_files() for name in CALL.findall(path.read_text("utf-8"))}
    assert called <= set(DOCUMENTED), "add it to compat/dbt_utils and to DOCUMENTED, with cases"


@pytest.mark.parametrize("name", DOCUMENTED)
def test_signature_is_the_documented_one(name: str) -> None:
    text = (STAND_IN / "macros" / "generic_tests" / f"{name}.sql").read_text("utf-8")
    arguments = re.search(rf"test {name}\(([^)]*)\)", text).group(1).replace(" ", "").split(",")
    pairs = [argument.lower().split("=") for argument in arguments]
    found = [(pair[0], pair[1] if len(pair) == 2 else None) for pair in pairs]
    assert found[0] == ("model", None)
    assert sorted(found[1:], key=str) == sorted(DOCUMENTED[name], key=str)


def make_project(folder: Path, on_model: list[dict], on_column: list[dict]) -> Workspace:
    """A dbt project with one model, these tests and the stand-in."""
    project = folder / "project"
    (project / "models").mkdir(parents=True)
    shutil.copytree(STAND_IN, project / "dbt_packages" / "dbt_utils")
    for name in ("packages.yml", "profiles.yml"):
        shutil.copy(ROOT / name, project)
    shutil.copytree(ROOT / "plugins", project / "plugins")
    flags = yaml.safe_load((ROOT / "dbt_project.yml").read_text("utf-8"))["flags"]
    content = {"name": "cases", "profile": "customer_identity", "flags": flags}
    (project / "dbt_project.yml").write_text(yaml.safe_dump(content))
    columns = [{"name": "amount", "data_tests": on_column}]
    model = {"name": "rows", "data_tests": on_model, "columns": columns}
    (project / "models" / "rows.yml").write_text(yaml.safe_dump({"models": [model]}))
    (project / "models" / "rows.sql").write_text(ROWS)
    return Workspace(folder, project=project)


@pytest.fixture(scope="module")
def failures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """How many rows each case returned."""
    on_model, on_column = [], []
    for name, test, arguments, is_on_column, _ in CASES:
        entry = {f"dbt_utils.{test}": {"name": name, "arguments": arguments}}
        (on_column if is_on_column else on_model).append(entry)
    workspace = make_project(tmp_path_factory.mktemp("dbt_utils"), on_model, on_column)
    finished = workspace.dbt("--warn-error", "build", "--store-failures", check=False)
    stored = workspace.query("select table_name, schema_name from duckdb_tables() where schema_name like '%audit'")
    assert len(stored) == len(CASES), finished.output
    return {name: workspace.query(f'select count(*) from "{schema}"."{name}"')[0][0] for name, schema in stored}


@pytest.mark.parametrize(("name", "expected"), [(case[0], case[4]) for case in CASES])
def test_behaves_as_documented(failures: dict[str, int], name: str, expected: int) -> None:
    assert failures[name] == expected


def test_quote_columns_must_be_a_boolean(tmp_path: Path) -> None:
    arguments = {"combination_of_columns": ["id"], "quote_columns": "yes please"}
    test = {"dbt_utils.unique_combination_of_columns": {"arguments": arguments}}
    finished = make_project(tmp_path, [test], []).dbt("build", check=False)
    assert not finished.succeeded
    assert "`quote_columns` must be true or false" in finished.output

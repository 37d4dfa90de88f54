"""README.md says what is so: its tables, versions, commands, paths, story and own-data example."""

import csv
import re
import shlex
import shutil
import sys
import tomllib

import pytest
import yaml
from support.manifest import Manifest
from support.workspace import ROOT, WORKING_FILE, Workspace, sample_as_of

README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = yaml.safe_load((ROOT / "dbt_project.yml").read_text(encoding="utf-8"))
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
LONGEST_DEFAULT = 90
# What commands make, and is not in a clone.
MADE = re.compile(r"^(target|warehouse|my_data|my_warehouse|\.venv|\.venv-bouncer|\.venv-splink|dbt_packages)(/|$)")
PATH = re.compile(r"^[\w.-]+(/[\w.-]+)+$|^[\w-]+\.(md|yml|toml|txt|sql|py)$")


def table(first_header: str) -> list[list[str]]:
    """The rows of the table whose first column has this header."""
    lines = README.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"| {first_header} |"))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


def block(marker: str) -> str:
    """The code block under a marker."""
    return re.search(rf"<!-- {marker} -->\n```\n(.*?)```", README, re.DOTALL).group(1)


def same_ids(text: str) -> str:
    """The text with customer ids numbered as they come: the numbers in a warehouse depend on its history."""
    seen: dict[str, str] = {}
    return re.sub(r"cust_\d+", lambda found: seen.setdefault(found.group(), f"cust_{len(seen)}"), text)


def shown_default(value: object) -> str:
    """How the table of vars shows a default."""
    text = yaml.safe_dump(value, default_flow_style=True, width=10**6).removesuffix("...\n").strip()
    if isinstance(value, str):
        text = value
    return f"`{text}`" if len(text) <= LONGEST_DEFAULT else f"{len(value)} entries"


def test_vars() -> None:
    expected = [[f"`{name}`", shown_default(value)] for name, value in PROJECT["vars"].items()]
    assert [row[:2] for row in table("var")] == expected


def test_labelled_sets() -> None:
    """The table shows what the benchmark measured last."""
    with (ROOT / "benchmarks" / "results" / "accuracy.csv").open(encoding="utf-8") as file:
        measured = {(row["set"], row["system"]): row for row in csv.DictReader(file)}
    expected = [
        [name, f"{int(row['records']):,}"]
        + [f"{float(row[score]):.3f}" for score in ("precision", "recall", "f1")]
        + [f"{float(measured[name, 'splink']['f1']):.3f}"]
        for (name, system), row in measured.items()
        if system == "customer_identity"
    ]
    assert table("labelled set") == expected


def test_outputs(manifest: Manifest) -> None:
    marts = {
        (f"`{node['name']}`", node["config"]["schema"])
        for node in manifest.models.values()
        if node["path"].startswith("marts/")
    }
    rows = table("mart")
    assert {(row[0], row[1]) for row in rows} == marts
    assert len(rows) == len(marts)


def test_marts_of_schema_marts_hold_no_direct_identifier(manifest: Manifest) -> None:
    marts = [node for node in manifest.models.values() if node["config"]["schema"] == "marts"]
    columns = [(node["name"], column) for node in marts for column in node["columns"].values()]
    assert columns
    assert [(name, column["name"]) for name, column in columns if column["config"]["meta"]["pii"] == "direct"] == []


def test_seeds(manifest: Manifest) -> None:
    assert sorted(row[0] for row in table("seed")) == sorted(
        f"`{node['name']}`" for node in manifest.nodes("seed").values()
    )


def test_columns_of_the_conformed_file(manifest: Manifest) -> None:
    columns = manifest.sources["source.customer_identity.conformed.customers"]["columns"]
    listed = re.search(r"optional \((full_name.*?)\)", README, re.DOTALL).group(1)
    optional = [name for name, column in columns.items() if column["config"]["meta"].get("optional")]
    assert [name.strip() for name in listed.split(",")] == optional


def test_version() -> None:
    stated = re.search(r"version (\d+\.\d+\.\d+)", README).group(1)
    packaged = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE).group(1)
    assert stated == PROJECT["version"] == packaged == newest


def test_make_targets() -> None:
    code = re.findall(r"```\n(.*?)```|`([^`\n]+)`", README, re.DOTALL)
    named = {name for pair in code for text in pair for name in re.findall(r"\bmake ([a-z][a-z-]*)", text)}
    assert {"build", "test"} <= named
    assert named - set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE)) == set()


def test_lint_commands_are_those_of_make() -> None:
    commands = re.findall(r"^\.venv/bin/((?:yamllint|ruff|codespell|dbt parse|sqlfluff)[^#\n]*)", README, re.MULTILINE)
    assert len(commands) == 5
    unquoted = re.sub(r" --processes \d+ \\\n\s+\$\(wildcard (.*?)\)", r" \1", MAKEFILE)
    assert [command for command in commands if command.strip() not in unquoted] == []


def test_paths() -> None:
    prose = re.sub(r"```.*?```", "", README, flags=re.DOTALL)
    code = re.findall(r"`([^`\n]+)`", prose) + re.findall(r"\]\(([^)#]+)\)", prose)
    scripts = re.findall(r"\b(?:scripts|sample_data|compat|analyses)/[\w./]+", README)
    paths = {text.rstrip("./") for text in [*code, *scripts] if PATH.match(text) and not MADE.match(text)}
    raw_files = {path for path in paths if path.startswith("conformed/")}
    assert len(paths) > 10
    assert [path for path in sorted(paths - raw_files) if not (ROOT / path).exists()] == []
    assert [path for path in sorted(raw_files) if not (ROOT / "sample_data" / "raw" / path).exists()] == []


def test_moment_of_the_sample() -> None:
    assert set(re.findall(r'as_of: "([^"]+)"', README)) == {sample_as_of()}


@pytest.fixture(scope="module")
def copy_of_sample(sample: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The built sample, to open for writing: dbt does so even to read."""
    place = Workspace(tmp_path_factory.mktemp("copy"), as_of=sample.as_of)
    place.warehouse.mkdir()
    shutil.copy(sample.warehouse / WORKING_FILE, place.warehouse)
    shutil.copytree(sample.artifacts, place.artifacts)
    return place


def test_summary(copy_of_sample: Workspace) -> None:
    printed = copy_of_sample.run([sys.executable, "scripts/summary.py"]).output
    assert block("summary") in printed


@pytest.mark.parametrize("marker", ["story", "explain"])
def test_story(copy_of_sample: Workspace, marker: str) -> None:
    command, shown = block(marker).split("\n", 1)
    arguments = shlex.split(command.removeprefix("$ .venv/bin/python "))
    printed = copy_of_sample.run([sys.executable, *arguments]).output
    assert same_ids(printed) == same_ids(shown)


def test_every_analysis_runs_and_is_named(copy_of_sample: Workspace) -> None:
    copy_of_sample.dbt("compile", "--select", "path:analyses")
    compiled = sorted((copy_of_sample.artifacts / "compiled" / "customer_identity" / "analyses").glob("*.sql"))
    assert [path.name for path in compiled] == sorted(path.name for path in (ROOT / "analyses").glob("*.sql"))
    assert [path.stem for path in compiled if f"`{path.stem}`" not in README and f" {path.stem}" not in README] == []
    empty = [path.stem for path in compiled if not copy_of_sample.query(path.read_text(encoding="utf-8"))]
    assert empty == []


@pytest.fixture(scope="module")
def own_data(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The example of own data, as far as the record-to-customer map."""
    folder = tmp_path_factory.mktemp("own_data")
    example = block("own data")
    file, content = re.search(r"cat > my_data/(\S+) <<'END'\n(.*?)END\n", example, re.DOTALL).groups()
    path = folder / "raw" / file
    path.parent.mkdir(parents=True)
    path.write_text(content, encoding="utf-8")
    place = Workspace(folder, raw=folder / "raw")
    variables = yaml.safe_load(re.search(r"--vars '(.*)'", example).group(1))
    selected = ("--select", "+customer_identity_map", "+match_evidence", "--resource-type", "model", "seed")
    place.dbt("build", *selected, **variables)
    return place


def test_own_data(own_data: Workspace) -> None:
    shown = [tuple(line.split()) for line in block("own data result").splitlines()]
    sql = f"select {', '.join(shown[0])} from marts.customer_identity_map order by channel"
    assert own_data.query(sql) == shown[1:]


def test_what_holds_own_data_together(own_data: Workspace) -> None:
    listed = re.search(r"held together by (.*?):\n", README, re.DOTALL).group(1)
    found = own_data.query(
        "select distinct rule_name from marts.match_evidence where is_in_customer order by rule_name"
    )
    assert [name for (name,) in found] == sorted(re.findall(r"`(\w+)`", listed))

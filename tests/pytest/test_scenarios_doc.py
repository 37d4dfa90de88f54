"""docs/SCENARIOS.md and the tests of identity name each other; named histories are held to it by test_stories.py."""

import re
from collections.abc import Iterator

from support.manifest import PROJECT, Manifest
from support.workspace import ROOT

PAGE = ROOT / "docs" / "SCENARIOS.md"
IDENTITY_FOLDERS = (
    "models/intermediate/conflicts/",
    "models/intermediate/households/",
    "models/intermediate/hubs/",
    "models/intermediate/matching/",
    "models/intermediate/registry/",
    "models/intermediate/resolution/",
    "models/intermediate/survivorship/",
    "models/marts/identity/",
)
COLUMNS = ["scenario", "shape", "what must happen", "test"]
LEAST_SCENARIOS = 40


def rows() -> Iterator[list[str]]:
    """The cells of each row of a table, headings included."""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("|") and not line.startswith("|---"):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def scenarios() -> list[list[str]]:
    return [row for row in rows() if row != COLUMNS]


def unit_tests(manifest: Manifest) -> dict[str, str]:
    """The folder of each of the project's unit tests by name."""
    return {
        test["name"]: test["original_file_path"]
        for test in manifest.content["unit_tests"].values()
        if test["package_name"] == PROJECT
    }


def pytest_tests() -> set[str]:
    """The names of all test functions of pytest."""
    files = (ROOT / "tests" / "pytest").rglob("test_*.py")
    return {name for file in files for name in re.findall(r"^def (test_\w+)", file.read_text(encoding="utf-8"), re.M)}


def test_each_scenario_has_a_name_a_shape_a_law_and_a_test() -> None:
    broken = [row for row in scenarios() if len(row) != len(COLUMNS) or not all(row)]
    assert broken == []
    assert len(scenarios()) >= LEAST_SCENARIOS


def test_no_scenario_is_there_twice() -> None:
    names = [row[0] for row in scenarios()]
    assert sorted(names) == sorted(set(names))


def test_each_test_that_the_page_names_exists(manifest: Manifest) -> None:
    named = [test for row in scenarios() for test in re.findall(r"`([^`]+)`", row[3])]
    assert len(named) == len(scenarios())
    assert sorted(set(named) - unit_tests(manifest).keys() - pytest_tests()) == []


def test_each_identity_unit_test_is_on_the_page(manifest: Manifest) -> None:
    of_identity = {name for name, path in unit_tests(manifest).items() if path.startswith(IDENTITY_FOLDERS)}
    assert of_identity
    assert sorted(of_identity - {row[3].strip("`") for row in scenarios()}) == []

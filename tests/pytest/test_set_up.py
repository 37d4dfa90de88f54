"""Set-up: exact pins, packages with and without the hub, the committed profile and its file."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import duckdb
import pytest
from support.workspace import ROOT, WORKING_FILE, Workspace

LOCKS = ["requirements.txt", "requirements-bouncer.txt", "requirements-bench.txt"]
PIN = re.compile(r"^([a-z0-9]+(?:-[a-z0-9]+)*)==([0-9][\w.+!]*)(?: ; .+)?$")
NAME = re.compile(r"^[A-Za-z0-9._-]+")
NOWHERE = "http://127.0.0.1:9/"


def pins(lock: str) -> dict[str, set[str]]:
    """Versions by package; one package has several where Python versions differ."""
    found: dict[str, set[str]] = {}
    for line in (ROOT / lock).read_text("utf-8").splitlines():
        match = PIN.match(line)
        if match:
            found.setdefault(match.group(1), set()).add(match.group(2))
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_exact_pins_alone(lock: str) -> None:
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    stated = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    assert stated
    assert [line for line in stated if not PIN.match(line)] == []
    assert [line for line in lines if "://" in line or "--" in line] == []


def test_every_dependency_is_locked() -> None:
    content = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    project = content["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {NAME.match(requirement).group().lower() for requirement in wanted}
    assert names - set(pins("requirements.txt")) == set()
    for group in ("bouncer", "bench"):
        grouped = {NAME.match(name).group().lower() for name in content["dependency-groups"][group]}
        assert grouped - set(pins(f"requirements-{group}.txt")) == set()


def test_sqlfluff_and_its_templater_have_the_same_pin() -> None:
    locked = pins("requirements.txt")
    assert locked["sqlfluff"] == locked["sqlfluff-templater-dbt"]


@pytest.fixture
def bare_project(tmp_path: Path) -> Path:
    """As much of a fresh clone as getting packages needs."""
    for name in ("packages.yml", "profiles.yml", "dbt_project.yml"):
        shutil.copy(ROOT / name, tmp_path)
    for name in ("compat", "scripts"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def get_packages(project: Path) -> str:
    """What scripts/get_packages.py prints where no hub answers."""
    environment = {"PATH": "/usr/bin:/bin", "DBT_PACKAGE_HUB_URL": NOWHERE}
    command = [sys.executable, "scripts/get_packages.py"]
    finished = subprocess.run(
        command,
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return finished.stdout + finished.stderr


def test_packages_fall_back_with_one_line_where_no_hub_answers(bare_project: Path) -> None:
    assert get_packages(bare_project).splitlines() == [
        f"dbt packages: {NOWHERE} cannot be reached, using compat/dbt_utils instead of dbt_utils."
    ]
    installed = bare_project / "dbt_packages" / "dbt_utils" / "dbt_project.yml"
    assert installed.read_bytes() == (ROOT / "compat/dbt_utils/dbt_project.yml").read_bytes()
    assert get_packages(bare_project) == ""


def test_packages_follow_a_change_of_the_stand_in(bare_project: Path) -> None:
    get_packages(bare_project)
    changed = bare_project / "compat" / "dbt_utils" / "dbt_project.yml"
    changed.write_text(changed.read_text("utf-8") + "# changed\n")
    assert "cannot be reached" in get_packages(bare_project)
    installed = bare_project / "dbt_packages" / "dbt_utils" / "dbt_project.yml"
    assert installed.read_text("utf-8") == changed.read_text("utf-8")


def test_packages_from_the_hub_are_left_alone(bare_project: Path) -> None:
    installed = bare_project / "dbt_packages" / "dbt_utils" / "dbt_project.yml"
    installed.parent.mkdir(parents=True)
    installed.write_text("name: dbt_utils\n")
    shutil.copy(bare_project / "packages.yml", bare_project / "package-lock.yml")
    assert get_packages(bare_project) == ""
    assert installed.read_text("utf-8") == "name: dbt_utils\n"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, str]:
    """A warehouse that dbt has opened from the root of the project, without --profiles-dir."""
    opened = Workspace(tmp_path_factory.mktemp("opened"))
    names = ["TimeZone", "autoinstall_known_extensions", "autoload_known_extensions"]
    settings = ", ".join(f"current_setting('{name}')" for name in names)
    finished = opened.dbt("show", "--inline", f"select concat_ws('|', {settings}) as shown")
    return opened, finished.output


def test_profile_fetches_nothing_and_thinks_in_utc(opened: tuple[Workspace, str]) -> None:
    assert "UTC|false|false" in opened[1]


def test_warehouse_file_is_in_the_format_of_duckdb_1_4(opened: tuple[Workspace, str]) -> None:
    tags = opened[0].query("select tags from duckdb_databases() where not internal")[0][0]
    assert tags["storage_version"].startswith("v1.4.0")


def test_warehouse_file_opens_in_duckdb_1(opened: tuple[Workspace, str]) -> None:
    python = ROOT / ".venv-bouncer" / "bin" / "python"
    if not python.exists():
        pytest.skip("make setup-bouncer installs an older DuckDB")
    file = opened[0].warehouse / WORKING_FILE
    with duckdb.connect(str(file)) as connection:
        connection.execute("create table written as select 42 as number, '한글' as word")
    script = (
        "import duckdb, sys; connection = duckdb.connect(sys.argv[1], read_only=True);"
        "print(duckdb.__version__, *connection.execute('from written').fetchone())"
    )
    printed = subprocess.check_output([python, "-c", script, file], text=True, encoding="utf-8")
    version, number, word = printed.split()
    assert version.startswith("1.")
    assert (number, word) == ("42", "한글")

"""Fixtures: private dbt workspaces, the built sample, the manifest, a PostgreSQL database."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import fasteners
import pytest
from support.manifest import Manifest
from support.postgres import named_server, own_server, scratch_database
from support.workspace import ROOT, SAMPLE, WORKING_FILE, Workspace, sample_as_of

# Modules that take long, the longest first: workers that begin with them end at the same time.
LONG = (
    *("test_policy_diff", "test_postgres_parity", "test_publish", "test_incremental_policy", "test_incremental"),
    *("test_worlds", "test_order", "test_mutants", "test_scale_benchmark", "test_identity_changes", "test_registry"),
    *("test_decisions", "test_stories", "test_churn", "test_registry_transfer", "test_load_raw", "test_real_input"),
    *("test_scaffold_channel", "test_readme", "test_unicode_folding", "test_explain", "test_hostile_input"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the modules in that order."""
    items.sort(key=lambda item: LONG.index(item.path.stem) if item.path.stem in LONG else len(LONG))


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of one test run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@contextmanager
def once(folder: Path) -> Iterator[bool]:
    """Whether this process is the first to come here; the others wait until it is through."""
    folder.mkdir(exist_ok=True)
    done = folder / "done"
    with fasteners.InterProcessLock(folder / "lock"):
        is_first = not done.exists()
        yield is_first
        done.touch()


@pytest.fixture
def workspace(tmp_path: Path) -> Callable[..., Workspace]:
    """Makes an empty workspace; takes the arguments of `Workspace`, a folder's name first."""

    def make(name: str = "workspace", **settings: object) -> Workspace:
        settings.setdefault("as_of", sample_as_of())
        return Workspace(tmp_path / name, **settings)

    return make


@pytest.fixture(scope="session")
def manifest(shared_folder: Path) -> Manifest:
    """The project as dbt parses it, or has just parsed it for BUILT_WAREHOUSE_DIR."""
    if "BUILT_WAREHOUSE_DIR" in os.environ:
        return Manifest.read(ROOT / "target")
    parsed = Workspace(shared_folder / "parsed")
    with once(parsed.folder) as is_first:
        if is_first:
            parsed.dbt("parse")
    return Manifest.read(parsed.artifacts)


@pytest.fixture(scope="session")
def sample(shared_folder: Path) -> Workspace:
    """The committed sample, built once for all tests: read it, do not build in it.

    BUILT_WAREHOUSE_DIR names a warehouse that was just built from the sample, if there is one.
    """
    built = Workspace(shared_folder / "sample", as_of=sample_as_of())
    with once(built.folder) as is_first:
        if is_first and not copy_of_built_warehouse(built):
            built.dbt("build")
    return built


def copy_of_built_warehouse(workspace: Workspace) -> bool:
    """Whether somebody has built the sample already; a copy of it is then in the workspace."""
    folder = ROOT / os.environ.get("BUILT_WAREHOUSE_DIR", "no folder")
    is_sample = ROOT / os.environ.get("RAW_DATA_DIR", SAMPLE) == SAMPLE
    is_its_moment = os.environ.get("AS_OF", workspace.as_of) == workspace.as_of
    if not (is_sample and is_its_moment and (folder / WORKING_FILE).is_file()):
        return False
    shutil.copytree(folder, workspace.warehouse)
    workspace.artifacts.mkdir(parents=True, exist_ok=True)
    for artifact in ("manifest.json", "run_results.json"):
        shutil.copy(ROOT / "target" / artifact, workspace.artifacts)
    return True


@pytest.fixture(scope="session")
def postgres_server(shared_folder: Path) -> Iterator[dict[str, str]]:
    """Settings (PGHOST …) of a running PostgreSQL server, the same one for all workers."""
    if "PGHOST" in os.environ:
        yield named_server()
        return
    # Not below pytest's folder: only root may enter that, and the server does not run as root.
    test_run = hashlib.sha256(str(shared_folder).encode()).hexdigest()[:12]
    with own_server(Path(tempfile.gettempdir()) / f"postgres_{test_run}") as settings:
        yield settings


@pytest.fixture
def postgres_database(postgres_server: dict[str, str]) -> Iterator[dict[str, str]]:
    """Settings (PGHOST …) of an empty database."""
    with scratch_database(postgres_server) as settings:
        yield settings

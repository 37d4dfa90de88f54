"""One parsed project for all tests of this folder that one worker runs."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.session import DbtSession, dbt_session
from support.workspace import Workspace
from support.worlds.pack import VARIABLES
from support.worlds.spec import MOMENTS


@pytest.fixture(scope="session")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DbtSession]:
    folder = tmp_path_factory.mktemp("worlds")
    with dbt_session(Workspace(folder, raw=folder / "raw"), as_of=MOMENTS[0], **VARIABLES) as session:
        yield session


@pytest.fixture(scope="session")
def new_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Makes empty folders for warehouses."""
    return lambda: tmp_path_factory.mktemp("warehouse")

"""Incremental equals full: after each step of random histories, every table is what --full-refresh leaves (the registry
kept), row by row, customer ids included.

INCREMENTAL_WORLDS sets how many worlds are drawn (default 200).
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.incremental import build, differing, is_incremental
from support.session import DbtSession, dbt_session
from support.workspace import Workspace
from support.worlds.pack import VARIABLES, Pack
from support.worlds.spec import MOMENTS, STEPS
from support.worlds.strategies import worlds_of

WORLDS = int(os.environ.get("INCREMENTAL_WORLDS", "200"))


def first_difference(session: DbtSession, pack: Pack, folder: Path) -> tuple[int, dict] | None:
    """The first step whose tables differ, with the rows; None if no step has any."""
    plain, full = folder / "plain", folder / "full"
    for step in range(STEPS):
        pack.write(session.workspace.raw, step)
        shutil.rmtree(full, ignore_errors=True)
        if step:
            shutil.copytree(plain, full)
        build(session, plain, step, **VARIABLES)
        assert is_incremental(plain) == (step > 0)
        build(session, full, step, "--full-refresh", **VARIABLES)
        found = differing(plain, full)
        if found:
            return step, found
    return None


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DbtSession]:
    folder = tmp_path_factory.mktemp("incremental")
    with dbt_session(Workspace(folder, raw=folder / "raw"), as_of=MOMENTS[0], **VARIABLES) as session:
        yield session


@pytest.fixture(scope="module")
def pack() -> Pack:
    return Pack.of(worlds_of(WORLDS))


def test_every_step_leaves_what_a_full_refresh_does(session: DbtSession, pack: Pack) -> None:
    assert first_difference(session, pack, session.workspace.folder / "as_it_is") is None

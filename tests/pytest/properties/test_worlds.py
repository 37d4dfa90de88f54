"""Random worlds and their histories give the clusters and customer ids that a plain reference says.

WORLDS sets how many worlds are drawn (default 1,000) and WORLDS_SEED which ones.
"""

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from support.session import DbtSession
from support.worlds.histories import Histories
from support.worlds.pack import Pack
from support.worlds.strategies import worlds_of

WORLDS = int(os.environ.get("WORLDS", "1000"))


@pytest.fixture(scope="module")
def pack() -> Pack:
    return Pack.of(worlds_of(WORLDS))


@pytest.mark.parametrize("flags", [(), ("--full-refresh",)], ids=["as it comes", "full refresh"])
def test_every_history_gives_what_the_reference_says(
    session: DbtSession, new_warehouse: Callable[[], Path], pack: Pack, flags: tuple[str, ...]
) -> None:
    Histories(session, new_warehouse, flags).check(pack)


def test_the_worlds_hold_what_matters(pack: Pack) -> None:
    """Every kind of change for every cause that can bring it, often enough that a mistake would show."""
    found = Counter((change.kind, change.cause) for state in pack.expected.values() for change in state.changes)
    often = [("created", "data"), ("retired", "data"), ("retired", "erasure"), ("returned", "data")]
    often += [(kind, cause) for kind in ("merged", "split") for cause in ("data", "decision")]
    assert min(found[change] for change in often) >= WORLDS / 100
    assert min(found["re-keyed", "data"], found["split", "erasure"]) >= WORLDS / 500

"""Break a guard, and the random worlds notice: each promise's check is shown to fail."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from support.session import DbtSession
from support.worlds.histories import Histories
from support.worlds.pack import Pack
from support.worlds.strategies import worlds_of

WORLDS = 250


@dataclass(frozen=True)
class Mutant:
    """A guard taken out: (model or macro, its text, what stands there instead) each."""

    breaks: str
    edits: tuple[tuple[str, str, str], ...]
    is_quick: bool = field(default=False, kw_only=True)


MUTANTS = [
    Mutant(
        "hubs name nobody",
        (("int_match_fields", "where identifiers.is_match_eligible and not identifier_values.is_hub", ""),),
        is_quick=True,
    ),
    Mutant(
        "ties between customers go to the smaller id",
        (("match_to_previous", "desc, customer_number, cluster_key)", "desc, cluster_key)"),),
    ),
]
TRIED = [mutant for mutant in MUTANTS if mutant.is_quick or os.environ.get("MUTANTS") == "all"]


@pytest.fixture(scope="module")
def pack() -> Pack:
    """The first of the worlds that test_worlds.py finds as the reference says."""
    return Pack.of(worlds_of(WORLDS))


@pytest.mark.parametrize("mutant", TRIED, ids=[mutant.breaks for mutant in TRIED])
def test_the_worlds_notice_a_broken_guard(
    session: DbtSession, new_warehouse: Callable[[], Path], pack: Pack, mutant: Mutant
) -> None:
    with session.edited(*mutant.edits):
        assert Histories(session, new_warehouse).first_differences(pack)

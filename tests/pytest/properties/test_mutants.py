"""Break a guard, and the random worlds notice: each promise's check is shown to fail.

What the worlds are too small for, or have two guards against, a unit test notices.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from support.session import DbtSession
from support.worlds.histories import Histories
from support.worlds.pack import VARIABLES, Pack
from support.worlds.spec import MOMENTS
from support.worlds.strategies import worlds_of

WORLDS = 200
# Two runs are enough to show that a guard is gone.
STEPS = (2, 4)
# Unit tests are of the default policy; the session knows the channel of the worlds alone.
AS_BUILT = {"as_of": MOMENTS[0], "optional_raw_tables": ["all"], "channels": VARIABLES["channels"]}


@dataclass(frozen=True)
class Mutant:
    """A guard taken out of a model or macro: its text, and what stands there instead."""

    breaks: str
    where: str
    old: str
    new: str
    is_quick: bool = field(default=False, kw_only=True)
    noticed_by: str = field(default="", kw_only=True)  # a unit test; the worlds notice what has none


MUTANTS = [
    Mutant(
        "hubs name nobody",
        "int_identifiers_in_use",
        "where value_status in ('hub', 'recycled')",
        "where value_status = 'recycled'",
        is_quick=True,
    ),
    Mutant(
        "a recycled value is no hub",
        "int_identifier_periods",
        "where count_periods between 2",
        "where count_periods < 0 and 2 <",
        noticed_by="a_gap_between_strangers_makes_periods",
    ),
    Mutant(
        "a crowded key links nobody",
        "candidate_links",
        "when key_groups.count_records > key_limits.max_records then 'too_many_records'",
        "when false then 'too_many_records'",
    ),
    Mutant(
        "a crowded key finds nobody",
        "int_pairs_found",
        "having count(*) between 2 and key_limits.max_records",
        "having count(*) > 1",
        noticed_by="a_pair_is_found_once_by_its_first_rule",
    ),
    Mutant(
        "two memberships are two persons",
        "pair_vetoes",
        "when member_no_evidence = -1 then 'two_member_no'",
        "",
        noticed_by="some_things_no_evidence_outweighs",
    ),
    Mutant(
        "a cluster has one value of what is unique",
        "group_conflicts",
        "having min(label_values.unique_value_key) != max(label_values.unique_value_key)",
        "having false",
        is_quick=True,
    ),
    Mutant(
        "a link between conflicting clusters is refused",
        "label_conflicts",
        "having max(side) = 1 and min(side) = -1",
        "having false",
        noticed_by="a_compared_pair_links_in_its_tier",
    ),
    Mutant(
        "strong links of a torn component stay",
        "close_tier",
        "label_links.evidence >= {{ var('strong_evidence') }}",
        "false",
        noticed_by="strong_links_survive_a_conflict_and_weak_ones_drop",
    ),
    Mutant(
        "never means never", "int_cannot_links", "decision_state = 'binds'", "decision_state = 'nothing'", is_quick=True
    ),
    Mutant(
        "never beats a chain of always",
        "int_steward_decisions_judged",
        "where left_component.component = right_component.component",
        "where false",
        noticed_by="decisions_bind_unless_they_contradict",
    ),
    Mutant(
        "chains are followed to their end",
        "connected_components",
        "rounds if rounds is not none else var('closure_rounds')",
        "1",
    ),
    Mutant(
        "most shared records keep the id",
        "match_to_previous",
        "order by count_shared desc",
        "order by count_shared asc",
    ),
    Mutant(
        "ties go to the smaller id",
        "match_to_previous",
        "count_shared desc, customer_number,",
        "count_shared desc, customer_number desc,",
    ),
    Mutant(
        "an id is never given again",
        "int_identity_run",
        "as last_customer_number\n    from registry",
        "as last_customer_number\n    from registry\n    where record_key not in"
        " (select record_key from registry where event in ('removed', 'erased'))",
        noticed_by="an_id_that_nobody_has_any_more_stays_given",
    ),
    Mutant(
        "erased records stay away", "int_records_erased", "where row_state = 'accepted'", "where false", is_quick=True
    ),
    Mutant("decisions are a cause", "int_customer_id_causes", "2 as cause_rank", "0 as cause_rank"),
    Mutant(
        "history ends where it ends",
        "int_customer_id_periods",
        "id_events.next_event as ended_by",
        "'removed' as ended_by",
    ),
]
TRIED = [mutant for mutant in MUTANTS if mutant.is_quick or os.environ.get("MUTANTS") == "all"]
BY_WORLDS = [mutant for mutant in TRIED if not mutant.noticed_by]
BY_UNIT_TESTS = [mutant for mutant in TRIED if mutant.noticed_by]


@pytest.fixture(scope="module")
def pack() -> Pack:
    """Of the worlds that test_worlds.py finds as the reference says."""
    return Pack.of(worlds_of(WORLDS), STEPS)


@pytest.fixture(scope="module")
def empty_warehouse(session: DbtSession, new_warehouse: Callable[[], Path], pack: Pack) -> Path:
    """With every relation that a unit test asks the columns of."""
    warehouse = new_warehouse()
    pack.write(session.workspace.raw, STEPS[0])
    session.dbt("seed", warehouse=warehouse, **AS_BUILT)
    session.dbt("run", "--empty", warehouse=warehouse, **AS_BUILT)
    return warehouse


@pytest.mark.parametrize("mutant", BY_UNIT_TESTS, ids=[mutant.breaks for mutant in BY_UNIT_TESTS])
def test_a_unit_test_notices_a_broken_guard(session: DbtSession, empty_warehouse: Path, mutant: Mutant) -> None:
    session.dbt("test", "--select", mutant.noticed_by, warehouse=empty_warehouse, **AS_BUILT)
    with (
        session.edited((mutant.where, mutant.old, mutant.new)),
        pytest.raises(AssertionError, match=f"{mutant.noticed_by}: "),
    ):
        session.dbt("test", "--select", mutant.noticed_by, warehouse=empty_warehouse, **AS_BUILT)


@pytest.mark.parametrize("mutant", BY_WORLDS, ids=[mutant.breaks for mutant in BY_WORLDS])
def test_the_worlds_notice_a_broken_guard(
    session: DbtSession, new_warehouse: Callable[[], Path], pack: Pack, mutant: Mutant
) -> None:
    with session.edited((mutant.where, mutant.old, mutant.new)):
        assert Histories(session, new_warehouse).first_differences(pack)

"""Named histories of docs/SCENARIOS.md, all side by side in one warehouse: who is which customer after each step."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from support.session import DbtSession
from support.worlds.pack import Pack
from support.worlds.stories import STORIES, Story, slot
from support.worlds.strategies import PENDING

PAGE = Path(__file__).parents[3] / "docs" / "SCENARIOS.md"
Customers = dict[int, str]  # slot: customer id


@pytest.fixture(scope="module")
def told(session: DbtSession, new_warehouse: Callable[[], Path]) -> dict[str, list[Customers]]:
    """The customers of each story after each step."""
    pack = Pack.of(told_story.world for told_story in STORIES.values())
    warehouse = new_warehouse()
    found: dict[str, list[Customers]] = {name: [] for name in STORIES}
    for step in pack.steps:
        pack.write(session.workspace.raw, step)
        ids = pack.run(session, step, warehouse).ids
        for placed, name in zip(pack.worlds, STORIES, strict=True):
            of_story = {slot: ids.get(placed.key(slot)) for slot in placed.world.slots()}
            found[name].append({slot: customer for slot, customer in of_story.items() if customer is not None})
    return found


def is_pending(told_story: Story) -> bool:
    """Whether it needs an input that the pipeline does not read yet."""
    return any(isinstance(event, PENDING) for events in told_story.events for event in events)


def expected_customers(after_step: str, known: dict[str, str], found: Customers) -> Customers:
    """What "ab=1 c=2" means; a number that is new takes the id that it has now, which no other number may have."""
    expected: Customers = {}
    for group in after_step.split():
        letters, label = group.split("=")
        if label not in known and "|" not in label:
            known[label] = found.get(slot(letters[0]), "none")
        expected |= dict.fromkeys(map(slot, letters), min(known[number] for number in label.split("|")))
    return expected


@pytest.mark.parametrize("name", [name for name, told_story in STORIES.items() if not is_pending(told_story)])
def test_story(told: dict[str, list[Customers]], name: str) -> None:
    known: dict[str, str] = {}
    for step, after_step in enumerate(STORIES[name].after_each_step):
        assert told[name][step] == expected_customers(after_step, known, told[name][step]), f"after step {step + 1}"
    assert len(set(known.values())) == len(known)


def test_the_reference_agrees_with_every_story() -> None:
    pack = Pack.of(told_story.world for told_story in STORIES.values())
    for placed, (name, told_story) in zip(pack.worlds, STORIES.items(), strict=True):
        known: dict[str, str] = {}
        for step, after_step in enumerate(told_story.after_each_step):
            ids = pack.expected[step].ids
            found = {slot: ids[placed.key(slot)] for slot in placed.world.slots() if placed.key(slot) in ids}
            assert found == expected_customers(after_step, known, found), f"{name}, step {step + 1}"


def test_every_story_is_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    on_page = re.findall(r"^\| ([^|]+) \|.*\| `test_story` \|$", page, flags=re.MULTILINE)
    assert sorted(on_page) == sorted(STORIES)

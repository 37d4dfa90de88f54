"""Random worlds and their histories give the clusters and customer ids that a plain reference says.

WORLDS sets how many worlds are drawn (default 1,000) and WORLDS_SEED which ones.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from support.session import DbtSession, dbt_session
from support.workspace import Workspace
from support.worlds.compare import Difference, differences, smallest
from support.worlds.pack import VARIABLES, Pack
from support.worlds.spec import MOMENTS, STEPS, Decide, End, Erase, World
from support.worlds.strategies import SEED, worlds_of

WORLDS = int(os.environ.get("WORLDS", "1000"))
# Inputs that the pipeline does not read yet.
PENDING = (Decide, End, Erase)


@dataclass
class Histories:
    """Runs packs of worlds through all steps, each pack on a new warehouse."""

    session: DbtSession
    flags: tuple[str, ...] = ()
    warehouses: list[Path] = field(default_factory=list)  # the first: a folder for the others

    def first_differences(self, pack: Pack) -> list[Difference]:
        """The differences of the first step that has any."""
        self.warehouses.append(self.warehouses[0] / str(len(self.warehouses)))
        for step in range(STEPS):
            pack.write(self.session.workspace.raw, step)
            found = pack.run(self.session, step, self.warehouses[-1], *self.flags)
            different = differences(pack, step, pack.expected[step], found)
            if different:
                return different
        return []

    def failing(self, worlds: list[World]) -> list[World]:
        """Those of the worlds that differ from the reference."""
        return [worlds[number] for number in sorted({found.world for found in self.first_differences(Pack.of(worlds))})]

    def check(self, pack: Pack) -> None:
        """Fail with the smallest world that differs."""
        different = self.first_differences(pack)
        if not different:
            return
        worlds = [pack.worlds[number].world for number in sorted({found.world for found in different})]
        least = smallest(worlds, self.failing)
        shown = "\n  ".join(map(str, self.first_differences(Pack.of([least]))))
        pytest.fail(
            f"{len(worlds)} of {len(pack.worlds)} worlds differ (WORLDS={len(pack.worlds)} WORLDS_SEED={SEED}), first:"
            f"\n  {different[0]}\nThe smallest that does:\n{least}\n  {shown}",
            pytrace=False,
        )


@pytest.fixture(scope="module")
def pack() -> Pack:
    worlds = worlds_of(WORLDS)
    return Pack.of(world.without(lambda event: isinstance(event, PENDING)) for world in worlds)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DbtSession]:
    folder = tmp_path_factory.mktemp("worlds")
    with dbt_session(Workspace(folder, raw=folder / "raw"), as_of=MOMENTS[0], **VARIABLES) as session:
        yield session


@pytest.mark.parametrize("flags", [(), ("--full-refresh",)], ids=["as it comes", "full refresh"])
def test_every_history_gives_what_the_reference_says(session: DbtSession, pack: Pack, flags: tuple[str, ...]) -> None:
    folder = session.workspace.folder / ("full" if flags else "plain")
    Histories(session, flags, [folder]).check(pack)

"""Runs packs of worlds through their steps, and shrinks what differs from the reference."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.session import DbtSession
from support.worlds.compare import Difference, differences, smallest
from support.worlds.pack import Pack
from support.worlds.spec import World
from support.worlds.strategies import SEED


@dataclass
class Histories:
    """Each pack runs on a new warehouse, every step with these flags of dbt."""

    session: DbtSession
    new_warehouse: Callable[[], Path]
    flags: tuple[str, ...] = ()

    def first_differences(self, pack: Pack) -> list[Difference]:
        """The differences of the first step that has any."""
        warehouse = self.new_warehouse()
        for step in pack.steps:
            pack.write(self.session.workspace.raw, step)
            different = differences(
                pack, step, pack.expected[step], pack.run(self.session, step, warehouse, *self.flags)
            )
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

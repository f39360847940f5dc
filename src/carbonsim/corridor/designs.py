"""Designs of stations, and what one is sought for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

from carbonsim.core.late import dataclass
from carbonsim.corridor.costs import StationCosts
from carbonsim.corridor.line import DIRECTIONS, Line, evenly
from carbonsim.corridor.station import Station

LEAST = (1, 1, 1, 100)
#: A station that has more than this does not help.
MOST = (32, 960, 960, 100_000)


@dataclass(frozen=True, order=True)
class Design:
    """What each station has; `stations` in each direction, `connection` [kVA]."""

    stations: int
    bays: int
    blocks: int
    chargers: int
    connection: int

    @property
    def parts(self) -> tuple[int, int, int, int]:
        """Bays, blocks, chargers and connection."""
        return self.bays, self.blocks, self.chargers, self.connection


@dataclass(frozen=True)
class Judged:
    """A design that was simulated: its cost [CNY/yr] and the 95th percentile of waiting [min]."""

    design: Design
    cost: float
    wait_long: float


@dataclass(frozen=True)
class Question:
    """What a design is sought for.

    Attributes
    ----------
    line : Line
        And its traffic.
    station : Station
        What does not change with the design.
    costs : StationCosts
        Of stations.
    power_factor : float [kW/kVA]
        Power into blocks for each kVA of a connection.
    target : float [min]
        For the 95th percentile of waiting.
    days, warm_up : int
        To simulate, and of these to drop.
    replications : int
        Lines that are simulated for each design.
    seed : int
        Of trips and failures.
    """

    line: Line
    station: Station
    costs: StationCosts
    power_factor: float
    target: float
    days: int
    warm_up: int
    replications: int
    seed: int

    def with_stations(self, count: int) -> Question:
        """The same line with so many stations in each direction: its own places if they are as many."""
        if all(len(self.line.rank[direction]) == count for direction in DIRECTIONS):
            return self
        return replace(self, line=replace(self.line, places=evenly(self.line.length, (count, count))))

    def station_of(self, design: Design) -> Station:
        """A station of a design."""
        return replace(
            self.station,
            bays=design.bays,
            blocks=design.blocks,
            chargers=min(design.chargers, design.blocks),
            power=design.connection * self.power_factor,
        )


def neighbours(design: Design, steps: Sequence[int]) -> list[Design]:
    """Designs with one part less, and with one less and another more.

    Examples
    --------
    >>> len(neighbours(Design(2, 3, 48, 48, 8000), (1, 6, 6, 500)))
    13
    """
    found = []
    for less, more in [(part, None) for part in range(4)] + list(permutations(range(4), 2)):
        parts = list(design.parts)
        parts[less] -= steps[less]
        if more is not None:
            parts[more] += steps[more]
        if all(least <= part <= most for least, part, most in zip(LEAST, parts, MOST, strict=True)):
            parts[2] = min(parts[2], parts[1])
            found.append(Design(design.stations, *parts))
    return [one for one in dict.fromkeys(found) if one != design]

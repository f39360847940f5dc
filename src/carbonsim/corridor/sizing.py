"""The cheapest stations that keep waiting short, found by simulating designs side by side.

All designs of a step are simulated on the same trips and failures. The search begins with a design that
serves, and as long as there is a cheaper one that serves among its neighbours (one part less, or one less and
another more) it goes to the cheapest; then it takes smaller steps. Larger and smaller numbers of stations are
sized each on their own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

import numpy as np

from carbonsim.corridor.costs import StationCosts
from carbonsim.corridor.fast_line import simulate_line
from carbonsim.corridor.fast_station import FastStations
from carbonsim.corridor.journeys import Journeys
from carbonsim.corridor.line import DIRECTIONS, Line, evenly
from carbonsim.corridor.measures import long_wait, measure
from carbonsim.corridor.station import Station
from carbonsim.corridor.trips import Trips, draw_outages, draw_trips

#: Told what is being sized and how many steps are done.
Progress = Callable[[int, int], None]
#: Steps of bays, blocks, chargers and connection [kVA], the coarse ones first.
STEPS = ((1, 12, 12, 1000), (1, 6, 6, 500), (1, 3, 3, 250), (1, 1, 1, 100))
LEAST = (1, 1, 1, 100)
#: Where the search begins.
START = (1, 24, 24, 4000)
#: How often a search is repeated with a shorter target, and by how much shorter beside what was missed.
TRIALS, TIGHTER = 4, 0.98
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


@dataclass(frozen=True)
class Sized:
    """What sizing found: the cheapest design, or none, and all that were simulated.

    `confirmed` [min] is the 95th percentile of waiting of the best on trips that the search has not seen.
    """

    best: Judged | None
    judged: tuple[Judged, ...]
    confirmed: float

    def frontier(self) -> list[Judged]:
        """Designs than which none is both cheaper and quicker, from the cheapest on."""
        found: list[Judged] = []
        for one in sorted(self.judged, key=lambda one: (one.cost, one.wait_long)):
            if np.isfinite(one.wait_long) and (not found or one.wait_long < found[-1].wait_long):
                found.append(one)
        return found

    def of(self, count: int, target: float) -> Judged | None:
        """The cheapest design with so many stations in each direction that served in the search."""
        serving = [one for one in self.judged if one.design.stations == count and one.wait_long <= target]
        return min(serving, key=lambda one: one.cost, default=None)


def size(
    question: Question, counts: Sequence[int], replications: int, progress: Progress | None = None
) -> Sized:
    """Find the cheapest design.

    A design that is chosen because it does well on some trips does a little worse on others: it is tried on
    trips of its own, and where it misses the target there, the search goes on with a shorter one. If none is
    found that keeps the target there, the best is the one that comes nearest.

    Parameters
    ----------
    question : Question
        What it is sought for.
    counts : sequence of int
        Stations in each direction to try.
    replications : int
        For the trial.
    progress : callable, optional
        Told how many of how many steps are done.

    Returns
    -------
    Sized
    """
    judges = {count: Judge(question.with_stations(count)) for count in counts}
    steps = _Steps(len(counts) * (len(STEPS) + 1) + 1, progress)
    aim, found = question.target, Sized(None, (), float("nan"))
    for _ in range(TRIALS):
        for count, judge in judges.items():
            _search(judge, count, aim, steps)
        judged = tuple(one for judge in judges.values() for one in judge.known.values())
        best = min((one for one in judged if one.wait_long <= aim), key=lambda one: one.cost, default=None)
        found = replace(found, judged=judged)
        if best is None:
            break
        confirmed = _confirm(question.with_stations(best.design.stations), best.design, replications)
        if found.best is None or confirmed < found.confirmed:
            found = Sized(best, judged, confirmed)
        if confirmed <= question.target:
            break
        aim *= TIGHTER * min(1.0, question.target / confirmed)
    steps.end()
    return found


class _Steps:
    """How many steps of a search are done; trials that are repeated take none."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self.total, self.progress, self.done = total, progress, 0

    def __call__(self) -> None:
        self.done = min(self.done + 1, self.total - 1)
        self._tell()

    def end(self) -> None:
        self.done = self.total
        self._tell()

    def _tell(self) -> None:
        if self.progress is not None:
            self.progress(self.done, self.total)


def _search(judge: Judge, count: int, aim: float, step: Callable[[], None]) -> None:
    best = judge.first(count, aim)
    step()
    for steps in STEPS:
        while best is not None:
            found = judge.judge(neighbours(best.design, steps))
            better = [one for one in found if one.wait_long <= aim and one.cost < best.cost]
            if not better:
                break
            best = min(better, key=lambda one: one.cost)
        step()


def _confirm(question: Question, design: Design, replications: int) -> float:
    """95th percentile of waiting [min] on trips that no search has seen."""
    seed = question.seed + 1
    trips = draw_trips(question.line, question.days, replications, seed)
    outages = draw_outages(question.line, question.days, replications, seed)
    stations = [question.station_of(design)] * replications
    journeys, _ = simulate_line(question.line, stations, trips, question.days, outages, question.warm_up)
    return long_wait(trips, journeys, (question.warm_up, question.days))


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


class Judge:
    """Simulates designs of one number of stations, each once, on the same trips."""

    def __init__(self, question: Question) -> None:
        self.question = question
        q = question
        self.trips = draw_trips(q.line, q.days, q.replications, q.seed)
        self.outages = draw_outages(q.line, q.days, q.replications, q.seed)
        self.known: dict[Design, Judged] = {}

    def first(self, count: int, aim: float) -> Judged | None:
        """The cheapest known design that serves, or one that is doubled until it does; None if none does."""
        serving = [one for one in self.known.values() if one.wait_long <= aim]
        if serving:
            return min(serving, key=lambda one: one.cost)
        design = Design(count, *START)
        while all(part <= most for part, most in zip(design.parts, MOST, strict=True)):
            found = self.judge([design])[0]
            if found.wait_long <= aim:
                return found
            design = Design(count, *(2 * part for part in design.parts))
        return None

    def judge(self, designs: Sequence[Design]) -> list[Judged]:
        """Cost and waiting of designs that have as many blocks as a truck carries."""
        most = max(blocks for blocks, share in self.question.line.packs if share > 0)
        designs = [design for design in designs if design.blocks >= most]
        new = [design for design in designs if design not in self.known]
        if new:
            for design, one in zip(new, self._simulate(new), strict=True):
                self.known[design] = one
        return [self.known[design] for design in designs]

    def _simulate(self, designs: Sequence[Design]) -> list[Judged]:
        q, count = self.question, len(designs)
        stations = [q.station_of(design) for design in designs for _ in range(q.replications)]
        trips = repeated(self.trips, count, q.replications)
        outages = np.tile(self.outages, (1, count))
        journeys, fleet = simulate_line(q.line, stations, trips, q.days, outages, q.warm_up)
        found = Outcome(q, trips, journeys, fleet, count)
        return [found.judged(number, design) for number, design in enumerate(designs)]


class Outcome:
    """What came of designs that were simulated side by side."""

    def __init__(
        self, question: Question, trips: Trips, journeys: Journeys, fleet: FastStations, count: int
    ) -> None:
        q, self.question = question, question
        period = (q.warm_up, q.days)
        shape = (count, q.replications)
        prices = q.costs.electricity
        measures, _ = measure(q.line, q.station.efficiency, prices, trips, journeys, fleet, period)
        self.swaps = measures.swaps.reshape(shape).mean(axis=1)
        energy = fleet.record.energy.reshape(-1, *shape, len(q.line.places)).sum(axis=3).mean(axis=2)
        self.energy = energy / q.station.efficiency / (q.days - q.warm_up)  # quarters, designs
        design = trips.replication // q.replications
        self.waits = [long_wait(trips, journeys, period, design == number) for number in range(count)]

    def judged(self, number: int, design: Design) -> Judged:
        """Cost and waiting of one of them."""
        places, swaps = len(self.question.line.places), float(self.swaps[number])
        cost = self.question.costs.yearly(places, design.parts, swaps, self.energy[:, number])
        return Judged(design, cost, self.waits[number])


def repeated(trips: Trips, count: int, replications: int) -> Trips:
    """The trips of some replications, so many times side by side."""
    tiled = {name: np.concatenate([values] * count) for name, values in vars(trips).items()}
    shift = np.repeat(np.arange(count), len(trips.entry)) * replications
    return Trips(**(tiled | {"replication": tiled["replication"] + shift}))

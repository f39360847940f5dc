"""The cheapest stations that keep waiting short, found by simulating designs side by side.

All designs of a step are simulated on the same trips and failures. The search begins with a design that
serves, and as long as there is a cheaper one that serves among its neighbours (one part less, or one less and
another more) it goes to the cheapest; then it takes smaller steps. Larger and smaller numbers of stations are
sized each on their own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import isfinite

import numpy as np

from carbonsim.core.late import dataclass
from carbonsim.core.types import Progress
from carbonsim.corridor.designs import Design, Judged, Question, neighbours
from carbonsim.corridor.fast_line import simulate_line
from carbonsim.corridor.judging import Judge
from carbonsim.corridor.measures import waits_of
from carbonsim.corridor.trips import draw_outages, draw_trips

#: Steps of bays, blocks, chargers and connection [kVA], the coarse ones first.
STEPS = ((1, 12, 12, 1000), (1, 6, 6, 500), (1, 3, 3, 250), (1, 1, 1, 100))
#: How often a search is repeated with a shorter target, and by how much shorter beside what was missed.
TRIALS, TIGHTER = 4, 0.98
#: What is missed where a trial breaks down.
HALF = 0.5


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
        # a design that breaks down on other trips says nothing of how far the aim is off
        aim *= TIGHTER * (min(1.0, question.target / confirmed) if isfinite(confirmed) else HALF)
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
    return waits_of(trips, journeys, (question.warm_up, question.days)).long()

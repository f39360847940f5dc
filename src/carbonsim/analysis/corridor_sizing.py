"""What would do: the cheapest stations for a traffic, and the most traffic for the stations of a scenario."""

from __future__ import annotations

import math
from collections.abc import Sequence

from carbonsim.analysis.corridor import Corridor, Plan, simulate_corridor
from carbonsim.core.types import Progress
from carbonsim.corridor.designs import Question
from carbonsim.corridor.sizing import Sized, size

#: Traffic is found to this part of itself.
PRECISION = 0.02
#: Halvings at most; the bracket is a factor of two.
HALVINGS = 6
#: More than any road carries [truck/day].
MOST_TRAFFIC = 200_000.0
#: Days that sizing simulates beside those for warming up: many designs are tried.
SIZING_DAYS = 4
#: Trucks at least on which a design is judged, and lines.
SIZING_TRUCKS, LEAST_LINES = 5_000, 3


def size_corridor(
    plan: Plan, target: float, counts: Sequence[int], progress: Progress | None = None
) -> Sized:
    """The cheapest stations that keep the 95th percentile of waiting under a target.

    Parameters
    ----------
    plan : Plan
        Line and traffic; its own stations do not matter.
    target : float [min]
        For waiting.
    counts : sequence of int
        Stations in each direction to try.
    progress : callable, optional
        Told how far it has come.

    Returns
    -------
    Sized
    """
    question = Question(
        line=plan.line,
        station=plan.station,
        costs=plan.costs,
        power_factor=plan.power_factor,
        target=target,
        days=plan.warm_up + SIZING_DAYS,
        warm_up=plan.warm_up,
        replications=math.ceil(max(LEAST_LINES, SIZING_TRUCKS / SIZING_DAYS / plan.line.traffic)),
        seed=plan.seed,
    )
    return size(question, counts, plan.replications, progress)


def most_traffic(plan: Plan, target: float, progress: Progress | None = None) -> Corridor | None:
    """The most traffic that the stations carry with the 95th percentile of waiting under a target.

    Found by halving, on all replications together, to 2 % where it is at least a 64th of the plan's.

    Parameters
    ----------
    plan : Plan
        Its traffic is where the search begins.
    target : float [min]
        For waiting.
    progress : callable, optional
        Told how far it has come.

    Returns
    -------
    Corridor, or None
        Under that traffic; None if no traffic is served so.
    """
    low, best, high, tried = 0.0, None, plan.line.traffic, 0
    while high <= MOST_TRAFFIC:  # until it is too much
        one = simulate_corridor(plan.with_traffic(high))
        tried += 1
        if progress is not None:
            progress(tried, tried + HALVINGS)
        if not one.long_wait <= target:
            break
        low, best, high = high, one, 2.0 * high
    # what is too much from the start is sought down to nothing, not to its half
    halvings = HALVINGS if low else 2 * HALVINGS
    for step in range(halvings):
        if high - low <= PRECISION * high:
            break
        middle = 0.5 * (low + high)
        one = simulate_corridor(plan.with_traffic(middle))
        low, best, high = (middle, one, high) if one.long_wait <= target else (low, best, middle)
        if progress is not None:
            progress(tried + step + 1, tried + halvings)
    return best

"""Size of a grid of levers: points of each lever, draws of each point, and the points of its error."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product
from math import prod

import numpy as np

from carbonsim.engine.lever_runs import Point
from carbonsim.scenario.levers import FEWEST_STEPS, Lever

#: Draws of a point: at most, and as few as are enough before points are given up.
MOST_DRAWS, ENOUGH_DRAWS = 100, 16
#: Points between those of the grid at which its error is measured.
HELD_OUT = 4
#: What a run costs beside its draws, in draws, and which part of all that its grid may cost.
FIXED_DRAWS, PART = 800, 3


def size_of(levers: Sequence[Lever], draws: int) -> tuple[tuple[int, ...], int]:
    """Points of each lever and draws of each point, so that the grid costs a third of the rest of the run.

    What costs is counted in draws, never timed: the same run has the same grid. Draws are given up first;
    below `ENOUGH_DRAWS` the lever with most points gives one up, as long as it has more than three.

    Parameters
    ----------
    levers : sequence of Lever
    draws : int
        Of the run; up to one of deterministic runs.

    Returns
    -------
    tuple of (tuple of int, int)
    """
    steps = [lever.steps for lever in levers]
    columns = (draws + FIXED_DRAWS) // PART
    enough = min(ENOUGH_DRAWS, draws)

    def of_point() -> int:
        return columns // (prod(steps) + min(HELD_OUT, prod(count - 1 for count in steps)))

    while of_point() < enough and max(steps) > FEWEST_STEPS:
        steps[steps.index(max(steps))] -= 1
    return tuple(steps), max(min(of_point(), draws, MOST_DRAWS), min(2, draws), 1)


def held_out(settings: Sequence[Sequence[float]]) -> tuple[Point, ...]:
    """Points of no grid: the middles of some of its cells, spread evenly over them in order.

    Examples
    --------
    >>> held_out([(0.0, 0.5, 1.0), (0.0, 1.0)])
    ((0.25, 0.5), (0.75, 0.5))
    """
    middles = [[(low + high) / 2 for low, high in pairwise(several)] for several in settings]
    cells = list(product(*middles))
    chosen = np.unique(np.linspace(0, len(cells) - 1, min(HELD_OUT, len(cells))).round().astype(int))
    return tuple(cells[number] for number in chosen)

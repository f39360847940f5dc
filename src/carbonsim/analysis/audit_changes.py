"""Smallest changes of several parameters together with which wishes come true.

The distance is that of Hasofer and Lind: the root of the sum of squares of the ways that parameters go, each
in shares of the way to the end of its range. Figures are made linear where a search stands, the nearest point
of the linear ones is tried, and steps are shortened where that is no better; all searches go side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from carbonsim.analysis.audit_needs import audited_parameter
from carbonsim.analysis.audit_questions import figures_at
from carbonsim.analysis.audit_wishes import Wish
from carbonsim.core.errors import CarbonsimError
from carbonsim.core.least_distance import nearest_to_origin
from carbonsim.core.types import Array
from carbonsim.engine.moved_runs import refusal
from carbonsim.results.audit_records import JointChange, Moved

#: Shares of ranges that no parameter is moved beyond: to the ends; three times where that is not enough.
FARTHEST = (1.0, 3.0)
#: Steps of a search, share by which a slope is measured, and what missing a limit costs against the distance.
STEPS, SLOPE, COST = 12, 1e-3, 1e4
#: A step grows and is shortened by these factors; below the last one a search has ended.
LONGER, SHORTER, LAST_STEP = 2.0, 0.3, 1e-5
#: Parts of the way to the limits that are tried where the ranges do not reach them.
PARTS = tuple(0.5**power for power in range(7))
#: Parts of the merit that a step must gain for a search to go on.
LEAST_GAIN = 1e-6
#: Share of a range below which a parameter need not be moved.
NOT_MOVED = 1e-3
#: Parts by which a point is moved on where it just misses a limit.
NUDGES = (0.0, 1e-9, 1e-7, 1e-5, 1e-4, 1e-3, 1e-2)


@dataclass
class _Walk:
    """One search: where it stands, with figures and slopes, and the point that it tries next."""

    wish: Wish
    most: float
    trial: Array
    at: Array
    step: float
    merit: float = np.inf
    figures: Array | None = None
    slopes: Array | None = None

    @property
    def has_ended(self) -> bool:
        return self.step < LAST_STEP

    def directions(self) -> Array:
        """Points whose figures are asked for: the trial, and beside it in each parameter, (1 + n, n)."""
        low, high = self.wish.ends(self.most)
        inwards = np.where(self.trial + SLOPE <= high, SLOPE, -SLOPE)
        steps = np.where(low < high, inwards, 0.0)
        return np.vstack([self.trial, self.trial + np.diag(steps)])

    def take(self, points: Array, figures: Array) -> None:
        """Stand where it tried if that is better, given figures, (1 + n, questions); try another point."""
        merit = float(self.trial @ self.trial) + COST * self.wish.lacking(figures[0])
        if merit < self.merit:
            gained = self.merit - merit
            self.at, self.merit, self.figures = self.trial, merit, figures[0]
            ways = np.diag(points[1:] - self.trial)
            slopes = (figures[1:] - figures[0]) / np.where(ways == 0.0, 1.0, ways)[:, None]
            self.slopes = np.nan_to_num(slopes)
            self.step = self.step * LONGER if gained > LEAST_GAIN * merit else 0.0
        else:
            self.step *= SHORTER
        if self.figures is None or self.has_ended:
            self.step = 0.0
            return
        self.trial = self._next()
        if np.abs(self.trial - self.at).max(initial=0.0) < LAST_STEP:
            self.step = 0.0

    def _next(self) -> Array:
        """The nearest point at which linear figures lie between the limits, or a part of the way there."""
        assert self.figures is not None
        assert self.slopes is not None
        low, high = self.wish.ends(self.most)
        own = np.eye(len(self.at))
        box = np.concatenate([np.maximum(low, self.at - self.step), -np.minimum(high, self.at + self.step)])
        scales = np.array([question.scale for question in self.wish.questions])
        scaled = np.array(self.wish.limits) / scales[:, None]
        slopes, here = (self.slopes / scales).T, self.figures / scales
        for part in PARTS:
            normals, least = [own, -own], [box]
            for slope, figure, limits in zip(slopes, here, scaled, strict=True):
                for sign, limit in zip((1.0, -1.0), limits, strict=True):
                    if np.isfinite(limit):
                        # as far as a part of the way, and no farther than it is already met
                        wanted = min(sign * limit, sign * (figure + part * (limit - figure)))
                        normals.append(sign * slope[None])
                        least.append(np.array([wanted - sign * (figure - slope @ self.at)]))
            found = nearest_to_origin(np.vstack(normals), np.concatenate(least))
            if found is not None:
                return np.clip(found, low, high)
        return self.at


def smallest_changes(wishes: Sequence[Sequence[Wish]], seed: int) -> list[JointChange]:
    """The smallest change that makes one of several wishes come true, of many searches at once.

    Parameters
    ----------
    wishes : sequence of sequence of Wish
        Of each search, the wishes one of which is to come true.
    seed : int
        Of the starts by chance.

    Returns
    -------
    list of JointChange
        Within the ranges where that is enough; else beyond them, up to a most.
    """
    walks = [
        _walks(wish, most, np.random.default_rng([seed, number]))
        for number, several in enumerate(wishes)
        for wish in several
        for most in FARTHEST
    ]
    _walk([walk for several in walks for walk in several])
    ended = iter(walks)
    of_each = [[walk for _ in several for _ in FARTHEST for walk in next(ended)] for several in wishes]
    return _found(of_each)


def _walks(wish: Wish, most: float, chance: np.random.Generator) -> list[_Walk]:
    low, high = wish.ends(most)
    starts = [np.zeros(len(low))]
    if most > FARTHEST[0]:  # far out figures are less linear
        starts.append(chance.uniform(low, high) / 2)
    return [_Walk(wish, most, start, start, 2.0 * most) for start in starts]


def _walk(walks: Sequence[_Walk]) -> None:
    """Take the steps of all searches side by side."""
    for _ in range(STEPS):
        going = [walk for walk in walks if not walk.has_ended]
        if not going:
            return
        points = [walk.directions() for walk in going]
        asked = [(walk.wish, each) for walk, several in zip(going, points, strict=True) for each in several]
        figures = iter(_figures(asked))
        for walk, several in zip(going, points, strict=True):
            walk.take(several, np.array([next(figures) for _ in several]))


def _figures(points: Sequence[tuple[Wish, Array]]) -> list[Array]:
    """Figures of the questions of wishes where parameters are moved by shares."""
    each = [wish.points(shares) for wish, shares in points]
    figures = figures_at([point for several in each for point in several])[:, 0]
    return np.split(figures, np.cumsum([len(several) for several in each])[:-1]) if each else []


def _found(of_each: Sequence[Sequence[_Walk]]) -> list[JointChange]:
    """Changes that a run confirms: of each search the nearest point within the fewest ranges."""
    candidates = [
        (number, walk, shares)
        for number, walks in enumerate(of_each)
        for walk in walks
        if walk.figures is not None
        for shares in _nudged(walk)
    ]
    figures = _figures([(walk.wish, shares) for _, walk, shares in candidates])
    best: list[JointChange | None] = [None] * len(of_each)
    rows = sorted(
        zip(candidates, figures, strict=True),
        key=lambda row: _order(row[0][1], row[0][2], row[1]),
    )
    for (number, walk, shares), at in rows:
        if best[number] is None and _is_possible(walk.wish, shares):
            best[number] = _change(walk.wish, walk.most, shares, at)
    return [each if each is not None else JointChange((), 0.0, False, (), FARTHEST[-1], 0) for each in best]


def _order(walk: _Walk, shares: Array, figures: Array) -> tuple[bool, float, float]:
    """Order of walks: met ones first, in the fewest ranges, the nearest; others by what they lack."""
    if walk.wish.is_met(figures):
        return False, walk.most, float(shares @ shares)
    return True, walk.wish.lacking(figures), float(shares @ shares)


def _nudged(walk: _Walk) -> list[Array]:
    """The point of a search and points a little farther, also without what is hardly moved."""
    low, high = walk.wish.ends(walk.most)
    few = np.where(np.abs(walk.at) < NOT_MOVED, 0.0, walk.at)
    return [np.clip(shares * (1.0 + nudge), low, high) for shares in (few, walk.at) for nudge in NUDGES]


def _is_possible(wish: Wish, shares: Array) -> bool:
    """Whether a file could set all values."""
    return refusal(wish.questions[0].scenario, wish.points(shares)[0][1]) is None


def change_at(wish: Wish, shares: Array, most: float) -> JointChange | None:
    """Change to one point; None where the model has no answer there."""
    try:
        (figures,) = _figures([(wish, shares)])
    except CarbonsimError:
        return None
    return _change(wish, most, shares, figures)


def _change(wish: Wish, most: float, shares: Array, figures: Array) -> JointChange:
    moved = [
        Moved(audited_parameter(mover), mover.at_share(share), share)
        for mover, share in zip(wish.movers, shares.tolist(), strict=True)
        if share
    ]
    return JointChange(
        moved=tuple(sorted(moved, key=lambda each: -abs(each.share))),
        distance=float(np.sqrt(shares @ shares)),
        reached=wish.is_met(figures),
        figures=tuple(figures.tolist()),
        most=most,
        tried=len(wish.movers),
    )

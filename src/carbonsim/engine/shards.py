"""A shard: a fixed part of an ensemble, made alone from the seed, anywhere, any number of times."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.late import dataclass
from carbonsim.core.types import Array
from carbonsim.engine.blame_draws import failed_numbers, of_draws
from carbonsim.engine.draw_files import Written, write_draws
from carbonsim.engine.headline import Headline, RunningTotals, discount_factors, headlines
from carbonsim.engine.impossible import ImpossibleDrawsError, most_left_out, of_others, without
from carbonsim.engine.pair import Pair
from carbonsim.engine.pair_series import PairSeries
from carbonsim.engine.sampling import pair_scores
from carbonsim.engine.tally import Layout, Tally
from carbonsim.results.claim_figures import Figure, RunningFigure
from carbonsim.scenario.scenario import Scenario

Tick = Callable[[int], None]


@dataclass(frozen=True)
class Job:
    """An ensemble to be made: all that a process on another machine must know.

    `shard` is the number of draws in a shard, `block` the width of the blocks that it is made in; `points`
    are the figures of which each draw is kept; `folder` is where every draw goes
    to, if anywhere. `pilot` is the number of the first draws that are made before the shards.
    """

    scenario: Scenario
    seed: int
    draws: int
    shard: int
    block: int
    points: tuple[Figure, ...]
    layout: Layout | None = None
    folder: Path | None = None
    pilot: int = 0

    def shards(self) -> int:
        """How many shards there are."""
        return -(-self.draws // self.shard)

    def size(self, index: int) -> int:
        """Draws of one shard: all have the same but the last."""
        return min(self.shard, self.draws - self.start(index))

    def start(self, index: int) -> int:
        """First draw of one shard."""
        return index * self.shard

    def left(self, index: int) -> range:
        """Draws of one shard that are not in the pilot."""
        return range(self.start(index) + (0 if index else self.pilot), self.start(index) + self.size(index))


@dataclass(frozen=True)
class Shard:
    """What one shard gave: its draws, or counts, sums and single figures of them.

    `counts` (series, years, bins), `sums`, `least` and `most` (series, years) follow the layout of the job
    and leave out the draws that have no such figure; `headline` and `points` have a row for each figure and a
    column for each draw. `left` says which draws are left out for want of an answer, and `causes` why, with
    the number of draws; `files` are what its draws were written to. `part` is in the place of counts, sums
    and ends where it is only a part of a shard.
    """

    index: int
    headline: Array
    points: Array
    left: NDArray[np.bool_]
    causes: tuple[tuple[str, int], ...] = ()
    files: tuple[Written, ...] = ()
    kept: PairSeries | None = None
    counts: NDArray[np.uint16] | None = None
    sums: Array | None = None
    least: Array | None = None
    most: Array | None = None
    part: Tally | None = None


def job_headlines(pair: Pair) -> tuple[Headline, ...]:
    """The totals of each draw that a job keeps, in order."""
    wanted = headlines(pair.variables.values(), pair.years)
    return tuple(one for one in wanted if one.series in pair.drawn.plan)


def make_shard(job: Job, index: int, tick: Tick | None = None) -> Shard:
    """Make one shard of a job; of the first what is left of it without the pilot.

    Parameters
    ----------
    job : Job
        What it is a part of.
    index : int
        Which one.
    tick : callable, optional
        Told the number of draws of each block that is done.

    Returns
    -------
    Shard
    """
    left = job.left(index)
    return make_draws(job, index, left.start, left.stop, tick)


def make_draws(job: Job, index: int, start: int, stop: int, tick: Tick | None = None) -> Shard:
    """Make the draws from one to before another, as a shard.

    Raises
    ------
    ScenarioError
        If more draws than may be left out have no answer.
    """
    work = _Work(job, start, stop - start)
    for first in range(start, stop, job.block):
        width = min(job.block, stop - first)
        work.batch(first, width)
        if tick is not None:
            tick(width)
    return work.shard(index)


class _Work:
    """A shard under way."""

    def __init__(self, job: Job, start: int, count: int) -> None:
        self.job, self.start = job, start
        self.pair = Pair(job.scenario)
        self.totals = RunningTotals(job_headlines(self.pair), count)
        self.points = np.empty((len(job.points), count))
        self.kept: list[PairSeries] = []
        self.tally = None if job.layout is None else Tally(job.layout, len(self.pair.years), count)
        self.left = np.zeros(count, dtype=bool)
        self.causes: dict[str, int] = {}
        self.files: dict[str, str] = {}

    def batch(self, first: int, count: int) -> None:
        """Make some draws; those that have no answer are found by trying, and left out."""
        place = slice(first - self.start, first - self.start + count)
        # NumPy sums a single column in another order than several: a batch is never narrower than two
        width = max(count, 2)
        scores = pair_scores(self.pair.scenario, self.job.seed, first, width, self.job.draws)
        before = None if self.tally is None else self.tally.saved()

        def left_out(error: ImpossibleDrawsError, new: NDArray[np.bool_]) -> None:
            self.left[place] |= new[:count]
            self.causes[error.cause] = self.causes.get(error.cause, 0) + int(new[:count].sum())
            self.totals.clear(place)
            if self.tally is not None and before is not None:
                self.tally.restore(before)

        of_others(lambda left: self._count(first, count, without(scores, left), left), width, left_out)
        self._check(first + count)

    def _check(self, stop: int) -> None:
        """Stop where too many of the draws before one have no answer: all their causes are counted."""
        if int(self.left.sum()) > most_left_out(self.job.draws):
            failed = list(failed_numbers(self.left.tolist(), self.start))
            made = range(self.start, stop)
            raise of_draws(self.pair, self.job.seed, self.job.draws, made, failed, self.causes)

    def _count(self, first: int, count: int, scores: Mapping[str, Array], left: NDArray[np.bool_]) -> None:
        place, width = slice(first - self.start, first - self.start + count), len(left)
        factors = discount_factors(self.pair.scenario, self.pair.years, scores, width)[:, :count]
        running = [RunningFigure(figure) for figure in self.job.points]
        for year, series in enumerate(self._years(first, count, scores, left)):
            self.totals.add(place, int(self.pair.years[year]), series.plan, factors[year])
            for figure in running:
                figure.add(year, series.plan)
            if self.tally is not None:
                self.tally.add(place, year, series)
        for row, figure in zip(self.points, running, strict=True):
            row[place] = figure.value()

    def _years(
        self, first: int, count: int, scores: Mapping[str, Array], left: NDArray[np.bool_]
    ) -> Iterator[PairSeries]:
        """The years of a batch; where its series outlast them, they are kept or written."""
        job, pair, out = self.job, self.pair, left[:count]
        if job.layout is not None and job.folder is None:
            return (series.first(count).without(out) for series in pair.by_year(scores, len(left)))
        whole = pair.evaluate(scores, len(left), lean=job.layout is not None).first(count).without(out)
        if job.folder is not None:
            name, digest = write_draws(job.folder, first, pair.years, whole.plan)
            self.files[name] = digest
        if job.layout is None:
            self.kept.append(whole)
        return (whole.at(year) for year in range(len(pair.years)))

    def shard(self, index: int) -> Shard:
        """Result of the work."""
        causes, files = tuple(self.causes.items()), tuple(self.files.items())
        made = Shard(index, self.totals.sums, self.points, self.left, causes, files)
        if self.tally is None:
            return replace(made, kept=joined(self.kept))
        if index == 0 and self.job.pilot:
            return replace(made, part=self.tally)
        return with_counts(made, self.tally)


def with_counts(shard: Shard, tally: Tally) -> Shard:
    """A shard with the counts, sums and ends of its draws."""
    return replace(
        shard, counts=tally.counts, sums=tally.sums(), least=tally.least, most=tally.most, part=None
    )


def joined(blocks: Sequence[PairSeries]) -> PairSeries:
    """Blocks side by side."""
    references = [block.reference for block in blocks if block.reference is not None]
    plan = _joined([block.plan for block in blocks])
    return PairSeries(plan, _joined(references) if references else None)


def _joined(blocks: Sequence[dict[str, Array]]) -> dict[str, Array]:
    if len(blocks) == 1:
        return blocks[0]
    # name by name, each part let go: the whole is never there twice
    return {name: np.concatenate([block.pop(name) for block in blocks], axis=1) for name in list(blocks[0])}

"""An ensemble: its shards made here, in processes or on a cluster, and put together in order.

While all draws fit into memory they are kept. Beyond that they are streamed: bands come from counts in bins
that the first draws lay out, and only the totals of each draw are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from pathlib import Path

import numpy as np

from carbonsim.core.binning import BINS, bin_layout
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array, Progress
from carbonsim.engine.blame_draws import failed_numbers, of_draws
from carbonsim.engine.draw_files import keep_only, same_files
from carbonsim.engine.identity import job_hash
from carbonsim.engine.impossible import most_left_out
from carbonsim.engine.memory import release_memory
from carbonsim.engine.pair import Pair
from carbonsim.engine.pair_series import PairSeries
from carbonsim.engine.pilot import counted, first_shard
from carbonsim.engine.shard_files import ShardFolder
from carbonsim.engine.shards import (
    Job,
    Shard,
    job_headlines,
    joined,
    make_draws,
    make_shard,
)
from carbonsim.engine.tally import Layout
from carbonsim.results.claim_figures import Figure
from carbonsim.results.records import LeftOut
from carbonsim.results.streamed import Streamed

#: Draws that are kept at most, and what they may take [B].
MOST_KEPT = 20_000
MOST_MEMORY = 2**30
#: Draws that lay out the bins of a streamed ensemble, and give the ranges of its cross-checks.
PILOT = 1000
BYTES = 8


@dataclass(frozen=True)
class Computing:
    """Where an ensemble is made: how many processes, which cluster, where finished shards are kept."""

    workers: int = 1
    scheduler: str | None = None
    shards: Path | None = None


@dataclass(frozen=True)
class Ensemble:
    """What an ensemble gave; `sample` are draws of all series, of a streamed one the first alone."""

    sample: PairSeries
    headline: dict[str, Array] = field(default_factory=dict)
    points: dict[Figure, Array] = field(default_factory=dict)
    left_out: LeftOut = field(default_factory=LeftOut)
    plan: Streamed | None = None
    reference: Streamed | None = None


def is_streamed(series: int, years: int, draws: int) -> bool:
    """Whether an ensemble is too large to be kept.

    Examples
    --------
    >>> is_streamed(150, 38, 20_000), is_streamed(150, 38, 20_001), is_streamed(600, 38, 20_000)
    (False, True, True)
    """
    return draws > MOST_KEPT or series * years * draws * BYTES > MOST_MEMORY


def make_ensemble(pair: Pair, job: Job, how: Computing, progress: Progress | None = None) -> Ensemble:
    """Make all draws of a job.

    Parameters
    ----------
    pair : Pair
        The scenario and its reference.
    job : Job
        With at least two draws and no layout.
    how : Computing
        Where it is made.
    progress : callable, optional
        Told the draws done and to do.

    Returns
    -------
    Ensemble

    Raises
    ------
    ComputingError
        If what was to compute is missing or gone.
    OSError
        If finished shards can not be saved.
    """
    series = len(pair.drawn.plan) + len(pair.drawn.reference)
    if not is_streamed(series, len(pair.years), job.draws):
        return _kept(pair, job, how, progress)
    return _streamed(pair, job, how, progress)


def _kept(pair: Pair, job: Job, how: Computing, progress: Progress | None) -> Ensemble:
    shards: list[Shard | None] = [None] * job.shards()
    for shard in _made(job, range(job.shards()), how, progress):
        shards[shard.index] = shard
    whole = [shard for shard in shards if shard is not None]
    keep_only(job.folder, [file for shard in whole for file in shard.files])
    figures = _figures(pair, job, whole)
    series = joined([shard.kept for shard in whole if shard.kept is not None])
    return Ensemble(series, *figures, _left_out(pair, job, whole))


def _streamed(pair: Pair, job: Job, how: Computing, progress: Progress | None) -> Ensemble:
    job = replace(job, pilot=min(PILOT, job.size(0)))
    pilot = make_draws(job, 0, 0, job.pilot)
    assert pilot.kept is not None
    layout = _layout(pair, pilot.kept)
    release_memory()  # processes need it more
    job = replace(job, layout=layout)
    shape = layout.low.shape
    counts = np.zeros((*shape, BINS), dtype=np.uint32)
    least, most = np.full(shape, np.inf), np.full(shape, -np.inf)
    shards = []
    for shard in _stored(job, counted(job, pilot, len(pair.years)), how, progress):
        assert shard.counts is not None
        assert shard.least is not None
        assert shard.most is not None
        counts += shard.counts
        least, most = np.fmin(least, shard.least), np.fmax(most, shard.most)
        shards.append(replace(shard, counts=None))
    shards.sort(key=lambda shard: shard.index)
    keep_only(job.folder, [file for shard in shards for file in shard.files])
    sums = np.zeros(shape)
    for shard in shards:  # in order, so that the sum is the same whichever came first
        assert shard.sums is not None
        sums += shard.sums
    place = len(layout.plan)

    def streamed(names: tuple[str, ...], rows: slice) -> Streamed:
        return Streamed(
            names,
            layout.low[rows],
            layout.width[rows],
            counts[rows],
            sums[rows],
            least[rows],
            most[rows],
            job.draws,
        )

    plan = streamed(layout.plan, slice(0, place))
    reference = streamed(layout.reference, slice(place, None))
    return Ensemble(pilot.kept, *_figures(pair, job, shards), _left_out(pair, job, shards), plan, reference)


def _layout(pair: Pair, pilot: PairSeries) -> Layout:
    """Bins for all that the plan reports, and for what its reference is compared in."""
    compared = {name for name, _ in pair.compared}
    reference = tuple(name for name in pilot.reference or () if name in compared)
    found = [bin_layout(values) for values in pilot.plan.values()]
    found += [bin_layout(pilot.reference[name]) for name in reference] if pilot.reference else []
    low, width = (np.stack(parts) for parts in zip(*found, strict=True))
    return Layout(tuple(pilot.plan), reference, low, width)


def _stored(job: Job, pilot: Shard, how: Computing, progress: Progress | None) -> Iterator[Shard]:
    """All shards: those that are there already, and then the others, saved as they come.

    The pilot is the first part of the first of them.
    """
    folder = None if how.shards is None else ShardFolder(how.shards / job_hash(job)[:16])
    todo = []
    for index in range(job.shards()):
        shard = None if folder is None else folder.load(index)
        if shard is None or not same_files(job.folder, shard.files):
            todo.append(index)
        else:
            yield shard
    for part in _made(job, todo, how, progress):
        shard = part if part.index else first_shard(pilot, part)
        if folder is not None:
            folder.save(shard)
        yield shard


def _made(job: Job, indices: Sequence[int], how: Computing, progress: Progress | None) -> Iterator[Shard]:
    """Shards made, as they come."""
    done = job.draws - sum(len(job.left(index)) for index in indices)

    def tick(draws: int) -> None:
        nonlocal done
        done += draws
        if progress is not None:
            progress(done, job.draws)

    if how.scheduler is None and (how.workers == 1 or len(indices) < 2):
        for index in indices:
            yield make_shard(job, index, tick)
        return
    shards: Iterator[Shard]
    if how.scheduler is not None:
        from carbonsim.engine.dask_cluster import on_dask  # noqa: PLC0415 - an extra

        shards = on_dask(job, indices, how.scheduler)
    else:
        from carbonsim.engine.processes import in_processes  # noqa: PLC0415 - a central run needs none

        shards = (shard for _, shard in in_processes(make_shard, job, indices, how.workers))
    for shard in shards:
        tick(len(job.left(shard.index)))
        yield shard


def _left_out(pair: Pair, job: Job, shards: Sequence[Shard]) -> LeftOut:
    """Draws that have no answer.

    Raises
    ------
    ScenarioError
        If they are too many; it names the parameter by which they stand out.
    """
    left = np.concatenate([shard.left for shard in shards])
    causes: dict[str, int] = {}
    for shard in shards:
        for cause, draws in shard.causes:
            causes[cause] = causes.get(cause, 0) + draws
    if int(left.sum()) > most_left_out(job.draws):
        failed = list(failed_numbers(left.tolist(), 0))
        raise of_draws(pair, job.seed, job.draws, range(job.draws), failed, causes)
    return LeftOut(int(left.sum()), causes)


def _figures(pair: Pair, job: Job, shards: Sequence[Shard]) -> tuple[dict[str, Array], dict[Figure, Array]]:
    """Single figures of each draw, of all shards in order."""
    headline = np.concatenate([shard.headline for shard in shards], axis=1)
    points = np.concatenate([shard.points for shard in shards], axis=1)
    names = [one.name for one in job_headlines(pair)]
    return dict(zip(names, headline, strict=True)), dict(zip(job.points, points, strict=True))

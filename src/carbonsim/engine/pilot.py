"""The pilot of a streamed ensemble: the first draws, which lay out the bins and are then counted in them.

It is made before the shards, with all its series kept, and is the first part of the first of them.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from carbonsim.engine.shards import Job, Shard, with_counts
from carbonsim.engine.tally import Tally


def counted(job: Job, pilot: Shard, years: int) -> Shard:
    """The pilot, counted in the bins of its job, without its series."""
    assert job.layout is not None
    assert pilot.kept is not None
    tally = Tally(job.layout, years, job.pilot)
    for year in range(years):
        tally.add(slice(0, job.pilot), year, pilot.kept.at(year))
    return replace(pilot, kept=None, part=tally)


def first_shard(pilot: Shard, left: Shard) -> Shard:
    """The first shard, from its pilot and the draws that were left: the bits of one that was made at once."""
    assert pilot.part is not None
    assert left.part is not None
    causes = dict(pilot.causes)
    for cause, draws in left.causes:
        causes[cause] = causes.get(cause, 0) + draws
    whole = Shard(
        0,
        np.concatenate([pilot.headline, left.headline], axis=1),
        np.concatenate([pilot.points, left.points], axis=1),
        np.concatenate([pilot.left, left.left]),
        tuple(causes.items()),
        (*pilot.files, *left.files),
    )
    return with_counts(whole, pilot.part.beside(left.part))

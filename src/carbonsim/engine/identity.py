"""Identity of a run: scenario, seed, draws, and the code, data and libraries that make them."""

from __future__ import annotations

import hashlib
import json

from carbonsim.engine.shards import Job
from carbonsim.results.code import code_hash, packages
from carbonsim.results.manifest import scenario_hash


def job_hash(job: Job) -> str:
    """SHA-256 of all that the shards of a job depend on, of 64 hexadecimal digits.

    Whether its draws are saved counts too, for a shard that is there already saves none.
    """
    parts = (scenario_hash(job.scenario), job.seed, job.draws, job.shard, str(job.folder or ""))
    figures = [repr(figure) for figure in job.points]
    text = json.dumps([*parts, figures, code_hash(), packages()])
    return hashlib.sha256(text.encode()).hexdigest()

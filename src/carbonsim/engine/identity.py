"""What makes two runs the same: scenario, seed, draws, and the code and data that make them."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np

from carbonsim.engine.shards import Job
from carbonsim.results.manifest import PACKAGE, scenario_hash


def job_hash(job: Job) -> str:
    """SHA-256 of all that the shards of a job depend on, of 64 hexadecimal digits.

    Whether its draws are saved counts too, for a shard that is there already saves none.
    """
    parts = (scenario_hash(job.scenario), job.seed, job.draws, job.shard, str(job.folder or ""))
    text = json.dumps([*parts, [repr(figure) for figure in job.points], code_hash(), np.__version__])
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def code_hash() -> str:
    """SHA-256 of the code and tables of this package: other code, other results."""
    digest = hashlib.sha256()
    _add(digest, files(PACKAGE))
    return digest.hexdigest()


def _add(digest: hashlib._Hash, folder: Traversable) -> None:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            _add(digest, entry)
        elif Path(entry.name).suffix in (".py", ".csv"):
            digest.update(f"{entry.name}\n".encode())
            # a checkout with other line ends is the same code
            digest.update(entry.read_bytes().replace(b"\r\n", b"\n"))

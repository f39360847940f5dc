"""Shards made by the workers of a Dask cluster."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

from carbonsim.core.errors import ComputingError
from carbonsim.engine.identity import code_hash, job_hash
from carbonsim.engine.shards import Job, Shard, make_shard

#: How long a scheduler and its first worker are waited for [s].
PATIENCE = 10


def on_dask(job: Job, indices: Sequence[int], scheduler: str) -> Iterator[Shard]:
    """Make shards on a cluster, as they come; what a lost worker was making is made again elsewhere.

    Parameters
    ----------
    job : Job
        The ensemble.
    indices : sequence of int
        Its shards that are to be made.
    scheduler : str
        Address, such as ``tcp://host:8786``.

    Yields
    ------
    Shard

    Raises
    ------
    ComputingError
        If the extra is missing, the scheduler or its workers are not there, or they run other code.
    """
    distributed = _distributed()
    client = _connected(distributed, scheduler)
    try:
        _wait_for_worker(client, scheduler)
        name = job_hash(job)[:16]
        futures = [
            client.submit(checked_shard, job, index, code_hash(), key=f"shard-{name}-{index}", pure=False)
            for index in indices
        ]
        for future, shard in distributed.as_completed(futures, loop=client.loop, with_results=True):
            future.release()
            yield shard
    except (distributed.CancelledError, distributed.scheduler.KilledWorker, TimeoutError) as error:
        raise ComputingError(f"{scheduler}: the cluster gave up: {error}") from error
    except ModuleNotFoundError as error:
        raise ComputingError(f"{scheduler}: its workers lack a module: {error}") from error
    finally:
        client.close()


def checked_shard(job: Job, index: int, code: str) -> Shard:
    """Make a shard, on a worker that runs the same code.

    Raises
    ------
    ComputingError
        If this machine has another version of carbonsim than the one that asks.
    """
    if code_hash() != code:
        raise ComputingError(
            "a worker runs another version of carbonsim, or has other data: install the same everywhere"
        )
    return make_shard(job, index)


def _distributed() -> Any:
    try:
        distributed = import_module("distributed")
    except ImportError as error:
        raise ComputingError("--scheduler needs an extra: pip install 'carbonsim[dask]'") from error
    # what it has to say of lost connections comes as an error of ours
    for name in ("distributed.client", "distributed.core", "distributed.comm"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return distributed


def _connected(distributed: Any, scheduler: str) -> Any:
    try:
        return distributed.Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise ComputingError(
            f"{scheduler}: found no Dask scheduler there; start one with `dask scheduler`, workers with"
            f" `dask worker {scheduler}`, and give the address it prints, such as tcp://127.0.0.1:8786"
        ) from error


def _wait_for_worker(client: Any, scheduler: str) -> None:
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        raise ComputingError(
            f"{scheduler}: the scheduler has no workers; start some with `dask worker {scheduler}`"
        ) from error

"""Shards made by the workers of a Dask cluster."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from carbonsim.core.errors import ComputingError
from carbonsim.engine import dask_scheduler
from carbonsim.engine.dask_scheduler import connected, library
from carbonsim.engine.identity import job_hash
from carbonsim.engine.shards import Job, Shard, make_shard
from carbonsim.results.code import code_hash

#: How long a cluster may be without workers in mid-run, and a finished shard under way [s].
WITHOUT_WORKERS = 30.0
HANDED_OVER = 30.0
#: Between two looks for finished shards, and for the scheduler and its workers [s].
OFTEN, NOW_AND_THEN = 0.05, 2.0
AGAIN = (
    "what is finished of a streamed ensemble is kept: start the same command again and it goes on from there"
)


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
        If the extra is missing, the scheduler or its workers are not there or go, or they run other code.
    """
    distributed = library()
    client = connected(distributed, scheduler)
    try:
        cluster = Cluster(client, scheduler)
        cluster.wait_for_worker()
        name = job_hash(job)[:16]
        futures = [
            client.submit(checked_shard, job, index, code_hash(), key=f"shard-{name}-{index}", pure=False)
            for index in indices
        ]
        done = distributed.as_completed(futures, loop=client.loop)
        while not done.is_empty():
            if not done.has_ready():
                cluster.watch()
                time.sleep(OFTEN)
                continue
            future = next(done)
            shard = cluster.result(distributed, future)
            if shard is None:
                done.add(future)
                continue
            future.release()
            yield shard
    finally:
        with suppress(Exception):  # of a client whose scheduler has gone there is nothing to close
            client.close(timeout=dask_scheduler.PATIENCE)


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


class Cluster:
    """A scheduler and its workers, who may go in mid-run.

    Parameters
    ----------
    client : distributed.Client
    address : str
        Of the scheduler.
    """

    def __init__(self, client: Any, address: str) -> None:
        self.client, self.address = client, address
        self.seen = self.looked = time.monotonic()

    def wait_for_worker(self) -> None:
        """Wait for the first worker."""
        until = time.monotonic() + dask_scheduler.PATIENCE
        while not self._workers():
            if time.monotonic() > until:
                raise ComputingError(
                    f"{self.address}: the scheduler has no workers; start some with"
                    f" `dask worker {self.address}`"
                )
            time.sleep(OFTEN)
        self.seen = time.monotonic()

    def watch(self) -> None:
        """Look for scheduler and workers now and then.

        Raises
        ------
        ComputingError
            If the scheduler has gone, or no worker has been there for `WITHOUT_WORKERS`.
        """
        now = time.monotonic()
        if now - self.looked < min(NOW_AND_THEN, WITHOUT_WORKERS):
            return
        self.looked = now
        if self._workers():
            self.seen = now
        elif now - self.seen > WITHOUT_WORKERS:
            raise ComputingError(
                f"{self.address}: all workers have gone, and none has come for {WITHOUT_WORKERS:.0f} s; start"
                f" some with `dask worker {self.address}`; {AGAIN}"
            )

    def result(self, distributed: Any, future: Any) -> Shard | None:
        """A finished shard; None if it was lost on the way and is being made again.

        Raises
        ------
        ComputingError
            If scheduler or worker have gone, or a worker can not make it.
        """
        try:
            shard: Shard = future.result(timeout=HANDED_OVER)
            return shard
        except distributed.scheduler.KilledWorker as error:
            raise ComputingError(
                f"{self.address}: the workers that made a part have died again and again: is there memory for"
                f" what runs on each? Start fewer on a machine; {AGAIN}"
            ) from error
        except distributed.CancelledError as error:
            raise self._gone() from error
        except ImportError as error:
            raise ComputingError(f"{self.address}: its workers lack a module: {error}") from error
        except TimeoutError as error:
            if future.status in ("pending", "lost"):
                return None
            raise self._gone() from error
        except (RuntimeError, AttributeError) as error:
            if "deserializ" not in str(error) and "get attribute" not in str(error):
                raise
            raise ComputingError(
                f"{self.address}: scheduler or workers have another version of carbonsim, of Python or of a"
                " library, or none: install the same everywhere"
            ) from error

    def _workers(self) -> int:
        """How many workers the scheduler has."""
        try:
            asked = self.client.scheduler.ncores
            return len(self.client.sync(asked, callback_timeout=dask_scheduler.PATIENCE))
        except Exception as error:  # no connection, or no client any more
            raise self._gone() from error

    def _gone(self) -> ComputingError:
        return ComputingError(
            f"{self.address}: the scheduler has gone, or was started anew, or answers no more; {AGAIN}"
        )

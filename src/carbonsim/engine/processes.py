"""Shards made by several processes of this machine."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool

from carbonsim.core.errors import ComputingError
from carbonsim.engine.shards import Job, Shard, make_shard

#: How often in a row all processes may die before anything is finished.
TRIES = 3


def in_processes(job: Job, indices: Sequence[int], workers: int) -> Iterator[Shard]:
    """Make shards in processes, as they come; what a process that dies was making is made again.

    Parameters
    ----------
    job : Job
        The ensemble.
    indices : sequence of int
        Its shards that are to be made.
    workers : int
        Number of processes.

    Yields
    ------
    Shard

    Raises
    ------
    ComputingError
        If processes die again and again.
    """
    left, failures = list(indices), 0
    while left:
        finished = 0
        try:
            for shard in _pool(job, left, min(workers, len(left))):
                left.remove(shard.index)
                finished += 1
                yield shard
        except BrokenProcessPool as error:
            failures = 1 if finished else failures + 1
            if failures == TRIES:
                raise ComputingError(
                    f"the worker processes died {TRIES} times: is there memory for {workers} of them?"
                    " Ask for fewer (--workers); a script that asks for several must keep its own run below"
                    " `if __name__ == '__main__':`"
                ) from error


def _pool(job: Job, indices: Sequence[int], workers: int) -> Iterator[Shard]:
    # spawned, not forked: a fork of a process with threads may hang, and other systems have no fork
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_prepare)
    try:
        waiting = {pool.submit(make_shard, job, index) for index in indices}
        for future in as_completed(waiting):
            waiting.discard(future)
            yield future.result()
            del future  # or its arrays would stay until the next one comes
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _prepare() -> None:
    """Leave Ctrl-C to the parent, and end when it ends, however that is."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)

"""Parts of a job made by several processes of this machine."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.process import BaseProcess
from typing import TypeVar

from carbonsim.core.errors import ComputingError

J = TypeVar("J")
T = TypeVar("T")

#: How often in a row all processes may die before anything is finished.
TRIES = 3
#: How long nothing may come once a process has died [s]: a pool that notices is broken at once.
PATIENCE = 5.0


def in_processes(
    make: Callable[[J, int], T], job: J, indices: Sequence[int], workers: int
) -> Iterator[tuple[int, T]]:
    """Make parts of a job in processes, as they come; what a process that dies was making is made again.

    Parameters
    ----------
    make : callable
        Makes one part; a function of a module, so that a process can find it.
    job : any
        What the parts are of; it must survive pickling.
    indices : sequence of int
        Parts that are to be made.
    workers : int
        Number of processes.

    Yields
    ------
    tuple of int and what `make` gives

    Raises
    ------
    ComputingError
        If processes die again and again.
    """
    left, failures = list(indices), 0
    while left:
        finished = 0
        try:
            for index, part in _pool(make, job, left, min(workers, len(left))):
                left.remove(index)
                finished += 1
                yield index, part
        except BrokenProcessPool as error:
            failures = 1 if finished else failures + 1
            if failures == TRIES:
                raise ComputingError(
                    f"the worker processes died {TRIES} times: is there memory for {workers} of them?"
                    " Ask for fewer (--workers); a script that asks for several must keep its own run below"
                    " `if __name__ == '__main__':`"
                ) from error


def _pool(
    make: Callable[[J, int], T], job: J, indices: Sequence[int], workers: int
) -> Iterator[tuple[int, T]]:
    # spawned, not forked: a fork of a process with threads may hang, and other systems have no fork
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_prepare)
    others = multiprocessing.active_children()
    try:
        waiting = {pool.submit(make, job, index): index for index in indices}
        children = [child for child in multiprocessing.active_children() if child not in others]
        for future in _finished(set(waiting), children):
            yield waiting.pop(future), future.result()
            del future  # or its arrays would stay until the next one comes
    except BaseException:
        # an interpreter that ends waits for what its processes are at: after Ctrl-C nobody wants it any more
        for child in multiprocessing.active_children():
            if child not in others:
                child.kill()
        _hang_up(pool)
        raise
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


class _CutShortError(BrokenProcessPool):
    """Death of a process of which the pool has not heard."""


def _hang_up(pool: ProcessPoolExecutor) -> None:
    """Close the parent's end of what results come through.

    The pool's thread waits for the rest of a result as long as anybody could write it, and an interpreter
    that ends waits for that thread. There is no public name for it.
    """
    writer = getattr(getattr(pool, "_result_queue", None), "_writer", None)
    if writer is not None:
        writer.close()


def _finished(waiting: set[Future[T]], children: Sequence[BaseProcess]) -> Iterator[Future[T]]:
    """Finished work, as it comes.

    A process that is killed while it hands over its result leaves the pool waiting for the rest of it, and
    the others for their turn.

    Raises
    ------
    _CutShortError
        If a process has died and nothing comes any more.
    """
    while waiting:
        done, waiting = wait(waiting, PATIENCE, FIRST_COMPLETED)
        if not done and any(not child.is_alive() for child in children):
            raise _CutShortError("a process died while it handed over its result")
        while done:
            yield done.pop()


def _prepare() -> None:
    """Leave Ctrl-C to the parent, and end when it ends, however that is."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)

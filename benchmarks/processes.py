"""Wall time of a whole command, and peak memory of all the processes that it starts (on Linux only)."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path

PROC = Path("/proc")
#: A peak that is shorter than this may be missed where there are several processes [s].
INTERVAL = 0.01
MB = 1e6
PAGE = os.sysconf("SC_PAGE_SIZE")


def run_whole(command: Sequence[str]) -> tuple[float, float]:
    """Run a command to its end.

    Parameters
    ----------
    command : sequence of str
        Its output is thrown away.

    Returns
    -------
    tuple of float [s], [MB]
        Wall time, and the largest resident memory of all its processes together; NaN where there is no
        ``/proc``. Pages that processes share are counted in each of them.
    """
    peak = [0.0]
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        ended = threading.Event()
        watcher = threading.Thread(target=_watch, args=(process.pid, ended, peak))
        watcher.start()
        process.wait()
        seconds = time.perf_counter() - started
        ended.set()
        watcher.join()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return seconds, peak[0] / MB if peak[0] else float("nan")


def own_peak() -> float:
    """Largest resident memory of this process since it began [MB]; NaN where there is no ``/proc``."""
    peak = _high_water(os.getpid())
    return peak / MB if peak else float("nan")


def _watch(root: int, ended: threading.Event, peak: list[float]) -> None:
    while not ended.wait(INTERVAL):
        peak[0] = max(peak[0], _resident(root))


def _resident(root: int) -> float:
    """Memory of a process and of all below it [bytes]; of one alone its peak so far, which misses nothing."""
    family = _family(root)
    if len(family) == 1:
        return _high_water(root)
    return sum(_pages(pid) for pid in family) * PAGE


def _family(root: int) -> list[int]:
    found = [root]
    for pid in found:  # grows while it is read
        for children in (PROC / str(pid) / "task").glob("*/children"):  # threads start processes too
            found += [int(child) for child in _read(children).split()]
    return found


def _pages(pid: int) -> int:
    fields = _read(PROC / str(pid) / "statm").split()
    return int(fields[1]) if fields else 0


def _high_water(pid: int) -> float:
    for line in _read(PROC / str(pid) / "status").splitlines():
        if line.startswith("VmHWM:"):
            return float(line.split()[1]) * 1024
    return 0.0


def _read(path: Path) -> str:
    """A file of a process, empty if it has ended."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""

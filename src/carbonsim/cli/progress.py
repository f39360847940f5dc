"""A progress bar with the time left, for runs that take long enough to ask."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TextIO

#: Nobody wonders for less than this [s].
PATIENCE = 2.0
WIDTH = 30


class Progress:
    """A bar on a terminal; silent elsewhere, and in runs of less than two seconds.

    Parameters
    ----------
    label : str
        What is being done.
    stream : text file, optional
        stderr if left out.
    clock : callable, optional
        Gives the time [s].
    """

    def __init__(
        self, label: str, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.label = label
        self.stream = sys.stderr if stream is None else stream
        self.clock = clock
        self.started = clock()
        self.shown = 0

    def __call__(self, done: int, total: int) -> None:
        """Tell how far it has come."""
        elapsed = self.clock() - self.started
        if elapsed < PATIENCE or done <= 0 or not self.stream.isatty():
            return
        filled = WIDTH * done // total
        left = elapsed * (total - done) / done
        text = (
            f"{self.label} [{'#' * filled}{'.' * (WIDTH - filled)}] {done:,}/{total:,}, {duration(left)} left"
        )
        self.stream.write("\r" + text.ljust(self.shown))
        self.stream.flush()
        self.shown = len(text)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def clear(self) -> None:
        """Wipe the bar, so that what follows starts on an empty line."""
        if self.shown:
            self.stream.write("\r" + " " * self.shown + "\r")
            self.stream.flush()
            self.shown = 0


def duration(seconds: float) -> str:
    """A time in words.

    Examples
    --------
    >>> duration(7.4), duration(200.0)
    ('7 s', '3 min 20 s')
    """
    whole = round(seconds)
    return f"{whole} s" if whole < 60 else f"{whole // 60} min {whole % 60} s"

"""Progress and the time left of runs that take long enough to ask: a bar, or lines where output is kept."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from carbonsim.report.layout import display_width, pad

if TYPE_CHECKING:
    import argparse

#: Nobody wonders for less than this [s].
PATIENCE = 2.0
#: Between two lines of a file or a pipe, and before the first [s].
EVERY = 10.0
WIDTH = 30
#: Labels that are no names of scenarios.
CHINESE = {"sizing": "选型", "most traffic": "最大流量", "service curves": "服务曲线"}


class Progress:
    """A bar on a terminal, and elsewhere a line now and then; silent in runs that are soon over.

    Parameters
    ----------
    label : str
        What is being done.
    stream : text file, optional
        stderr if left out.
    clock : callable, optional
        Gives the time [s].
    lines : bool
        Whether there are lines where there is no terminal.
    language : str
        ``en`` or ``zh``.
    """

    def __init__(
        self,
        label: str,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
        *,
        lines: bool = True,
        language: str = "en",
    ) -> None:
        chinese = language == "zh"
        self.label = CHINESE.get(label, label) if chinese else label
        self.left = "剩余 {}" if chinese else "{} left"
        self.duration = duration_in_chinese if chinese else duration
        self.stream = sys.stderr if stream is None else stream
        self.clock = clock
        self.lines = lines
        self.started = self.told = clock()
        self.shown = 0

    def __call__(self, done: int, total: int) -> None:
        """Tell how far it has come."""
        now = self.clock()
        elapsed = now - self.started
        if elapsed < PATIENCE or done <= 0:
            return
        left = self.left.format(self.duration(elapsed * (total - done) / done))
        how_far = f"{done:,}/{total:,}, {left}"
        if self.stream.isatty():
            filled = WIDTH * done // total
            text = f"{self.label} [{'#' * filled}{'.' * (WIDTH - filled)}] {how_far}"
            self._write("\r" + pad(text, self.shown))  # over the last one
            self.shown = display_width(text)
        elif self.lines and now - self.told >= EVERY and done < total:
            self.told = now
            self._write(f"{self.label}: {how_far}\n")

    def _write(self, text: str) -> None:
        """Write at once; where nobody sees it any more, the work goes on."""
        with suppress(OSError, ValueError):
            self.stream.write(text)
            self.stream.flush()

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def clear(self) -> None:
        """Wipe the bar, so that what follows starts on an empty line."""
        if self.shown:
            self._write("\r" + " " * self.shown + "\r")
            self.shown = 0


def progress_of(label: str, options: argparse.Namespace) -> Progress:
    """Progress of a command; without lines where it is asked to be quiet, or to speak to machines."""
    lines = not (options.json or getattr(options, "quiet", False))
    return Progress(label, lines=lines, language=options.lang)


def duration(seconds: float) -> str:
    """A time in words.

    Examples
    --------
    >>> duration(7.4), duration(200.0)
    ('7 s', '3 min 20 s')
    """
    whole = round(seconds)
    return f"{whole} s" if whole < 60 else f"{whole // 60} min {whole % 60} s"


def duration_in_chinese(seconds: float) -> str:
    """A time in Chinese words.

    Examples
    --------
    >>> duration_in_chinese(7.4), duration_in_chinese(200.0)
    ('7 秒', '3 分 20 秒')
    """
    whole = round(seconds)
    return f"{whole} 秒" if whole < 60 else f"{whole // 60} 分 {whole % 60} 秒"

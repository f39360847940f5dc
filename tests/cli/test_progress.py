"""The progress bar."""

from __future__ import annotations

import io

import pytest

from carbonsim.cli.output import plain
from carbonsim.cli.progress import Progress, duration


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def bar(stream: io.StringIO, times: list[float]) -> Progress:
    return Progress("plan", stream, iter(times).__next__)


def test_a_long_run_on_a_terminal_shows_the_time_left():
    stream = Terminal()
    progress = bar(stream, [0.0, 1.0, 10.0])
    progress(100, 1000)
    assert stream.getvalue() == "", "not in the first two seconds"
    progress(250, 1000)
    assert "250/1,000, 30 s left" in stream.getvalue()
    progress.clear()
    assert stream.getvalue().endswith("\r")


def test_nothing_is_shown_where_there_is_no_terminal():
    stream = io.StringIO()
    progress = bar(stream, [0.0, 100.0])
    progress(5, 10)
    progress.clear()
    assert stream.getvalue() == ""


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.2, "0 s"), (59.4, "59 s"), (60, "1 min 0 s"), (3601, "60 min 1 s")]
)
def test_durations(seconds, text):
    assert duration(seconds) == text


def test_what_json_does_not_know_becomes_null():
    assert plain({1: (float("nan"), float("inf"), 2.0, None, True)}) == {"1": [None, None, 2.0, None, True]}

"""The progress bar, and lines in its place."""

from __future__ import annotations

import argparse
import io

import pytest

from carbonsim.cli.output import plain
from carbonsim.cli.progress import Progress, duration, progress_of


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


def test_a_file_gets_a_line_now_and_then():
    stream = io.StringIO()
    progress = bar(stream, [0.0, 4.0, 12.0, 21.0, 23.0, 40.0])
    for done in (1_000, 3_000, 5_000, 6_000, 10_000):
        progress(done, 10_000)
    progress.clear()
    assert stream.getvalue() == "plan: 3,000/10,000, 28 s left\nplan: 6,000/10,000, 15 s left\n"


def test_the_time_left_is_told_in_chinese_too_and_wiped_whole():
    stream = Terminal()
    progress = Progress("sizing", stream, iter([0.0, 10.0]).__next__, language="zh")
    progress(250, 1000)
    shown = stream.getvalue().removeprefix("\r")
    assert shown.startswith("选型 [") and shown.endswith("] 250/1,000, 剩余 30 秒")
    progress.clear()
    assert stream.getvalue().endswith("\r" + " " * (len(shown) + 5) + "\r")


@pytest.mark.parametrize(("seconds", "lines"), [(9.0, True), (100.0, False)])
def test_a_file_gets_nothing_of_short_runs_and_where_none_is_wanted(seconds, lines):
    stream = io.StringIO()
    progress = Progress("plan", stream, iter([0.0, seconds]).__next__, lines=lines)
    progress(5, 10)
    progress.clear()
    assert stream.getvalue() == ""


@pytest.mark.parametrize(
    ("asked", "lines"),
    [({}, True), ({"quiet": False}, True), ({"quiet": True}, False), ({"json": True}, False)],
)
def test_the_quiet_and_machines_get_no_lines(asked, lines):
    assert progress_of("plan", argparse.Namespace(**{"json": False, "lang": "en"} | asked)).lines is lines


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.2, "0 s"), (59.4, "59 s"), (60, "1 min 0 s"), (3601, "60 min 1 s")]
)
def test_durations(seconds, text):
    assert duration(seconds) == text


def test_what_json_does_not_know_becomes_null():
    assert plain({1: (float("nan"), float("inf"), 2.0, None, True)}) == {"1": [None, None, 2.0, None, True]}

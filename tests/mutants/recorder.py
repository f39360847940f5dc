"""Plugin of pytest that records which test executes which line of carbonsim, and how long each test takes.

``CARBONSIM_LINES`` names the folder for ``lines.coverage`` (one context a test) and ``seconds.json``. A line
that runs before the first test, as imports and constants do, has the empty context. A test that fails is
said to take for ever, so that nobody asks it.
"""

from __future__ import annotations

import json
import math
import os
from pathlib import Path

import pytest

PACKAGES = ("core", "kernel", "engine", "sectors", "scenario", "results", "analysis")
#: Others are left out: to trace a simulation minute by minute takes hours.
RECORDED = tuple(f"carbonsim.{name}" for name in PACKAGES)
QUIET = ("module-not-imported", "module-not-measured", "no-data-collected")
LINES, SECONDS = "lines.coverage", "seconds.json"
FOLDER = "CARBONSIM_LINES"


class Recorder:
    """Lines and seconds of the tests of a run."""

    def __init__(self, folder: Path):
        import coverage  # noqa: PLC0415 - whoever runs the other tests needs no coverage

        self.folder = folder
        self.seconds: dict[str, float] = {}
        self.coverage = coverage.Coverage(
            data_file=str(folder / LINES), source_pkgs=list(RECORDED), config_file=False, messages=False
        )
        # of a part of the tests, some packages are never imported; warnings are errors here
        self.coverage.set_option("run:disable_warnings", list(QUIET))
        self.coverage.start()

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item):
        """A context for the set-up, the call and the teardown of a test."""
        self.coverage.switch_context(item.nodeid)
        yield
        self.coverage.switch_context("")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Seconds of a test with those of the fixtures that it is the first to ask for."""
        duration = math.inf if report.failed else report.duration
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0.0) + duration

    def pytest_sessionfinish(self) -> None:
        self.coverage.stop()
        self.coverage.save()
        # last, as a sign that all is there
        (self.folder / SECONDS).write_text(json.dumps(self.seconds, indent=0), encoding="utf-8")


def _begin() -> Recorder | None:
    folder = os.environ.get(FOLDER)
    return Recorder(Path(folder)) if folder else None


#: Begins before carbonsim is imported, which the conftest of all tests does.
RECORDER = _begin()


def pytest_configure(config: pytest.Config) -> None:
    """Register what records."""
    if RECORDER is not None:
        config.pluginmanager.register(RECORDER, "lines-of-tests")

"""Whole commands in fresh processes: wall time, and memory of all processes together."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from benchmarks.processes import run_whole
from benchmarks.rows import Row

COMMAND = Path(sys.executable).with_name("carbonsim")
ONE_SECTOR, THREE_SECTORS = "china-trucks-current-policies", "new-quality-2060"
#: Processes asked for, where the command has a choice.
WORKERS = (1, 2)


def one_sector(draws: int) -> list[Row]:
    """Trucks, without a reference."""
    return _rows("run, trucks", ONE_SECTOR, draws)


def three_sectors(draws: int) -> list[Row]:
    """Trucks, new energy vehicles and steel, each beside its reference."""
    return _rows("run, three sectors and reference", THREE_SECTORS, draws)


def all_claims(draws: int) -> list[Row]:
    """The claims of all shipped scenarios, each put to the test in the scenario that judges it."""
    return [_row("audit of all claims, workers 2", ["audit", "--all", "--workers", "2"], draws)]


def _rows(name: str, scenario: str, draws: int) -> list[Row]:
    if not _knows("--workers"):
        return [_row(name, _run(scenario), draws)]
    return [
        _row(f"{name}, workers {workers}", [*_run(scenario), "--workers", str(workers)], draws)
        for workers in WORKERS
    ]


def _run(scenario: str) -> list[str]:
    return ["run", scenario, "--no-figures"]


@cache
def _knows(option: str) -> bool:
    command = [COMMAND, "run", "--help"]
    return option in subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _row(name: str, arguments: list[str], draws: int) -> Row:
    with tempfile.TemporaryDirectory() as folder:
        options = ["--draws", str(draws), "--quiet", "--out", folder]
        seconds, memory = run_whole([str(COMMAND), *arguments, *options])
    return Row(name, draws, seconds, draws, "draws", memory)

"""How long commands take against what they must import: medians of whole processes, in turns."""

from __future__ import annotations

import statistics
import sys
import tempfile

from benchmarks.commands import COMMAND
from benchmarks.processes import run_whole
from benchmarks.rows import Row

NUMPY, PANDAS, HELP, RUN = "import numpy", "import numpy, pandas", "carbonsim --help", "carbonsim run"
CASES = {
    NUMPY: [sys.executable, "-c", NUMPY],
    PANDAS: [sys.executable, "-c", PANDAS],
    HELP: [str(COMMAND), "--help"],
    RUN: [
        str(COMMAND), "run", "fujian-trunk-line", "--draws", "1", "--no-figures", "--quiet", "--out",
    ],
}  # fmt: skip


def startup(rounds: int) -> list[Row]:
    """Measure in turns, so that a busy moment of the machine hits all cases alike."""
    measured: dict[str, list[tuple[float, float]]] = {name: [] for name in CASES}
    for _ in range(rounds + 1):
        for name, command in CASES.items():
            measured[name].append(_once(command))
    return [_row(name, rounds, runs[1:]) for name, runs in measured.items()]  # the first warms caches


def _once(command: list[str]) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        return run_whole([*command, folder] if command[-1] == "--out" else command)


def _row(name: str, rounds: int, runs: list[tuple[float, float]]) -> Row:
    seconds = statistics.median(run[0] for run in runs) * rounds
    return Row(name, rounds, seconds, rounds, "processes", max(run[1] for run in runs))

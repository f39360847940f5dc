"""Measure all benchmarks, each in fresh processes and in turns: ``python -m benchmarks.measure --write``."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict, replace
from math import isnan
from pathlib import Path

from benchmarks.cases import CASES, ONCE_FROM, RATIOS, ROUNDS, Case
from benchmarks.processes import own_peak
from benchmarks.rows import PeerMissingError, Row
from benchmarks.table import text, write

ROOT = Path(__file__).parents[1]
#: Processor time of one core: no library may spread a loop over several.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
MISSING = 3


def main() -> int:
    """Run all benchmarks, or one size of one of them in this process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the table in README.md")
    parser.add_argument("--up-to", type=int, default=sys.maxsize, help="largest size")
    parser.add_argument(
        "--only", default="", help="cases with this in their name, such as flodym_stock.shared"
    )
    parser.add_argument(
        "--here", type=int, metavar="SIZE", help="run one case here and print its rows as JSON"
    )
    options = parser.parse_args()
    cases = [case for case in CASES if options.only in case.name]
    if options.here is not None:
        return _here(cases, options.here)
    measured = text(measure(cases, options.up_to), RATIOS)
    print(measured)
    if options.write:
        write(measured)
    return 0


def measure(cases: Iterable[Case], up_to: int) -> list[Row]:
    """Rows of all cases and sizes in order; rounds go through all of them, so that a busy moment hits all."""
    found: dict[tuple[str, int], Row] = {}
    wanted = [(case, size) for case in cases for size in case.sizes if size <= up_to]
    for turn in range(ROUNDS):
        for case, size in wanted:
            if turn and size >= ONCE_FROM:
                continue
            print(f"round {turn + 1}: {case.name} {size:,}", file=sys.stderr)
            for row in _fresh(case, size):
                key = (row.name, row.size)
                found[key] = _better(found.get(key, row), row)
    return list(found.values())


def _better(one: Row, other: Row) -> Row:
    """The faster of two, with the larger memory."""
    return replace(min(one, other, key=lambda row: row.seconds), memory=max(one.memory, other.memory))


def _fresh(case: Case, size: int) -> list[Row]:
    """One case in a process of its own; none, with a word, if a peer is missing or it fails."""
    command = [sys.executable, "-m", "benchmarks.measure", "--only", case.name, "--here", str(size)]
    environment = os.environ | ONE_THREAD
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{case.name} {size:,} left out: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return []
    return [Row(**fields) for fields in json.loads(done.stdout.splitlines()[-1])]


def _here(cases: list[Case], size: int) -> int:
    (case,) = cases
    try:
        rows = case.run(size)
    except PeerMissingError as missing:
        print(missing, file=sys.stderr)
        return MISSING
    # a benchmark of whole commands has measured their memory itself
    rows = [replace(row, memory=own_peak()) if isnan(row.memory) else row for row in rows]
    print(json.dumps([asdict(row) for row in rows]))
    return 0


if __name__ == "__main__":
    sys.exit(main())

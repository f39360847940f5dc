"""Many mutated scenarios by hand: ``python -m tests.scenario.fuzz 2000 SEED [RUNS]``."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from itertools import cycle
from pathlib import Path

from carbonsim.corridor import service_curves
from carbonsim.reference.user_cache import CACHE
from carbonsim.scenario.places import shipped_files
from tests.scenario.fuzz.cases import Outcome, outcomes


def fuzz(count: int, seed: str, runs: int) -> list[Outcome]:
    """Check mutations of all shipped scenarios in turn, and run the first of those that are fine."""
    ends: Counter[str] = Counter()
    slowest, bad = 0.0, []
    # curves of a design that is not shipped take their time, and are told with their progress
    service_curves.STATIONS, service_curves.WARM_UP, service_curves.DAYS = 1, 0, 1
    os.environ[CACHE] = tempfile.mkdtemp(prefix="carbonsim-fuzz-")
    begin = time.monotonic()
    for number, name in zip(range(count), cycle(shipped_files()), strict=False):
        folder = Path(tempfile.mkdtemp(prefix="carbonsim-fuzz-"))
        for one in outcomes(name, f"{seed}:{number}", folder, run=ends["run 0"] + ends["run 2"] < runs):
            ends[f"{one.command} {one.code}"] += 1
            slowest = max(slowest, one.seconds)
            if one.faults:
                bad.append(one)
                said = f"{'; '.join(one.faults)}\n{one.text}\n{one.said[-1500:]}"
                sys.stdout.write(f"{one.case} {one.command}: {said}\n\n")
                sys.stdout.flush()
        shutil.rmtree(folder)
    spent = f"{count} mutations in {time.monotonic() - begin:.0f} s, the slowest {slowest:.1f} s"
    sys.stdout.write(f"{spent}: {dict(ends)}, {len(bad)} faults\n")
    return bad


if __name__ == "__main__":
    count, seed, runs = (*sys.argv[1:], *("2000", "1", "100")[len(sys.argv) - 1 :])
    sys.exit(bool(fuzz(int(count), seed, int(runs))))

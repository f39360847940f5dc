"""Runs that are killed again and again, at random times and at chosen steps, and then resumed.

``python -m tests.cli.killed_runs 30 [SEED]`` kills 30 times (some minutes) and says at which stage each was.
After each kill the set that stood there before must stand there whole, or the new one; a run that is let go
to its end must give the bytes of one that was never killed.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from carbonsim.results.holding import TRIAL

ROOT = Path(__file__).parents[2]
RUN = ("run", "fujian-line", "--set", "years=[2023, 2031]", "--draws", "430", "--save-draws", "--quiet")
#: Kills itself before the N-th time that a step is taken; without a step it runs as it is.
PROCESS = """\
import os, signal, sys
from pathlib import Path
import pytest
from carbonsim.cli.main import main
from carbonsim.engine import draw_files, shard_files
from carbonsim.results import store
from tests.engine.small_shards import make_shards_small

def dying(holder, name, number):
    step, left = getattr(holder, name), [number]
    def taken(*arguments, **named):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return step(*arguments, **named)
    setattr(holder, name, taken)

STEPS = {
    "rename": (Path, "rename"),
    "replace": (Path, "replace"),
    "table": (store, "write_csv"),
    "text": (Path, "write_text"),
    "unlink": (Path, "unlink"),
}
if __name__ == "__main__":
    step, number = sys.argv[1:3]
    if step:
        dying(*STEPS[step], int(number))
    with pytest.MonkeyPatch.context() as patch:
        make_shards_small(patch)
        sys.exit(main(sys.argv[3:]))
"""
#: Where a run is killed on purpose: how often each step is taken differs.
CHOSEN = (
    *(("rename", number) for number in (1, 2, 3, 4)),
    *(("replace", number) for number in (1, 3, 5, 8)),
    *(("table", number) for number in (1, 4)),
    *(("text", number) for number in (1, 2, 3)),
    *(("unlink", number) for number in (1, 3, 10)),
)


class Runs:
    """A folder of results, and the bytes that a run must give."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.script = folder, folder / "process.py"
        self.script.write_text(PROCESS, encoding="utf-8")
        started = time.monotonic()
        assert self.process("whole", "", 0).wait() == 0
        self.seconds = time.monotonic() - started
        self.whole = contents(the_set(folder / "whole"))
        shutil.copytree(folder / "whole", folder / "results")
        old = the_set(folder / "results") / "outcomes.csv"
        old.write_text("old", encoding="utf-8")
        self.old = contents(old.parent)

    def process(self, out: str, step: str, number: int, workers: int = 1) -> subprocess.Popen[bytes]:
        """A run, which dies at a step."""
        line = [sys.executable, str(self.script), step, str(number), *RUN, "--out", str(self.folder / out)]
        home = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
        return subprocess.Popen([*line, "--workers", str(workers)], env=home)

    def check(self, code: int) -> None:
        """A set stands there whole; after the end of a run, the new one and nothing else."""
        place = next((one for one in shown(self.folder / "results")), None)
        if place is None:  # between two renames: the old set is beside, and the next run brings it back
            (place,) = (self.folder / "results").glob(".*.old-*")
        found = contents(place)
        if code:
            found = {name: content for name, content in found.items() if not name.endswith(TRIAL)}
        other = [name for name in {*found, *self.whole} if found.get(name) != self.whole.get(name)]
        assert not other or (code and found == self.old), (place, self.stage(), other)
        if code == 0:
            assert not list((self.folder / "results").glob(".*"))

    def start_anew(self) -> None:
        """Put the old set back."""
        shutil.rmtree(self.folder / "results")
        shutil.copytree(self.folder / "whole", self.folder / "results")
        (the_set(self.folder / "results") / "outcomes.csv").write_text("old", encoding="utf-8")

    def stage(self) -> str:
        """How far a killed run had come."""
        hidden = [path.name for path in (self.folder / "results").glob(".*")]
        if any(".old-" in name for name in hidden):
            return "swap of folders"
        if any(".tmp-" in name for name in hidden):
            return "writing the set"
        shards = len(list((self.folder / "results").glob(".*.parts/*/shard-*")))
        if shards:
            return f"after {shards} shards"
        return "central run or pilot" if hidden else "before or after all"


def shown(out: Path) -> list[Path]:
    """Results folders."""
    return [path for path in out.iterdir() if not path.name.startswith(".")]


def the_set(out: Path) -> Path:
    """The one results folder that there is."""
    (found,) = shown(out)
    return found


def contents(place: Path) -> dict[str, bytes]:
    """Every file of a results folder but the manifest, which tells the time of the run."""
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }


def tell(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True)  # noqa: T201 - run by hand, this is a command


def main(kills: int, seed: int) -> None:
    """Kill so many runs, and tell."""
    chance, stages, ends = random.Random(seed), Counter[str](), 0
    with tempfile.TemporaryDirectory() as folder:
        runs = Runs(Path(folder))
        tell(f"a whole run takes {runs.seconds:.1f} s and writes {len(runs.whole)} files")
        killed = 0
        while killed < kills:
            chosen = killed < len(CHOSEN)
            step, number = CHOSEN[killed] if chosen else ("", 0)
            process = runs.process("results", step, number, chance.choice((1, 2)))
            if not chosen:
                time.sleep(chance.uniform(0.3, 2.0) * runs.seconds)
                process.kill()
            code = process.wait()
            assert code in (0, -9), code
            runs.check(code)
            if code:
                killed += 1
                stages[f"{runs.stage()}{f' ({step} {number})' if chosen else ''}"] += 1
            if code == 0 or chance.random() < 0.5:
                code = code and runs.process("results", "", 0).wait()
                assert code == 0
                runs.check(code)
                ends += 1
                runs.start_anew()
        code = runs.process("results", "", 0).wait()
        runs.check(code)
    for stage, times in sorted(stages.items()):
        tell(f"{times:3} killed: {stage}")
    tell(f"{killed} kills, {ends + 1} runs to the end: nothing lost, the same bytes")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)

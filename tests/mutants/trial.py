"""A mutant on trial: a copy of the repository with the fault, and the tests that may notice it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.mutants.selection import GOLDEN, Chosen, Selection
from tests.mutants.selector import TESTS
from tests.mutants.sites import Mutant

#: A run may take so many times as long as its tests did, and so long besides [s].
TIMES_AS_LONG, BESIDES = 4.0, 60.0
#: Most seconds that golden runs, README and notebooks may take, each [s].
GOLDEN_SECONDS = 900.0
PASSED, NOTHING_RUN = 0, 5


@dataclass(frozen=True)
class Verdict:
    """Outcome of a mutant.

    Attributes
    ----------
    mutant : Mutant
    stage : str
        "near", "far" or "golden", where it was noticed; "" if it survived.
    by : str
        The test that noticed it, or "time".
    seconds : float [s]
    """

    mutant: Mutant
    stage: str
    by: str
    seconds: float

    def line(self) -> str:
        """As a line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @staticmethod
    def read(line: str) -> Verdict:
        """From a line of JSON."""
        fields = json.loads(line)
        return Verdict(Mutant(**fields.pop("mutant")), **fields)


class Copy:
    """A copy of the repository in which one file at a time has a fault."""

    def __init__(self, root: Path, folder: Path):
        self.root, self.folder = root, folder
        self.changed = 0
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout
        for name in filter(None, names.split("\0")):
            target = folder / name
            if (root / name).is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(root / name, target)

    def write(self, file: str, text: str) -> None:
        """Write a source file; each time with another age, or Python would take what it compiled before."""
        path = self.folder / "src" / file
        path.write_text(text, encoding="utf-8")
        self.changed += 1
        age = time.time() + 2 * self.changed
        os.utime(path, (age, age))

    def environment(self) -> dict[str, str]:
        """Variables with which the copy's own code is found, and nothing fails for being slow."""
        return {**os.environ, "PYTHONPATH": str(self.folder / "src")}

    def pytest(
        self, files: Sequence[str], chosen: Chosen | None, known: Sequence[str], most: float
    ) -> tuple[int, str]:
        """Run tests until one fails: the code of pytest and the test that failed, or "time"."""
        command = [sys.executable, "-m", "pytest", "-x", "-rfE", "--tb=no", "-p", "no:cacheprovider"]
        # its own: processes that tidy up a folder of all stumble over each other, and that is a failure
        command += ["--basetemp", str(self.folder / ".temporary")]
        environment = self.environment()
        if chosen is not None:
            listed = self.folder / ".chosen.json"
            listed.write_text(json.dumps({"chosen": chosen.tests, "known": list(known)}), encoding="utf-8")
            command += ["-p", "tests.mutants.selector"]
            environment[TESTS] = str(listed)
        try:
            with subprocess.Popen(
                [*command, *files],
                cwd=self.folder,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                start_new_session=True,
            ) as process:
                try:
                    output, _ = process.communicate(timeout=most)
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, 9)
                    raise
        except subprocess.TimeoutExpired:
            return 1, "time"
        failed = re.search(r"^(?:FAILED|ERROR) (.*?)(?: - .*)?$", output, re.MULTILINE)
        return process.returncode, failed[1] if failed else output.strip().rpartition("\n")[2][:200]


def judge(mutant: Mutant, copy: Copy, selection: Selection, most: float, golden: bool) -> Verdict:
    """Run what may notice a mutant, stage by stage; `most` seconds of tests of other modules."""
    source = (copy.root / "src" / mutant.file).read_text(encoding="utf-8")
    started = time.perf_counter()
    copy.write(mutant.file, mutant.apply(source))
    try:
        for stage in ("near", "far", "golden")[: 3 if golden else 2]:
            if stage == "golden":
                runs: list[tuple[Sequence[str], Chosen | None, float]]
                runs = [((name,), None, GOLDEN_SECONDS) for name in GOLDEN]
            else:
                chosen = selection.near(mutant) if stage == "near" else selection.far(mutant, most)
                runs = [(chosen.files, chosen, TIMES_AS_LONG * chosen.seconds + BESIDES)]
            for files, wanted, longest in runs:
                if not files:
                    continue
                code, by = copy.pytest(files, wanted, selection.known, longest)
                if code not in (PASSED, NOTHING_RUN):
                    return Verdict(mutant, stage, by, round(time.perf_counter() - started, 1))
        return Verdict(mutant, "", "", round(time.perf_counter() - started, 1))
    finally:
        copy.write(mutant.file, source)

"""Mutated scenarios through the command line: a clear word, in time, and nothing that steers a terminal."""

from __future__ import annotations

import contextlib
import csv
import io
import re
import signal
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from carbonsim.cli.main import main
from carbonsim.scenario.places import shipped_files
from tests.scenario.fuzz.mutations import mutated
from tests.scenario.fuzz.trees import Pairs, Raw, read, written

#: Time of the process that nothing may take [s], and that ends a command that hangs.
LONGEST, HANGING = 10.0, 60
QUICK = ("--draws", "3", "--no-figures", "--no-page", "--no-levers", "--workers", "1")
STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Outcome:
    """Result of a command on a file."""

    case: str
    command: str
    code: int
    seconds: float
    faults: tuple[str, ...]
    text: str
    said: str


def scenario(name: str, seed: str) -> str:
    """A shipped scenario of a short horizon with some changes, the same for a seed."""
    draw = Random(seed)
    tree = read(shipped_files()[name])
    if not name.startswith("world-"):
        tree = Pairs([*(pair for pair in tree if pair[0] != "years"), ("years", [Raw("2023"), Raw("2026")])])
    return written(mutated(tree, draw))


def outcomes(name: str, seed: str, folder: Path, run: bool) -> Iterator[Outcome]:
    """Results of `check` on a mutated scenario, and if it is fine of `explain` and a short run."""
    text = scenario(name, seed)
    file = folder / "plan.yaml"
    file.write_text(text, encoding="utf-8", errors="surrogatepass")
    draw = Random(seed)
    more = draw.choice(((), (), ("--json",), ("--lang", "zh")))
    checked = tried(("check", str(file), *more), f"{name} {seed}", text)
    yield checked
    if checked.code == 0:
        yield tried(("explain", str(file), *more), f"{name} {seed}", text)
    if checked.code == 0 and run and not name.startswith("world-"):
        yield tried(("run", str(file), "--out", str(folder), *QUICK, *more), f"{name} {seed}", text)
        for table in folder.rglob("*.csv"):
            if found := formulas(table):
                yield Outcome(f"{name} {seed}", "run", 0, 0.0, (f"{table.name}: {found[:3]}",), text, "")


def tried(command: Sequence[str], case: str, text: str) -> Outcome:
    """One command in this process, with all that is wrong with how it ends."""
    out, faults = io.StringIO(), []
    begin = time.process_time()
    signal.signal(signal.SIGALRM, _hangs)
    signal.alarm(HANGING)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            code = main(command)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        code = -1
        faults.append("".join(traceback.format_exception_only(error)))
    finally:
        signal.alarm(0)
    seconds, said = time.process_time() - begin, out.getvalue()
    if code not in (0, 2):
        faults.append(f"exit code {code}")
    if seconds > LONGEST:
        faults.append(f"took {seconds:.1f} s")
    if "Traceback" in said or re.search(r"\b\w+Warning:", said):
        faults.append("a traceback or a warning of Python")
    if match := STEERING.search(said):
        faults.append(f"the control character U+{ord(match.group()):04X}")
    if code == 2 and not said.strip():
        faults.append("no word")
    return Outcome(case, command[0], code, seconds, tuple(faults), text, said)


def _hangs(*_: object) -> None:
    raise TimeoutError(f"hangs for {HANGING} s")


def formulas(table: Path) -> list[str]:
    """Cells that a spreadsheet takes for a formula."""
    found = []
    for row in csv.reader(io.StringIO(table.read_text(encoding="utf-8"))):
        for cell in row:
            if cell.startswith(FORMULA):
                try:
                    float(cell)
                except ValueError:
                    found.append(cell)
    return found

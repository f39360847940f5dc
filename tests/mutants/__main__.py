"""Do the tests notice faults? Make a random sample of small faults, and run the tests on each.

``python -m tests.mutants --sample 150 --seed 2026 --out FOLDER``; one that was interrupted goes on where it
ended.
"""

from __future__ import annotations

import argparse
import queue
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from tests.mutants.recorder import FOLDER, LINES, PACKAGES, SECONDS
from tests.mutants.report import report
from tests.mutants.selection import GOLDEN, NOT_RECORDED, Selection
from tests.mutants.sites import Mutant, sampled
from tests.mutants.trial import GOLDEN_SECONDS, Copy, Verdict, judge

ROOT = Path(__file__).parents[2]


def main() -> int:
    """Command line."""
    told = _arguments().parse_args()
    told.out.mkdir(parents=True, exist_ok=True)
    chosen = sampled(ROOT / "src", tuple(told.packages), told.sample, told.seed)
    if told.list:
        _say("\n".join(one.name for one in chosen))
        return 0
    lines = told.lines or told.out / "lines"
    if not (lines / SECONDS).is_file():
        _record(lines)
    journal = told.out / "verdicts.jsonl"
    done = {one.mutant: one for one in _verdicts(journal)}
    waiting: queue.SimpleQueue[Mutant] = queue.SimpleQueue()
    for mutant in chosen:
        if mutant not in done:
            waiting.put(mutant)
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copies = [Copy(ROOT, Path(folder, str(number))) for number in range(told.processes)]
        _check_clean(copies[0], told.golden and not waiting.empty())
        selection, writing = Selection(lines, ROOT), threading.Lock()

        def work(copy: Copy) -> None:
            while True:
                try:
                    mutant = waiting.get_nowait()
                except queue.Empty:
                    return
                verdict = judge(mutant, copy, selection, told.seconds, told.golden)
                with writing, journal.open("a", encoding="utf-8") as file:
                    file.write(verdict.line() + "\n")
                    _say(f"{verdict.stage or 'SURVIVED':8} {verdict.seconds:6.0f} s  {mutant.name}")

        threads = [threading.Thread(target=work, args=(copy,)) for copy in copies]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    done = {one.mutant: one for one in _verdicts(journal)}
    text = report([done[one] for one in chosen if one in done], _names(told.equivalent))
    (told.out / "report.txt").write_text(text, encoding="utf-8")
    _say(text)
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--sample", type=int, default=150, help="number of mutants")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True, help="folder of what comes of it")
    parser.add_argument("--lines", type=Path, help="folder of recorded lines, recorded where it is empty")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=240.0, help="most seconds of tests of other modules")
    parser.add_argument("--packages", nargs="+", default=list(PACKAGES), metavar="NAME")
    parser.add_argument("--golden", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--equivalent", type=Path, help="file of names of mutants that compute the same")
    parser.add_argument("--list", action="store_true", help="say which, and run nothing")
    return parser


def _record(lines: Path) -> None:
    """Run all tests once, and write down which line each executes."""
    lines.mkdir(parents=True, exist_ok=True)
    (lines / LINES).unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copy = Copy(ROOT, Path(folder))
        command = [sys.executable, "-m", "pytest", "-p", "tests.mutants.recorder", "-p", "no:cacheprovider"]
        command += ["tests", "src", *(f"--ignore={name}" for name in NOT_RECORDED)]
        environment = {**copy.environment(), FOLDER: str(lines.resolve())}
        subprocess.run(command, cwd=copy.folder, env=environment, check=False)


def _check_clean(copy: Copy, golden: bool) -> None:
    """Stop where tests fail without a fault: they would seem to notice all."""
    for name in ("tests/core/test_finance.py", *(GOLDEN if golden else ())):
        code, by = copy.pytest([name], None, (), GOLDEN_SECONDS)
        if code:
            raise SystemExit(f"{name} fails without a fault: {by}")


def _verdicts(journal: Path) -> list[Verdict]:
    if not journal.is_file():
        return []
    return [Verdict.read(line) for line in journal.read_text(encoding="utf-8").splitlines()]


def _names(path: Path | None) -> frozenset[str]:
    return frozenset(path.read_text(encoding="utf-8").splitlines()) if path else frozenset()


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - this is a command


if __name__ == "__main__":
    sys.exit(main())

"""Tests that may notice a mutant, the nearest first."""

from __future__ import annotations

import json
import math
import re
import threading
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from tests.mutants.recorder import LINES, SECONDS
from tests.mutants.sites import Mutant

#: Files of tests that run whole scenarios, README or notebooks and compare what comes of them.
GOLDEN = tuple(f"tests/test_{name}.py" for name in ("golden", "readme_figures", "notebooks", "readme"))
#: Files whose tests are not recorded: those, and what starts clusters or times commands.
NOT_RECORDED = (*GOLDEN, "tests/engine/test_dask.py", "tests/benchmarks", "tests/mutants")
IMPORT = re.compile(r"^\s*from (carbonsim[\w.]*) import ([^(\n]+|\([^)]*\))", re.MULTILINE)


@dataclass(frozen=True)
class Chosen:
    """Tests in the order in which they run.

    Attributes
    ----------
    files : tuple of str
    tests : tuple of str
        Identifiers of pytest.
    seconds : float [s]
        That they took when they were recorded.
    """

    files: tuple[str, ...]
    tests: tuple[str, ...]
    seconds: float


class Selection:
    """Tests by the lines that they execute, as `recorder` wrote them down."""

    def __init__(self, folder: Path, root: Path):
        from coverage import CoverageData  # noqa: PLC0415 - whoever runs the other tests needs no coverage

        self.root = root
        self._read: dict[str, dict[int, set[str]]] = {}
        self._lock = threading.Lock()
        seconds: dict[str, float] = json.loads((folder / SECONDS).read_text(encoding="utf-8"))
        self.known = tuple(seconds)
        self.seconds = {test: duration for test, duration in seconds.items() if math.isfinite(duration)}
        self.data = CoverageData(str(folder / LINES))
        self.data.read()
        self.measured = {self._of_source(name): name for name in self.data.measured_files()}

    def near(self, mutant: Mutant) -> Chosen:
        """Tests in the files of a module's own tests, its doctests, and tests that import it."""
        own = self._own_files(mutant.file)
        executing = self._executing(mutant)
        return self._chosen((test for test in executing if _file(test) in own), own, own)

    def far(self, mutant: Mutant, most: float) -> Chosen:
        """Others that execute the line, and then the module, the quickest first, up to so many seconds."""
        own = self._own_files(mutant.file)
        executing = self._executing(mutant)
        rest = [test for test in executing if _file(test) not in own]
        module = sorted(self._of_module(mutant.file) - set(executing), key=self.seconds.__getitem__)
        rest.sort(key=self.seconds.__getitem__)
        taken, seconds = [], 0.0
        for test in (*rest, *module):
            seconds += self.seconds[test]
            if seconds > most:
                break
            taken.append(test)
        return self._chosen(taken, (), ())

    def _chosen(self, tests: Iterable[str], order: tuple[str, ...], always: tuple[str, ...]) -> Chosen:
        by_file: dict[str, list[str]] = {name: [] for name in always}
        for test in tests:
            by_file.setdefault(_file(test), []).append(test)
        cost = {name: sum(self.seconds[test] for test in found) for name, found in by_file.items()}
        files = sorted(
            by_file, key=lambda name: (order.index(name) if name in order else len(order), cost[name])
        )
        found = tuple(test for name in files for test in by_file[name])
        return Chosen(tuple(files), found, sum(cost.values()))

    def _executing(self, mutant: Mutant) -> list[str]:
        contexts: set[str] = set()
        for line in range(mutant.line, mutant.last_line + 1):
            contexts |= self._contexts(mutant.file).get(line, set())
        if contexts - {""}:
            return sorted(contexts & self.seconds.keys())
        # what runs on import alone, as constants do, is felt where it is used: here, or in what imports it
        used_by, own = self._importing.get(_module(mutant.file), ()), self._own_files(mutant.file)
        near = {test for test in self.seconds if _file(test) in own}
        return sorted(near.union(*(self._of_module(file) for file in (mutant.file, *used_by))))

    def _of_module(self, file: str) -> set[str]:
        return set().union(*self._contexts(file).values()) & self.seconds.keys()

    def _contexts(self, file: str) -> dict[int, set[str]]:
        with self._lock:
            if file not in self._read:
                name = self.measured.get(file)
                found = self.data.contexts_by_lineno(name) if name else {}
                self._read[file] = {line: set(contexts) for line, contexts in found.items()}
            return self._read[file]

    @cached_property
    def _imports(self) -> dict[str, tuple[str, ...]]:
        """Module -> files of tests that import it."""
        return importing(self.root, "tests/**/test_*.py", NOT_RECORDED)

    @cached_property
    def _importing(self) -> dict[str, tuple[str, ...]]:
        """Module -> files of carbonsim that import it."""
        return importing(self.root / "src", "carbonsim/**/*.py")

    def _own_files(self, file: str) -> tuple[str, ...]:
        """Files of tests of a module: the one of its name, its doctests, and those that import it."""
        path = PurePosixPath(file)
        mirror = PurePosixPath("tests", *path.parts[1:-1], f"test_{path.stem}.py").as_posix()
        imported = self._imports.get(_module(file), ())
        here = PurePosixPath(mirror).parent.as_posix()
        imported = sorted(imported, key=lambda name: PurePosixPath(name).parent.as_posix() != here)
        doctests = f"src/{file}"
        known = [name for name in (mirror, doctests, *imported) if (self.root / name).is_file()]
        return tuple(dict.fromkeys(known))

    @staticmethod
    def _of_source(name: str) -> str:
        return "carbonsim/" + name.replace("\\", "/").rpartition("/src/carbonsim/")[2]


def importing(root: Path, pattern: str, left_out: tuple[str, ...] = ()) -> dict[str, tuple[str, ...]]:
    """Modules of carbonsim with the files below a folder that import them, in order of their names."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(root.glob(pattern)):
        name = path.relative_to(root).as_posix()
        if name.startswith(left_out):
            continue
        for line in IMPORT.finditer(path.read_text(encoding="utf-8")):
            names = re.findall(r"\w+", line[2])
            for module in (line[1], *(f"{line[1]}.{one}" for one in names)):
                found[module].append(name)
    return {module: tuple(dict.fromkeys(names)) for module, names in found.items()}


def _module(file: str) -> str:
    return ".".join(PurePosixPath(file).with_suffix("").parts).removesuffix(".__init__")


def _file(test: str) -> str:
    return test.partition("::")[0]

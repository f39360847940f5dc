"""The catalogue that is kept between runs: always that of the tables, and no error where none can be kept."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from carbonsim.engine import catalogue as shipped
from carbonsim.reference.user_cache import CACHE
from carbonsim.scenario import kept_catalogue as kept
from carbonsim.scenario.catalogue import read_catalogue
from tests.scenario.conftest import DEFINITIONS, PARAMETERS, write_catalogue

ADDRESS = "drivers.carbon_price"


class Reading:
    """The tables of a folder, read by way of the cache; `times` says how often they were really read."""

    def __init__(self, folder: Path) -> None:
        self.folders, self.times = write_catalogue(folder, DEFINITIONS, PARAMETERS), 0

    def make(self):
        self.times += 1
        return read_catalogue(self.folders)

    def __call__(self):
        return kept.kept_catalogue(self.folders, self.make)


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    monkeypatch.setattr(kept, "IMPORTED", float("inf"))  # tables of a test are new
    return tmp_path / "cache"


@pytest.fixture
def reading(tmp_path):
    folder = tmp_path / "tables"
    folder.mkdir()
    return Reading(folder)


def test_tables_are_read_once_and_come_back_the_same(cache, reading):
    first, second = reading(), reading()
    assert reading.times == 1
    assert second == first == read_catalogue(reading.folders)
    assert list(second.defaults) == list(first.defaults)
    assert not [path for path in cache.iterdir() if path.name.startswith(".")]


def test_the_shipped_catalogue_comes_back_the_same():
    made = shipped._read_anew()
    assert kept._read(kept._written(made)) == made


@pytest.mark.usefixtures("cache")
def test_an_edited_table_gives_the_edited_values(reading):
    before = reading().defaults[ADDRESS].value.central
    path = reading.folders["drivers"] / "parameters.csv"
    old, status = path.read_text(), path.stat()
    row = next(line for line in old.splitlines() if line.startswith(ADDRESS))
    new = row.replace(f",{before[0]:g},", f",{before[0] + 1:g},", 1)
    assert len(new) == len(row)
    path.write_text(old.replace(row, new))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))  # as long and as old as before
    assert reading().defaults[ADDRESS].value.central == (before[0] + 1,)
    path.write_text(old)
    assert reading().defaults[ADDRESS].value.central == before


def sealed(body: str) -> str:
    """A text that is whole, and no catalogue."""
    return f"{hashlib.sha256(body.encode()).hexdigest()}\n{body}"


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[: len(text) // 2],
        lambda text: text.replace("published", "estimated", 1),
        lambda text: text[:0],
        *(lambda _, other=other: other for other in ("\x80\n[]", sealed("[]"), sealed("7"), sealed("{"))),
    ],
)
def test_what_is_damaged_is_made_anew(cache, reading, damage):
    first = reading()
    (path,) = cache.iterdir()
    whole = path.read_text(encoding="utf-8")
    path.write_text(damage(whole), encoding="utf-8")
    assert reading() == first
    assert reading.times == 2
    assert path.read_text(encoding="utf-8") == whole


def test_a_cache_that_cannot_be_written_is_no_error(cache, reading):
    cache.write_text("a file, not a folder")
    assert reading() == reading()
    assert reading.times == 2


def test_a_table_that_changes_while_it_is_read_is_not_kept(cache, reading):
    path = reading.folders["drivers"] / "parameters.csv"

    def make():
        found = read_catalogue(reading.folders)
        path.write_text(path.read_text() + "#")
        return found

    kept.kept_catalogue(reading.folders, make)
    assert not cache.exists()


def test_code_that_changed_after_it_was_imported_keeps_nothing(cache, reading, monkeypatch):
    monkeypatch.setattr(kept, "IMPORTED", 0.0)
    reading()
    assert not cache.exists()


def test_old_catalogues_are_let_go(cache, reading):
    for number in range(kept.MOST_KEPT + 3):
        (reading.folders["drivers"] / "notes.csv").write_text(str(number))
        reading()
    assert len(list(cache.iterdir())) == kept.MOST_KEPT
    times = reading.times
    reading()
    assert reading.times == times, "the latest is there"


def test_a_scenario_of_one_sector_imports_no_other():
    code = (
        "import sys\n"
        "from types import SimpleNamespace\n"
        "from carbonsim.sectors import sectors_of\n"
        "print([sector.name for sector in sectors_of(SimpleNamespace(sectors=('freight',)))])\n"
        "print([name for name in sys.modules if name.startswith('carbonsim.sectors.steel')])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["['freight']", "[]"]

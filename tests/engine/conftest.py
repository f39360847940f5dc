"""A house with a second sector, which is a folder and nothing more; ensembles that are large soon."""

import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from carbonsim import sectors
from carbonsim.engine.catalogue import catalogue
from tests.engine.small_shards import make_shards_small

MORE = Path(__file__).parent / "more_sectors"
BLANK = Path(__file__).parent / "blank_sectors"


def forget():
    catalogue.cache_clear()
    sectors.sectors.cache_clear()


@pytest.fixture
def small_shards(monkeypatch):
    """Small shards, and an ensemble that counts as large from 100 draws on."""
    make_shards_small(monkeypatch)


@pytest.fixture
def cement(monkeypatch):
    """The sector `cement` beside the shipped ones."""
    with beside(MORE, monkeypatch):
        yield "cement"


@pytest.fixture
def glass(monkeypatch):
    """The sector `glass` beside the shipped ones."""
    with beside(BLANK, monkeypatch):
        yield "glass"


@contextmanager
def beside(folder, monkeypatch):
    """The sectors of a folder beside the shipped ones."""
    monkeypatch.setattr(sectors, "__path__", [*sectors.__path__, str(folder)])
    forget()
    yield
    names = tuple(f"carbonsim.sectors.{path.name}" for path in folder.iterdir() if path.is_dir())
    for name in [name for name in sys.modules if name.startswith(names)]:
        del sys.modules[name]
    monkeypatch.undo()
    forget()

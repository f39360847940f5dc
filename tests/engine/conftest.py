"""A house with a second sector, which is a folder and nothing more."""

import sys
from pathlib import Path

import pytest

from carbonsim import sectors
from carbonsim.engine.catalogue import catalogue

MORE = Path(__file__).parent / "more_sectors"


def forget():
    catalogue.cache_clear()
    sectors.sectors.cache_clear()


@pytest.fixture
def cement(monkeypatch):
    """The sector `cement` beside the shipped ones."""
    monkeypatch.setattr(sectors, "__path__", [*sectors.__path__, str(MORE)])
    forget()
    yield "cement"
    for name in [name for name in sys.modules if name.startswith("carbonsim.sectors.cement")]:
        del sys.modules[name]
    monkeypatch.undo()
    forget()

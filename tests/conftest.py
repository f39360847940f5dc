"""Property tests are repeatable here; `HYPOTHESIS_PROFILE=explore make pytest` looks for what they miss."""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

from carbonsim.corridor import service_curves
from carbonsim.corridor.curve_store import curves_of
from carbonsim.engine import loop
from carbonsim.reference.user_cache import CACHE

# no deadline: how long an example takes says how busy a machine is, and nothing of the equation
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("explore", derandomize=False, deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

# what NumPy would warn of stops a test; whoever runs a scenario is not told of it
loop.FLOATING = "raise"

# curves that tests make are shared by the processes of a run, and kept from the user's cache
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
os.environ[CACHE] = str(Path(tempfile.gettempdir()) / f"carbonsim-curves-{RUN}")

#: Their tests take longest.
LONGEST = (
    "test_readme.py",
    "test_golden.py",
    "test_notebooks.py",
    "test_corridor.py",
    "test_large_runs.py",
    "test_dask.py",
    "test_reads.py",
    "test_ensembles.py",
    "test_sensitivity.py",
    "test_audit.py",
    "test_audit_all.py",
    "test_solve.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest go first, or one process is alone with one of them in the end."""
    items.sort(key=lambda item: item.path.name not in LONGEST)


@pytest.fixture
def rough_curves(monkeypatch, tmp_path):
    """Service curves of few stations and days, for designs that are not shipped, in a cache of their own."""
    monkeypatch.setenv(CACHE, str(tmp_path))
    monkeypatch.setattr(service_curves, "STATIONS", 1)
    monkeypatch.setattr(service_curves, "WARM_UP", 0)
    monkeypatch.setattr(service_curves, "DAYS", 1)
    curves_of.cache_clear()
    yield
    curves_of.cache_clear()

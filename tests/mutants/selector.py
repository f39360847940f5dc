"""Plugin of pytest that keeps chosen tests of the files it is given, and all that were never recorded.

``CARBONSIM_TESTS`` names a file with the identifiers of the tests that are ``chosen`` and of all that are
``known``.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

TESTS = "CARBONSIM_TESTS"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is known and not chosen."""
    if TESTS not in os.environ:
        return
    tests = json.loads(Path(os.environ[TESTS]).read_text(encoding="utf-8"))
    chosen, known = set(tests["chosen"]), set(tests["known"])
    kept = [item for item in items if item.nodeid in chosen or item.nodeid not in known]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept

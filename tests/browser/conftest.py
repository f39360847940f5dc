"""One headless browser for all tests of a page, and runs to look at."""

from __future__ import annotations

import os

import pytest

from tests.browser.driver import Browser, missing

#: Set where a browser must be there: a missing one is a failure and no reason to skip.
REQUIRED = "CARBONSIM_BROWSER"


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    """Chromium, started once."""
    if absent := missing():
        told = f"{absent} not installed: pages are not looked at (Debian: chromium, chromium-driver)"
        if os.environ.get(REQUIRED):
            pytest.fail(told)
        pytest.skip(told)
    one = Browser(tmp_path_factory.mktemp("browser"))
    yield one
    one.close()

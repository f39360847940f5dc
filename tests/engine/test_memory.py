"""Memory that stays with the process."""

import ctypes
import sys

import pytest

from carbonsim.engine import memory


@pytest.fixture(autouse=True)
def _anew():
    memory.keep_memory.cache_clear()
    yield
    memory.keep_memory.cache_clear()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have other libraries")
def test_the_library_of_gnu_agrees():
    has_wish = hasattr(ctypes.CDLL(None), "mallopt")
    assert memory.keep_memory() == has_wish


def test_elsewhere_nothing_happens(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert not memory.keep_memory()
    assert not memory.release_memory()


def test_a_library_without_the_wish_is_left_alone(monkeypatch):
    monkeypatch.setattr(memory.ctypes, "CDLL", lambda _: object())
    assert not memory.keep_memory()
    assert not memory.release_memory()

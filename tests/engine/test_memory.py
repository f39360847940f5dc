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


def test_the_wishes_are_those_that_the_header_of_the_library_numbers(monkeypatch):
    wishes = {}
    monkeypatch.setattr(memory, "_from_library", lambda _: lambda *wish: wishes.update([wish]) or 1)
    assert memory.keep_memory()
    # malloc.h: M_TRIM_THRESHOLD is -1, M_MMAP_THRESHOLD is -3, and no more than half a heap, 32 MiB
    assert wishes == {-1: 256 * 2**20, -3: 32 * 2**20}

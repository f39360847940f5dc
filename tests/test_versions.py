"""Versions of Python and of libraries: what pyproject states is what `make core` and CI try."""

import re
import tomllib
from pathlib import Path

from tests.lowest_versions import PROJECT, lowest, stated

ROOT = Path(__file__).parents[1]


def test_every_requirement_has_a_lowest_version():
    own = [each for each in stated() if not each.startswith("carbonsim[")]
    assert len(lowest(own)) == len(own) > 10


def test_every_stated_version_is_at_most_the_one_that_tests_are_made_with():
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8").lower()
    newest = dict(line.split("==") for line in text.split())
    for constraint in lowest(stated()):
        name, version = constraint.lower().split("==")
        assert numbers(version) <= numbers(newest[name]), name


def numbers(version):
    return [int(part) for part in re.findall(r"\d+", version)]


def test_lowest_versions_are_tried_with_the_oldest_python():
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    oldest = project["requires-python"].removeprefix(">=")
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert f"make core PYTHON=python{oldest} LOWEST=1" in script


def test_core_tests_are_there():
    (core,) = re.findall(r"^CORE := (.*(?:\\\n.*)*)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    paths = core.replace("\\", " ").split()
    assert len(paths) > 3
    assert all((ROOT / path).exists() for path in paths)

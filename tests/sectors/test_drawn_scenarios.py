"""Scenarios drawn from the bounds of the definitions run, or are refused at their place."""

import json
import os
import subprocess
import sys
from collections import Counter

import pytest

from carbonsim.cli.failures import BAD_INPUT, DONE
from carbonsim.core.distributions import DISTRIBUTIONS
from carbonsim.engine.catalogue import catalogue
from carbonsim.scenario.quantity import INTERPOLATIONS
from tests.sectors.drawn_rows import FAMILIES, NEW
from tests.sectors.drawn_scenarios import WITH_YEARS, YEARS, drawn, drawn_text, outcome, parents
from tests.sectors.drawn_values import at, bounds

SECTORS = ("freight", "nev", "steel")
#: Those that `make test` runs; CONTRIBUTING says how others are run by hand.
SEEDS = range(100, 120)
#: How many of them run at least: the others are refused for a reason.
RUN = 12
#: Those that are looked at without being run, which takes no time.
DRAWN = range(400)
#: Runs the command line in one process, as a shell would; the last line of its output holds the exit codes.
SHELL = """
import json, sys
from carbonsim.cli.main import main
codes = []
for path in sys.argv[1:]:
    codes += [main(["check", path]), main(["run", path, "--no-figures", "--quiet", "--out", path + ".out"])]
print(json.dumps(codes))
"""


@pytest.mark.parametrize("sector", SECTORS)
def test_what_is_drawn_runs_or_is_refused_at_its_place(sector, tmp_path):
    kinds = Counter()
    for seed in SEEDS:
        text = drawn_text(sector, seed)
        try:
            kind, _ = outcome(text, tmp_path)
        except Exception as error:
            pytest.fail(f"{sector} {seed}: {type(error).__name__}: {error}\n\n{text}")
        kinds[kind] += 1
    assert kinds["runs"] >= RUN, kinds


def test_the_command_line_takes_what_is_drawn(tmp_path):
    seeds, paths = SEEDS[:5], []
    for sector in SECTORS:
        for seed in seeds:
            paths.append(tmp_path / f"{sector}-{seed}.yaml")
            paths[-1].write_text(drawn_text(sector, seed), encoding="utf-8")
    command = [sys.executable, "-W", "always", "-c", SHELL, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ)
    assert done.returncode == 0, done.stderr
    codes = json.loads(done.stdout.splitlines()[-1])
    assert len(codes) == 2 * len(paths)  # `check` and `run`
    assert set(codes) <= {DONE, BAD_INPUT}, f"{codes}\n{done.stderr}"
    of_a_sector = 2 * len(seeds)
    for first in range(0, len(codes), of_a_sector):
        assert DONE in codes[first : first + of_a_sector]
    assert "Warning" not in done.stderr


@pytest.mark.parametrize("sector", SECTORS)
def test_all_that_may_be_set_is_drawn(sector):
    patterns = {setting.definition.pattern for each in parents(sector) for setting in each.settings.values()}
    seen = {catalogue().definition(key).pattern for seed in DRAWN for key, _ in leaves(drawn(sector, seed))}
    assert patterns - seen <= set(WITH_YEARS)


@pytest.mark.parametrize("sector", SECTORS)
def test_rows_are_added_and_removed(sector):
    trees = [drawn(sector, seed) for seed in DRAWN]
    for family in FAMILIES[sector]:
        rows = [(at(tree, family) or {}) for tree in trees]
        assert sum(NEW in each for each in rows) > 5, family
        assert sum(None in each.values() for each in rows) > 5, family
    compared = [
        ("reference" in tree) and any(NEW in (at(tree, f) or {}) for f in FAMILIES[sector]) for tree in trees
    ]
    assert 10 < sum(compared) < len(trees) / 2


@pytest.mark.parametrize("sector", SECTORS)
def test_values_reach_their_ends_and_ranges_are_of_all_kinds(sector):
    ends, courses, distributions, lengths, whole_ranges = set(), set(), set(), set(), 0
    for seed in DRAWN:
        tree = drawn(sector, seed)
        lengths.add(tree["years"][1] - tree["years"][0] + 1)
        for key, stated in leaves(tree):
            if not isinstance(stated, dict):
                continue  # a text
            courses.add(stated.get("interpolation"))
            kind = stated.get("distribution")
            distributions.add("discrete" if isinstance(kind, dict) else kind)
            if "value" in stated:
                low, high = bounds(catalogue().definition(key))
                ends |= {name for name, end in (("low", low), ("high", high)) if stated["value"] == end}
                whole_ranges += stated.get("low") == low or stated.get("high") == high
    assert ends == {"low", "high"}
    assert courses >= set(INTERPOLATIONS)
    assert distributions >= {*DISTRIBUTIONS, "discrete"}
    assert lengths == set(range(1, YEARS + 1))
    assert whole_ranges > 20


def leaves(tree, section=""):
    """Keys of parameters with what a tree states of them."""
    for name, value in tree.items():
        key = f"{section}.{name}" if section else name
        if catalogue().definition(key) is not None:
            yield key, value
        elif isinstance(value, dict):
            yield from leaves(value, key)

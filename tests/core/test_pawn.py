"""Distances of distributions, against SALib."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from SALib.analyze import pawn as salib
from SALib.test_functions import Ishigami

from carbonsim.core.pawn import PawnSample, chance_ratio


@pytest.mark.parametrize("slices", [2, 5, 10])
@pytest.mark.parametrize("decimals", [9, 0])
def test_salib_finds_the_same(slices, decimals):
    # at 0 decimals many outputs are equal
    inputs = np.random.default_rng(1).uniform(-np.pi, np.pi, (800, 3))
    outputs = np.stack([Ishigami.evaluate(inputs), inputs[:, 0] ** 2]).round(decimals)
    problem = {"num_vars": 3, "names": list("abc"), "bounds": [(-np.pi, np.pi)] * 3}
    sample = PawnSample(outputs, slices)
    for row, values in enumerate(outputs):
        theirs = salib.analyze(problem, inputs, values, S=slices)
        for column in range(3):
            found = sample.distances(inputs[:, column])
            assert found.median[row] == pytest.approx(theirs["median"][column], rel=1e-12)
            assert found.maximum[row] == pytest.approx(theirs["maximum"][column], rel=1e-12)


def test_an_input_that_is_the_output_moves_it_most():
    x = np.random.default_rng(2).normal(size=2000)
    found = PawnSample(x[None], 10).distances(x)
    # the lowest and highest tenth lie 0.9 from the whole
    assert found.maximum[0] == pytest.approx(0.9, abs=0.01)


@given(st.lists(st.floats(-1e6, 1e6), min_size=20, max_size=60))
def test_any_monotone_change_of_units_leaves_the_distances(values):
    outputs = np.array([values])
    x = np.arange(len(values), dtype=float)
    one = PawnSample(outputs, 4).distances(x)
    other = PawnSample(2 * outputs, 4).distances(3 * x + 1)
    assert np.array_equal(one.median, other.median)
    assert np.all((one.median >= 0) & (one.maximum <= 1))


def test_an_input_of_one_value_has_no_slices():
    outputs = np.random.default_rng(3).normal(size=(2, 50))
    assert PawnSample(outputs, 5).distances(np.ones(50)).maximum.tolist() == [0.0, 0.0]


@pytest.mark.parametrize(("draws", "slices"), [(100, 1), (9, 5)])
def test_slices_need_draws(draws, slices):
    with pytest.raises(ValueError, match="slices"):
        PawnSample(np.zeros((1, draws)), slices)


def test_draws_without_the_output_are_left_out():
    rng = np.random.default_rng(6)
    x, y = rng.normal(size=(2, 600))
    there = rng.uniform(size=600) < 0.4
    outputs = np.stack(
        [x + y, np.where(there, x - y, np.nan), np.full(600, np.nan), np.where(there, y, np.nan)]
    )
    outputs[2, :9] = 1.0  # fewer than two for each slice
    found, whole = PawnSample(outputs, 5).distances(x), PawnSample(outputs[:1], 5).distances(x)
    part = PawnSample(outputs[[1, 3]][:, there], 5).distances(x[there])
    for measure in ("median", "maximum"):
        values = getattr(found, measure)
        assert values[0] == getattr(whole, measure)[0]
        assert values[[1, 3]].tolist() == getattr(part, measure).tolist()
        assert np.isnan(values[2])


def test_chance_brings_the_largest_of_many_as_far_as_it_says_in_fewer_than_one_of_twenty_samples():
    random, inputs = np.random.default_rng(5), 30
    largest, typical = [], []
    for _ in range(80):
        sample = PawnSample(random.normal(size=(1, 300)), 10)
        found = [float(sample.distances(random.normal(size=300)).median[0]) for _ in range(inputs)]
        largest.append(max(found))
        typical.append(np.mean(found))
    reached = np.array(largest) / np.mean(typical)
    assert np.mean(reached > chance_ratio(inputs, 10, 0.05)) <= 0.05
    assert np.quantile(reached, 0.95) > 0.9 * chance_ratio(inputs, 10, 0.05), "and not by much"


def test_one_input_of_which_half_may_reach_it_is_the_measure_itself():
    assert chance_ratio(1, 2, 0.75) == pytest.approx(1.0)
    assert chance_ratio(10, 10, 0.05) < chance_ratio(100, 10, 0.05) < chance_ratio(100, 10, 0.01)

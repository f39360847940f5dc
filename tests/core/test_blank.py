"""Blanks: what is not there has no part in statistics, and is an answer nowhere."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.core import blank
from carbonsim.core.blank import BLANK

PROBABILITIES = (0.05, 0.25, 0.5, 0.75, 0.95)


def test_without_blanks_statistics_have_the_bits_of_numpy():
    values = np.random.default_rng(1).normal(size=(38, 501))
    assert np.array_equal(blank.quantiles(values, PROBABILITIES), np.quantile(values, PROBABILITIES, axis=1))
    assert np.array_equal(blank.mean(values), values.mean(axis=1))
    assert np.array_equal(blank.ratio(values, values[0]), values / values[0])
    assert [end.tolist() for end in blank.least_and_most(values)] == [
        values.min(axis=1).tolist(),
        values.max(axis=1).tolist(),
    ]


def test_a_row_without_blanks_keeps_its_bits_beside_one_that_has_some():
    values = np.random.default_rng(2).normal(size=(3, 400))
    values[1, ::3], values[2] = BLANK, BLANK
    found = blank.quantiles(values, PROBABILITIES)
    assert np.array_equal(found[:, 0], np.quantile(values[0], PROBABILITIES))
    assert np.array_equal(found[:, 1], np.quantile(blank.figures(values[1]), PROBABILITIES))
    assert np.isnan(found[:, 2]).all()
    assert np.array_equal(blank.mean(values)[:2], [values[0].mean(), blank.figures(values[1]).mean()])
    assert np.isnan(blank.mean(values)[2])


@given(
    st.lists(st.floats(-1e9, 1e9) | st.just(BLANK), min_size=1, max_size=30), st.sampled_from(PROBABILITIES)
)
def test_blanks_take_no_part(values, probability):
    array = np.array(values)
    there = array[~np.isnan(array)]
    found = float(blank.quantiles(array, (probability,))[0])
    if there.size:
        assert found == np.quantile(there, probability)
        assert float(blank.mean(array)) == there.mean()
        assert blank.share(array > 0, array) == (there > 0).mean()
        assert array[blank.place_of_least(array)] == there.min()
        assert [float(end) for end in blank.least_and_most(array)] == [there.min(), there.max()]
    else:
        assert np.isnan([found, blank.mean(array), blank.share(array > 0, array)]).all()
        assert blank.place_of_least(array) is None
        assert np.isnan(blank.least_and_most(array)).all()
    assert blank.missing(array) == np.isnan(array).mean()
    assert blank.anything(array) == bool(np.any(there != 0))


@pytest.mark.parametrize("shape", [(2, 3, 5), (4, 1), (7,)])
def test_the_last_axis_goes(shape):
    values = np.ones(shape)
    values[..., 0] = BLANK
    assert blank.mean(values).shape == shape[:-1]
    assert blank.quantiles(values, (0.5, 0.6)).shape == (2, *shape[:-1])


def test_a_ratio_to_nothing_is_blank_and_a_share_of_0_is_0():
    found = blank.ratio(np.array([0.0, 0.0, 3.0]), np.array([2.0, 0.0, 0.0]))
    assert found[0] == 0.0
    assert np.isnan(found[1:]).all()
    assert np.isnan(blank.ratio(np.array(1.0), 0.0))


def test_what_is_drawn_for_a_blank_is_nothing():
    assert blank.filled(np.array([1.0, BLANK])).tolist() == [1.0, 0.0]


@pytest.mark.parametrize("count", [1, 2, 3, 10, 99, 100, 101, 1000])
def test_quantiles_are_those_of_numpy_to_the_bit(count):
    random = np.random.default_rng(count)
    probabilities = (0.0, 0.05, 0.25, 1 / 3, 0.5, 0.9, 0.95, 1.0)
    for digits in (1, 15):
        values = np.round(random.normal(size=(3, 4, count)) * 10.0 ** random.integers(-6, 6), digits)
        expected = np.quantile(values, probabilities, axis=-1)
        np.testing.assert_array_equal(blank.quantiles(values, probabilities), expected)

"""Quantiles from counts: within a bin of those of the values, the same in any order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.core.binning import BINS, bin_layout, count_bins, count_quantiles

PROBABILITIES = (0.05, 0.25, 0.5, 0.75, 0.95)


def quantiles(values, sample=None):
    low, width = bin_layout(values if sample is None else sample)
    ends = values.min(axis=1), values.max(axis=1)
    return count_quantiles(count_bins(values, low, width), low, width, ends, PROBABILITIES)


SHAPES = {
    "normal": lambda rng, size: rng.normal(5, 2, size),
    "log-normal": lambda rng, size: rng.lognormal(0, 1.5, size),
    "uniform": lambda rng, size: rng.uniform(-1, 1, size),
    "heavy tails": lambda rng, size: rng.standard_cauchy(size),
    "two values": lambda rng, size: rng.choice([0.0, 7.0], size),
    "large and close": lambda rng, size: 1e9 + rng.normal(0, 1, size),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_quantiles_are_within_a_bin_of_those_of_the_values(shape):
    rng = np.random.default_rng(1)
    values = SHAPES[shape](rng, (3, 50_000))
    found, width = quantiles(values, values[:, :1000])
    exact = np.quantile(values, PROBABILITIES, axis=1)
    assert np.all(np.abs(found - exact) <= width * (1 + 1e-9))
    middle = exact[-1] - exact[0]
    assert np.all(width[[0, 2, 4]] <= 0.04 * middle)


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=60),
    st.floats(1e-3, 1e6) | st.just(0.0),
)
def test_any_sample_gives_its_own_quantiles(sample, far):
    values = np.array([sample]) + far
    found, width = quantiles(values)
    # between two values that are apart any is a quantile
    low = np.quantile(values, PROBABILITIES, axis=1, method="lower") - width
    high = np.quantile(values, PROBABILITIES, axis=1, method="higher") + width
    slack = 1e-9 * (1 + np.abs(values).max())
    assert np.all(found >= low - slack)
    assert np.all(found <= high + slack)


def test_counts_add_up_in_any_order_and_division():
    rng = np.random.default_rng(2)
    values = rng.normal(size=(4, 1000))
    low, width = bin_layout(values[:, :100])
    whole = count_bins(values, low, width)
    assert np.all(whole.sum(axis=1) == 1000)
    shuffled = values[:, rng.permutation(1000)]
    parts = sum(count_bins(shuffled[:, start : start + 7], low, width) for start in range(0, 1000, 7))
    assert np.array_equal(whole, parts)


def test_one_value_is_itself():
    values = np.full((1, 10), 3.7)
    found, width = quantiles(values)
    assert np.all(found == 3.7)
    assert np.all(width == 0)
    # values beside it lie in the open bins, on their sides
    low, width = bin_layout(values)
    counts = count_bins(np.array([[3.7, 3.6, 3.8, np.nan]]), low, width)
    assert counts[0, [0, 1, BINS - 1]].tolist() == [1, 1, 1]


def test_values_that_differ_by_rounding_are_one_value():
    exact = 92.5
    other = np.nextafter(exact, 0)
    sample = np.array([[exact] * 600 + [other] * 400])
    found, _ = quantiles(np.array([[exact, other, np.nextafter(exact, 100)] * 100]), sample)
    assert found == pytest.approx(exact, rel=1e-9)
    # the same with a few that are apart
    sample = np.concatenate([sample, [[95.0, 93.0]]], axis=1)
    found, width = quantiles(np.concatenate([np.full((1, 1000), other), [[94.0]]], axis=1), sample)
    assert np.all(np.abs(found - exact) <= width)


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_rounding_is_that_of_the_value_farthest_from_0(sign):
    # 0 but for rounding of the 1 beside it: one value, and bins reach to the other
    sample = sign * np.append(np.linspace(0.0, 1e-13, 1000), 1.0)[None]
    _, width = bin_layout(sample)
    assert width * BINS == pytest.approx(1.1, rel=0.01)


def test_outliers_do_not_make_all_bins_coarse():
    rng = np.random.default_rng(3)
    sample = np.concatenate([rng.normal(size=(1, 1000)), [[1e9]]], axis=1)
    _, width = bin_layout(sample)
    assert width < 0.02


def test_beyond_the_sample_values_end_at_their_least_and_most():
    sample, values = np.array([[0.0, 1.0]]), np.array([[-3.0] + [0.5] * 8 + [5.0] * 11])
    found, width = quantiles(values, sample)
    assert width[2:, 0].tolist() == pytest.approx([5.0 - 1.05] * 3)
    assert np.all((found[2:] >= 1.05) & (found[2:] <= 5.0))
    assert found[1] == pytest.approx(0.5, abs=width[1, 0])
    assert quantiles(np.array([[-3.0] * 9 + [0.5]]), sample)[0][0, 0] <= -0.05
    # also where the sample was one value
    found, width = quantiles(np.array([[0.0] * 10 + [2.0] * 10]), np.zeros((1, 5)))
    assert found[:2, 0].tolist() == [0.0, 0.0]
    assert np.all((found[3:] > 0.0) & (found[3:] <= 2.0))
    assert width[:, 0].tolist() == [0.0, 0.0, 0.0, 2.0, 2.0]


def test_blanks_have_no_bins():
    values = np.array([[np.nan, 1.0], [0.0, 1.0], [np.nan, np.nan]])
    low, width = bin_layout(values)
    assert low[0] == 1.0
    assert (width == 0).tolist() == [True, False, True]
    assert np.isnan(low[2])
    counts = count_bins(np.array([[np.nan, 1.0], [0.0, np.inf], [np.nan, 7.0]]), low, width)
    assert counts.sum(axis=1).tolist() == [1, 2, 1]
    assert counts[:, 0].tolist() == [0, 0, 1]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("share", [0.0, 0.03, 0.6, 0.999])
def test_quantiles_of_what_is_there_are_within_a_bin(shape, share):
    rng = np.random.default_rng(4)
    values = SHAPES[shape](rng, (3, 50_000))
    values[1:][rng.uniform(size=(2, 50_000)) < share] = np.nan
    low, width = bin_layout(values[:, :1000])
    ends = np.nanmin(values, axis=1), np.nanmax(values, axis=1)
    found, wide = count_quantiles(count_bins(values, low, width), low, width, ends, PROBABILITIES)
    for row in range(3):
        there = np.sort(values[row][~np.isnan(values[row])])
        # between two values that are apart any is a quantile
        below, above = (np.quantile(there, PROBABILITIES, method=method) for method in ("lower", "higher"))
        slack = wide[:, row] * (1 + 1e-9) + 1e-9 * np.abs(above)
        assert np.all((found[:, row] >= below - slack) & (found[:, row] <= above + slack))


def test_rows_without_blanks_are_laid_out_as_without_the_others():
    values = np.random.default_rng(5).normal(size=(3, 2000))
    gaps = values.copy()
    gaps[1, ::2], gaps[2] = np.nan, np.nan
    (low, width), (same_low, same_width) = bin_layout(values), bin_layout(gaps)
    assert (low[0], width[0]) == (same_low[0], same_width[0])
    one = bin_layout(values[1:2, 1::2])
    assert (same_low[1], same_width[1]) == (one[0][0], one[1][0])
    assert np.array_equal(count_bins(gaps, low, width)[0], count_bins(values, low, width)[0])


def test_where_the_sample_has_no_figure_there_is_one_bin_from_the_least_to_the_most():
    sample = np.full((2, 10), np.nan)
    values = np.array([[3.0, np.nan, 5.0, 4.0, np.nan], [np.nan] * 5])
    low, width = bin_layout(sample)
    ends = np.array([3.0, np.inf]), np.array([5.0, -np.inf])
    found, wide = count_quantiles(count_bins(values, low, width), low, width, ends, (0.0, 0.5, 1.0))
    assert np.all((found[:, 0] >= 3.0) & (found[:, 0] <= 5.0))
    assert np.all(np.diff(found[:, 0]) > 0)
    assert wide[:, 0].tolist() == [2.0] * 3
    # nothing was counted of the other
    assert np.isnan(found[:, 1]).all()

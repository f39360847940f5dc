"""Growth and shares of recorded figures: published years, limits, draws, wrong input."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.core.statistics import change_percent, growth_percent, has_share, share_percent

COUNTS = st.floats(1.0, 1e6)


@pytest.mark.parametrize(
    ("now", "before", "percent"),
    [
        # CAAM (2024), new energy vehicles of 2023 and 2022 in millions: made, then sold
        (9.587, 7.058, 35.8),
        (9.495, 6.887, 37.9),
    ],
)
def test_growth_of_published_years(now, before, percent):
    assert round(float(growth_percent(now, before)), 1) == percent


def test_growth_by_hand():
    assert growth_percent(3.0, 2.0) == 50.0
    assert growth_percent(2, 2) == 0.0
    assert growth_percent(0.0, 2.0) == -100.0


@given(now=st.floats(0.0, 1e9), before=st.floats(1e-3, 1e9), unit=st.sampled_from([0.5, 2.0, 1024.0]))
def test_growth_leads_back_and_knows_no_unit(now, before, unit):
    growth = growth_percent(now, before)
    assert before * (1.0 + growth / 100.0) == pytest.approx(now, rel=1e-9, abs=1e-9 * before)
    assert growth_percent(now * unit, before * unit) == growth


def test_growth_needs_a_year_before():
    with pytest.raises(ValueError, match="a year before above 0"):
        growth_percent(1.0, 0.0)


@pytest.mark.parametrize(
    ("part", "percent"),
    # IEA (2025): 8.1 of 13.71 million electric cars of the world; CAAM: 9.495 million by wholesale
    [(8.1, 59.1), (9.495, 62.9)],
)
def test_shares_of_published_years(part, percent):
    assert round(float(share_percent(part, 13.71, 8.1)), 1) == percent


def test_a_share_at_the_boundary_of_the_whole_is_part_over_whole():
    assert share_percent(1.0, 4.0, 1.0) == 25.0
    assert share_percent(4.0, 4.0, 4.0) == 100.0


@given(part=COUNTS, rest=COUNTS, counted=COUNTS, unit=st.sampled_from([0.5, 2.0, 1024.0]))
def test_a_share_leaves_the_rest_and_knows_no_unit(part, rest, counted, unit):
    share = share_percent(part, rest + counted, counted)
    assert 0.0 <= share <= 100.0
    assert share == pytest.approx(100.0 * part / (part + rest), rel=1e-6)
    assert share_percent(part * unit, (rest + counted) * unit, counted * unit) == share


@pytest.mark.parametrize(("part", "whole", "counted"), [(1.0, 0.0, 0.0), (1.0, 1.0, 2.0), (0.0, 1.0, 1.0)])
def test_a_share_of_nothing_is_none(part, whole, counted):
    assert not has_share(part, whole, counted)
    with pytest.raises(ValueError, match="a share needs a whole"):
        share_percent(part, whole, counted)


def test_draws_are_as_floats():
    parts = np.array([1.0, 2.0])
    assert share_percent(parts, 4.0, 1.0).tolist() == [float(share_percent(x, 4.0, 1.0)) for x in parts]
    assert growth_percent(parts, 4.0).tolist() == [float(growth_percent(x, 4.0)) for x in parts]


def test_a_change_is_negative_where_less_is_left():
    change = change_percent(np.array([0.6, 3.0, 2.0, -1.0]), np.full(4, 2.0))
    np.testing.assert_allclose(change, [-70.0, 50.0, 0.0, -150.0])
    assert float(change_percent(0.6, 2.0)) == change[0], "scalars as vectors"


@pytest.mark.parametrize("base", [0.0, -2.0, float("nan")])
def test_there_is_no_change_of_nothing(base):
    assert np.isnan(change_percent(np.array([1.0]), np.array([base]))).all()

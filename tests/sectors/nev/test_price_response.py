"""How buyers respond to what cars cost: known values, limits, draws, wrong input, and an oracle."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import brentq

from carbonsim.core.choice import inclusive_value, logit_shares
from carbonsim.sectors.nev import price_response as pr

ELASTICITIES = st.floats(-6.0, 0.0)
CHANGES = arrays(float, (4, 1), elements=st.floats(-1.0, 1.0))
UTILITIES = arrays(float, (4, 1), elements=st.floats(-4.0, 4.0))


def test_a_price_e_fold_higher_takes_its_elasticity_from_utility():
    assert pr.price_utility(np.e * 100.0, 100.0, -2.5) == pytest.approx(-2.5)
    assert pr.price_utility(100.0, 100.0, -2.5) == 0.0


def test_the_elasticity_of_a_segment_is_the_slope_of_its_share():
    # a share a P of a logit: its logarithm against that of the price of all plug-in cars, by differences
    def share(rise):
        return 0.3 / (1.0 + np.exp(-(0.4 - 2.5 * rise)))

    step = 1e-6
    slope = (np.log(share(step)) - np.log(share(-step))) / (2 * step)
    assert pr.segment_elasticity(-2.5, share(0.0) / 0.3) == pytest.approx(slope, rel=1e-8)
    assert pr.segment_elasticity(-2.5, 1.0) == 0.0


@given(utility=UTILITIES, change=CHANGES, elasticity=st.floats(-6.0, -0.05))
def test_the_mean_change_is_that_of_all_prices_that_leaves_buyers_as_well_off(utility, change, elasticity):
    """An oracle: the one rise of all prices with the same inclusive value, found by search."""
    after = utility + elasticity * change
    found = pr.mean_price_change(logit_shares(after), change, np.array([elasticity]))
    same = brentq(
        lambda rise: float(inclusive_value(utility + elasticity * rise)[0] - inclusive_value(after)[0]), -2, 2
    )
    assert found[0] == pytest.approx(same, abs=1e-9)


@given(
    utility=UTILITIES, change=CHANGES, elasticity=ELASTICITIES, row=st.integers(0, 3), more=st.floats(0, 1)
)
def test_the_mean_change_rises_with_each_price(utility, change, elasticity, row, more):
    def mean(rise):
        return pr.mean_price_change(logit_shares(utility + elasticity * rise), rise, np.array([elasticity]))[
            0
        ]

    dearer = change.copy()
    dearer[row] += more
    assert mean(dearer) >= mean(change) - 1e-12
    assert change.min() - 1e-9 <= mean(change) <= change.max() + 1e-9


def test_the_mean_change_of_draws_is_that_of_each():
    shares, change = np.array([[0.2, 0.9], [0.8, 0.1]]), np.array([[0.3, -0.2], [0.1, 0.4]])
    elasticity = np.array([-2.5, 0.0])
    together = pr.mean_price_change(shares, change, elasticity)
    alone = [
        pr.mean_price_change(shares[:, [draw]], change[:, [draw]], elasticity[[draw]])[0] for draw in (0, 1)
    ]
    assert together.tolist() == pytest.approx(alone, rel=1e-15)
    # without substitution it is the mean of the logarithms
    assert together[1] == pytest.approx(0.9 * -0.2 + 0.1 * 0.4, abs=1e-8)


def test_prices_that_fall_to_next_to_nothing_are_a_number():
    found = pr.mean_price_change(np.array([[1.0], [0.0]]), np.array([[-40.0], [20.0]]), np.array([-10.0]))
    assert found[0] == pytest.approx(-40.0)

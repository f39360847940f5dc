"""The hindcast: what is shipped is what the fit gives, and 2025 is not used in it."""

import numpy as np
import pytest

import carbonsim
from carbonsim.analysis.hindcast import hindcast
from carbonsim.sectors.freight.calibration import constants_of, fit_constants, segment_shares

RNG = np.random.default_rng(1)


@pytest.fixture(scope="module")
def found():
    return hindcast(2024)


def test_the_shipped_constants_are_those_of_the_fit(found):
    scenario = carbonsim.load_scenario("china-trucks-hindcast")
    for row, constant, spread in zip(found.powertrains, found.fit.constants, found.fit.spread, strict=True):
        quantity = scenario.quantity(f"freight.powertrains.{row}.choice_constant")
        assert quantity.central[0] == pytest.approx(constant, abs=5e-4)
        if quantity.low is not None:
            assert quantity.low[0] == pytest.approx(constant - spread, abs=1e-3)
            assert quantity.high[0] == pytest.approx(constant + spread, abs=1e-3)


def test_fujian_uses_the_constants_that_reproduce_2025(found):
    scenario = carbonsim.load_scenario("fujian-no-policy")
    for row, constant in zip(found.powertrains, found.latest, strict=True):
        shipped = scenario.quantity(f"freight.powertrains.{row}.choice_constant").central[0]
        assert shipped == pytest.approx(constant, abs=0.01)


def test_the_year_held_out_does_not_reach_the_fit():
    cost = RNG.uniform(0.2, 0.5, (6, 4, 2))
    shares = RNG.dirichlet(np.ones(4), 6)
    weight = np.array([0.4, 0.6])
    base = fit_constants(cost[:5], shares[:5], 6.0, weight, 1000, 1e-12)
    changed = shares.copy()
    changed[5] = (0.01, 0.01, 0.01, 0.97)
    again = fit_constants(cost[:5], changed[:5], 6.0, weight, 1000, 1e-12)
    assert np.array_equal(base.constants, again.constants)


def test_the_fit_finds_the_constants_that_made_the_data():
    cost = RNG.uniform(0.2, 0.5, (5, 4, 3))
    weight = np.array([0.2, 0.3, 0.5])
    true = np.array([0.0, -1.0, 2.0, 0.5])
    shares = segment_shares(cost, 6.0, true, weight)
    fit = fit_constants(cost, shares, 6.0, weight, 5000, 1e-13)
    assert np.allclose(fit.constants, true, atol=1e-9)
    assert np.allclose(fit.residuals, 0, atol=1e-9)
    assert np.allclose(fit.spread, 0, atol=1e-8)


def test_modelled_and_observed_mean_shares_agree(found):
    fitted = [row for row in found.rows if row.fitted]
    for label in {row.row for row in fitted}:
        actual = np.mean([row.actual for row in fitted if row.row == label])
        model = np.mean([row.model for row in fitted if row.row == label])
        assert model == pytest.approx(actual, rel=1e-9)


def test_the_likelihood_is_highest_at_the_constants():
    cost = RNG.uniform(0.2, 0.5, (5, 3, 1))
    shares = RNG.dirichlet(np.ones(3), 5)
    weight = np.ones(1)
    constants = constants_of(cost, shares, 6.0, weight, 5000, 1e-13)

    def likelihood(values):
        return (shares * np.log(segment_shares(cost, 6.0, values, weight))).sum()

    for step in (np.array([0, 0.05, 0]), np.array([0, 0, -0.05]), np.array([0, -0.02, 0.03])):
        assert likelihood(constants + step) < likelihood(constants)


def test_the_take_off_of_2025_is_missed_and_said(found):
    (row,) = [row for row in found.rows if row.year == 2025 and row.row == "new energy"]
    assert row.actual == pytest.approx(0.289, abs=0.001)
    assert not row.fitted
    assert row.error < -0.15


@pytest.mark.parametrize("shares", [np.array([[1.0, 0.0], [0.5, 0.5]]), np.array([[0.5, 0.5]])])
def test_what_identifies_nothing_is_refused(shares):
    with pytest.raises(ValueError, match="identifies no"):
        fit_constants(np.ones((len(shares), 2, 1)), shares, 6.0, np.ones(1), 100, 1e-9)

"""Imitation and volatility after a history: the prior, the truth, and SciPy's integrals as an oracle."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, special, stats

from carbonsim.core.posterior import Prior, draw_posterior, log_density_of_volatility, posterior

GRID = np.geomspace(0.02, 8.0, 241)
PRIOR = Prior(0.73, 0.6, 0.445, 6.0)
NOTHING = np.empty((0, 1))
#: Rises and appeals of six years, as they may be.
RISES = np.array([0.9, 1.1, 0.2, 0.5, 0.8, -0.1])
APPEALS = np.array([0.35, 0.4, 0.5, 0.55, 0.6, 0.7])
EVEN = (np.arange(2000) + 0.5) / 2000


def joint(rises, appeals, prior):
    """Imitation and logarithm of volatility on a fine grid, and the joint density of both and the history."""
    w, logarithm = np.linspace(0.0, 5.0, 1001)[:, None], np.linspace(np.log(0.02), np.log(8.0), 401)
    sigma, half = np.exp(logarithm), prior.freedom / 2.0
    low = -prior.mean / prior.deviation
    density = stats.truncnorm.pdf(w, low, np.inf, loc=prior.mean, scale=prior.deviation)
    square = stats.invgamma.pdf(sigma**2, half, scale=half * prior.scale**2)
    density = density * square * 2.0 * sigma**2
    for rise, appeal in zip(rises, appeals, strict=True):
        density = density * stats.norm.pdf(rise, w * appeal, sigma)
    return w, logarithm, density


def drawn(after, seed=1, count=40_000):
    """Imitation and volatility of a posterior of one structural draw."""
    return draw_posterior(after, *np.random.default_rng(seed).uniform(size=(2, count)))


# Volatility -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("scale", "freedom"), [(0.445, 6.0), (1.0, 1.0), (2.0, 30.5)])
def test_density_of_volatility_is_that_of_its_square_by_scipy(scale, freedom):
    sigma = np.linspace(0.1, 3.0, 30)
    square = stats.invgamma(freedom / 2.0, scale=freedom * scale**2 / 2.0)
    expected = square.logpdf(sigma**2) + np.log(2.0 * sigma)
    np.testing.assert_allclose(log_density_of_volatility(sigma, scale, freedom), expected, rtol=1e-9)


def test_density_of_volatility_of_draws_is_that_of_each():
    sigma, scale = np.array([[0.3], [0.6]]), np.array([0.4, 0.5, 0.6])
    together = log_density_of_volatility(sigma, scale, 6.0)
    for g, d in np.ndindex(2, 3):
        alone = log_density_of_volatility(float(sigma[g, 0]), float(scale[d]), 6.0)
        assert together[g, d] == pytest.approx(float(alone), rel=1e-14)


@pytest.mark.parametrize("arguments", [(0.0, 1.0, 1.0), (1.0, -1.0, 1.0), (np.array([1.0, 2.0]), 1.0, 0.0)])
def test_density_of_volatility_refuses_what_is_none(arguments):
    with pytest.raises(ValueError, match="above 0"):
        log_density_of_volatility(*arguments)


# Posterior ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rises", "appeals", "prior"),
    [
        (RISES, APPEALS, PRIOR),
        (RISES[:1], APPEALS[:1], PRIOR),
        (-RISES, APPEALS, PRIOR),  # only the bound at 0 keeps imitation up
        (RISES, APPEALS, Prior(-0.2, 0.3, 0.6, 3.0)),
    ],
)
def test_evidence_and_means_are_the_integrals_of_scipy(rises, appeals, prior):
    w, logarithm, density = joint(rises, appeals, prior)

    def integral(values):
        return integrate.simpson(integrate.simpson(values * density, x=w[:, 0], axis=0), x=logarithm)

    after = posterior(rises[:, None], appeals[:, None], prior, GRID)
    evidence = integral(1.0)
    assert after.log_evidence[0] == pytest.approx(np.log(evidence), abs=2e-4)
    chance = np.repeat(EVEN, 40), np.tile((np.arange(40) + 0.5) / 40, 2000)
    imitation, volatility = draw_posterior(after, *chance)
    assert imitation.mean() == pytest.approx(integral(w) / evidence, rel=2e-3)
    assert np.log(volatility).mean() == pytest.approx(integral(logarithm) / evidence, abs=2e-3)
    product = integral(w * logarithm) / evidence
    assert (imitation * np.log(volatility)).mean() == pytest.approx(product, abs=2e-3)


def test_with_no_data_it_is_the_prior():
    after = posterior(NOTHING, NOTHING, PRIOR, GRID)
    assert after.log_evidence[0] == pytest.approx(0.0, abs=1e-4)
    imitation, volatility = draw_posterior(after, EVEN, np.full(2000, 0.3))
    truncated = stats.truncnorm(-0.73 / 0.6, np.inf, loc=0.73, scale=0.6)
    np.testing.assert_allclose(imitation, truncated.ppf(EVEN), rtol=1e-9)
    _, volatility = draw_posterior(after, np.full(2000, 0.3), EVEN)
    expected = 0.445 * np.sqrt(6.0 / special.chdtri(6.0, EVEN))
    np.testing.assert_allclose(volatility[20:-20], expected[20:-20], rtol=2e-3)


def test_years_in_which_nothing_appeals_say_nothing_of_imitation():
    after = posterior(RISES[:, None], np.zeros((6, 1)), PRIOR, GRID)
    imitation, _ = draw_posterior(after, EVEN, EVEN)
    truncated = stats.truncnorm(-0.73 / 0.6, np.inf, loc=0.73, scale=0.6)
    np.testing.assert_allclose(imitation, truncated.ppf(EVEN), rtol=1e-9)


@pytest.mark.parametrize(("w", "sigma"), [(1.4, 0.3), (0.2, 1.0)])
def test_with_many_data_it_is_the_truth(w, sigma):
    rng, years = np.random.default_rng(2), 20_000
    appeals = rng.uniform(0.2, 0.8, (years, 1))
    after = posterior(
        w * appeals + sigma * rng.normal(size=(years, 1)), appeals, PRIOR, np.geomspace(0.1, 2.0, 2001)
    )
    imitation, volatility = drawn(after)
    error = sigma / np.sqrt((appeals**2).sum())
    assert imitation.mean() == pytest.approx(w, abs=4.0 * error)
    assert imitation.std() == pytest.approx(error, rel=0.03)
    assert volatility.mean() == pytest.approx(sigma, abs=4.0 * sigma / np.sqrt(2.0 * years))
    assert volatility.std() == pytest.approx(sigma / np.sqrt(2.0 * years), rel=0.05)


def test_intervals_hold_the_truth_as_often_as_they_say():
    # truths from the prior, histories from the truths: ranks of truths in their posteriors are uniform
    rng, draws = np.random.default_rng(3), 4000
    truth = draw_posterior(posterior(NOTHING, NOTHING, PRIOR, GRID), *rng.uniform(size=(2, draws)))
    appeals = rng.uniform(0.2, 0.8, (6, draws))
    rises = truth[0] * appeals + truth[1] * rng.normal(size=(6, draws))
    after = posterior(rises, appeals, PRIOR, np.geomspace(0.01, 20.0, 301))
    ranks = np.zeros((2, draws))
    for _ in range(50):
        ranks += np.array(draw_posterior(after, *rng.uniform(size=(2, draws)))) < np.array(truth)
    standard_error = np.sqrt(0.25 / draws)
    for rank in ranks / 50.0:
        for share in (0.1, 0.5, 0.9):
            # a rank among 50 is not quite the one among all
            assert (rank < share).mean() == pytest.approx(share, abs=3.0 * standard_error + 0.012)


def test_posterior_of_draws_is_that_of_each():
    rng = np.random.default_rng(4)
    rises, appeals = rng.normal(0.5, 0.4, (6, 5)), rng.uniform(0.2, 0.8, (6, 5))
    together = posterior(rises, appeals, PRIOR, GRID)
    chance = rng.uniform(size=(2, 5))
    pairs = draw_posterior(together, *chance)
    for d in range(5):
        alone = posterior(rises[:, d : d + 1], appeals[:, d : d + 1], PRIOR, GRID)
        assert alone.log_evidence[0] == pytest.approx(together.log_evidence[d], rel=1e-10)
        np.testing.assert_allclose(alone.weight[:, 0], together.weight[:, d], rtol=1e-9)
        pair = draw_posterior(alone, chance[0, d : d + 1], chance[1, d : d + 1])
        np.testing.assert_allclose([pair[0][0], pair[1][0]], [pairs[0][d], pairs[1][d]], rtol=1e-9)


def test_each_draw_may_have_a_prior_of_its_own():
    prior = Prior(np.array([0.5, 1.0]), np.array([0.2, 0.6]), np.array([0.3, 0.5]), np.array([4.0, 9.0]))
    both = posterior(np.stack([RISES] * 2, axis=1), APPEALS[:, None] + np.zeros(2), prior, GRID)
    for d in range(2):
        own = Prior(*(float(each[d]) for each in (prior.mean, prior.deviation, prior.scale, prior.freedom)))
        alone = posterior(RISES[:, None], APPEALS[:, None], own, GRID)
        assert both.log_evidence[d] == pytest.approx(alone.log_evidence[0], rel=1e-10)


def test_a_history_far_from_the_prior_has_weights_and_no_warning():
    with np.errstate(all="raise", under="ignore"):
        after = posterior(np.full((6, 1), -50.0), np.full((6, 1), 0.5), PRIOR, np.geomspace(0.02, 5e3, 400))
        imitation, volatility = drawn(after, count=1000)
    assert after.log_evidence[0] < -25.0
    assert after.weight.sum() == pytest.approx(1.0, rel=1e-12)
    assert np.all(imitation >= 0.0)
    assert volatility.mean() > 10.0


@settings(deadline=None)
@given(
    st.lists(st.floats(-3.0, 3.0), max_size=8),
    st.floats(0.0, 1.0),
    st.floats(0.0, 1.0, exclude_max=True),
    st.floats(0.0, 1.0, exclude_max=True),
)
def test_draws_are_possible_and_rise_with_their_variates(rises, appeal, low, high):
    low, high = sorted((low, high))
    history = np.array(rises).reshape(-1, 1)
    after = posterior(history, np.full_like(history, appeal), PRIOR, np.geomspace(0.02, 60.0, 121))
    np.testing.assert_allclose(after.weight.sum(axis=0), 1.0, rtol=1e-12)
    imitation, volatility = draw_posterior(after, np.array([low, high, low]), np.array([low, low, high]))
    assert np.all(imitation >= 0.0)
    assert np.all((volatility >= 0.02 * (1.0 - 1e-12)) & (volatility <= 60.0 * (1.0 + 1e-12)))
    assert imitation[1] >= imitation[0] - 1e-12
    assert volatility[2] >= volatility[0]


def test_posterior_refuses_a_grid_that_is_too_narrow():
    with pytest.raises(ValueError, match="beyond the volatilities"):
        posterior(RISES[:, None], APPEALS[:, None], PRIOR, np.geomspace(0.02, 0.5, 50))
    with pytest.raises(ValueError, match="beyond the volatilities"):
        posterior(RISES[:, None], APPEALS[:, None], PRIOR, np.geomspace(0.4, 8.0, 50))


@pytest.mark.parametrize("grid", [[0.0, 1.0], [-1.0, 1.0], [1.0, 0.5], [0.5, 0.5, 1.0]])
def test_posterior_refuses_what_is_no_grid(grid):
    with pytest.raises(ValueError, match="positive and ascending"):
        posterior(NOTHING, NOTHING, PRIOR, np.array(grid))


def test_posterior_refuses_what_is_no_history():
    for rises, appeals in ((np.nan, 0.5), (0.5, np.nan), (np.inf, 0.5)):
        with pytest.raises(ValueError, match="not a number"):
            posterior(np.full((2, 1), rises), np.full((2, 1), appeals), PRIOR, GRID)


@pytest.mark.parametrize("name", ["deviation", "scale", "freedom"])
def test_a_prior_has_widths(name):
    values = {"mean": 0.7, "deviation": 0.6, "scale": 0.4, "freedom": 6.0}
    with pytest.raises(ValueError, match="above 0"):
        Prior(**values | {name: np.array([1.0, 0.0])})


@pytest.mark.parametrize("chance", [-0.1, 1.0, np.nan])
def test_draws_refuse_what_is_no_uniform_variate(chance):
    after = posterior(NOTHING, NOTHING, PRIOR, GRID)
    for pair in ((chance, 0.5), (0.5, chance)):
        with pytest.raises(ValueError, match="uniform variate"):
            draw_posterior(after, *(np.array([each]) for each in pair))

"""What a forecast has to beat."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from carbonsim.analysis.baselines import (
    BASELINES,
    growing_market,
    linear,
    linear_market,
    logistic,
    persistence,
)
from carbonsim.analysis.past import Past
from carbonsim.analysis.random_walk import generator, market_forecast, random_walk
from carbonsim.core.diffusion import log_odds

YEARS = np.arange(2012, 2022)
DRAWS = 40_000
SHARE = np.array([0.01, 0.012, 0.02, 0.018, 0.03, 0.05, 0.045, 0.08, 0.11, 0.16])


def past(share=SHARE, exports=0.05):
    years = YEARS[-len(share) :]
    market = 1e6 * 1.03 ** np.arange(len(years)) * (1 + 0.1 * (np.arange(len(years)) % 2))
    return Past(years, np.array(share), years, market, exports * market)


def of_least_squares(years, values, ahead):
    """Mean and standard error of a prediction, from scipy's own regression."""
    line = stats.linregress(years, values)
    residual = values - line.intercept - line.slope * years
    scale = np.sqrt((residual**2).sum() / (len(years) - 2))
    lever = 1 + 1 / len(years) + (ahead - years.mean()) ** 2 / ((years - years.mean()) ** 2).sum()
    return line.intercept + line.slope * ahead, scale * np.sqrt(lever)


@pytest.mark.parametrize("baseline", BASELINES, ids=lambda one: one.name)
def test_shares_are_shares_and_the_seed_makes_them(baseline):
    share = baseline.share(past(), 2025, 500, 1)
    assert share.shape == (4, 500)
    assert (share >= 0).all() and (share <= 1).all()
    assert np.array_equal(share, baseline.share(past(), 2025, 500, 1))
    assert not np.array_equal(share, baseline.share(past(), 2025, 500, 2))


@pytest.mark.parametrize("baseline", BASELINES, ids=lambda one: one.name)
def test_with_the_years_it_says_it_needs_it_works_and_with_less_it_does_not(baseline):
    enough = past(SHARE[-baseline.needs :])
    assert np.isfinite(baseline.share(enough, 2023, 50, 1)).all()
    with pytest.raises(ValueError, match=r"year"):
        baseline.share(past(SHARE[-baseline.needs + 1 :]), 2023, 50, 1)


def test_persistence_stays_with_steps_of_the_past():
    share = persistence(past(0.4 + SHARE), 2023, DRAWS, 1)
    size = np.sqrt((np.diff(SHARE) ** 2).mean())
    assert share.mean(axis=1) == pytest.approx([0.56, 0.56], abs=1e-3)
    assert share.std(axis=1) == pytest.approx([size, size * np.sqrt(2)], rel=0.02)


@pytest.mark.parametrize("baseline", [persistence, linear], ids=lambda one: one.__name__)
@pytest.mark.parametrize("end", [1.0, 0.0])
def test_a_share_ends_at_none_and_at_all(baseline, end):
    near_all = 0.96 + 0.02 * np.arange(-9, 1) + 0.01 * (-1.0) ** np.arange(10)
    share = baseline(past(near_all if end else 1.0 - near_all), 2025, 400, 1)
    assert (share >= 0).all() and (share <= 1).all()
    assert (share == end).any() and (share != end).any()


@pytest.mark.parametrize("baseline", BASELINES, ids=lambda one: one.name)
def test_as_many_years_and_draws_as_are_asked_for(baseline):
    for last_year, draws in ((2022, 1), (2024, 7)):
        assert baseline.share(past(), last_year, draws, 1).shape == (last_year - 2021, draws)


def test_baselines_have_draws_of_their_own():
    level = past([0.4, 0.42, 0.4, 0.42, 0.4, 0.42, 0.4])
    straight, walk = (one.share(level, 2022, 50, 1)[0] for one in BASELINES[:2])
    assert abs(np.corrcoef(straight, walk)[0, 1]) < 0.5


def test_a_share_that_never_moved_stays():
    assert (persistence(past([0.3] * 6), 2025, 10, 1) == 0.3).all()


def test_the_straight_line_sees_five_years_and_is_students_t():
    share = linear(past(0.4 + SHARE), 2023, DRAWS, 1)
    for index, ahead in enumerate((2022, 2023)):
        mean, error = of_least_squares(YEARS[-5:], 0.4 + SHARE[-5:], ahead)
        expected = stats.t(3, mean, error).ppf([0.1, 0.25, 0.5, 0.75, 0.9])
        assert np.quantile(share[index], [0.1, 0.25, 0.5, 0.75, 0.9]) == pytest.approx(expected, abs=3e-3)
    other = past(np.concatenate([SHARE[:5] * 3, SHARE[5:]]))
    assert np.array_equal(linear(other, 2023, 50, 1), linear(past(), 2023, 50, 1))


def test_the_logistic_line_sees_all_years_and_is_students_t_of_the_log_odds():
    share = logistic(past(), 2025, DRAWS, 1)
    for index, ahead in enumerate(range(2022, 2026)):
        mean, error = of_least_squares(YEARS, log_odds(SHARE), ahead)
        expected = stats.t(len(YEARS) - 2, mean, error).ppf([0.1, 0.5, 0.9])
        assert log_odds(np.quantile(share[index], [0.1, 0.5, 0.9])) == pytest.approx(expected, abs=0.02)


def test_a_line_without_noise_goes_on():
    exact = 0.1 + 0.03 * np.arange(10)
    assert linear(past(exact), 2023, 50, 1)[:, 0] == pytest.approx([0.4, 0.43])
    odds = -3 + 0.4 * np.arange(10)
    ahead = logistic(past(1 / (1 + np.exp(-odds))), 2023, 50, 1)
    assert log_odds(ahead[:, 0]) == pytest.approx([1.0, 1.4])


@pytest.mark.parametrize("last", [0.0, 1.0])
def test_log_odds_of_nothing_or_all_are_refused(last):
    with pytest.raises(ValueError, match="no log odds"):
        logistic(past([*SHARE[:-1], last]), 2023, 50, 1)


def test_a_walk_has_no_drift_and_widens_with_the_root_of_time():
    walk = random_walk(np.array([0.0, 1.0, 3.0, 2.0]), 4, DRAWS, generator(1, "test"))
    assert walk.mean(axis=1) == pytest.approx([2.0] * 4, abs=0.05)
    assert walk.std(axis=1) == pytest.approx(np.sqrt(2.0 * np.arange(1, 5)), rel=0.02)


def test_the_market_stays_in_the_median_without_its_exports():
    known = past()
    market = market_forecast(known, 2025, DRAWS, 1)
    assert np.median(market, axis=1) == pytest.approx([0.95 * known.market[-1]] * 4, rel=0.03)


def test_without_exports_the_market_is_what_is_sold():
    known = past(exports=0.0)
    share = np.median(market_forecast(known, 2023, DRAWS, 1), axis=1)
    assert share == pytest.approx([known.market[-1]] * 2, rel=0.01)


def test_markets_along_lines_are_those_of_least_squares():
    known = past()
    domestic = known.market - known.exports
    assert known.domestic_market == pytest.approx(domestic)
    straight, growing = (make(known, 2025, DRAWS, 1) for make in (linear_market, growing_market))
    for index, ahead in enumerate(range(2022, 2026)):
        mean, error = of_least_squares(YEARS[-5:], domestic[-5:], ahead)
        expected = stats.t(3, mean, error).ppf([0.1, 0.5, 0.9])
        found = np.quantile(straight[index], [0.1, 0.5, 0.9])
        # 40,000 draws tell a decile of t of 3 to 1 % of the standard error
        assert found == pytest.approx(expected, abs=0.03 * error)
        mean, error = of_least_squares(YEARS, np.log(domestic), ahead)
        expected = stats.t(len(YEARS) - 2, mean, error).ppf([0.1, 0.5, 0.9])
        assert np.log(np.quantile(growing[index], [0.1, 0.5, 0.9])) == pytest.approx(
            expected, abs=0.02 * error
        )


def test_a_market_that_falls_along_a_line_never_falls_below_nothing():
    falling = replace(past(), market=1e6 * np.linspace(1.0, 0.1, 10), exports=np.zeros(10))
    market = linear_market(falling, 2025, 500, 1)
    assert (market >= 0).all() and (market[-1] == 0).any()


def test_exports_beyond_all_leave_no_market_and_not_less():
    exports = past().market * np.where(np.arange(10) % 2, 0.99, 0.2)
    market = market_forecast(replace(past(), exports=exports), 2025, 500, 1)
    assert (market >= 0).all() and (market == 0).any()


def test_chance_for_one_purpose_is_no_other():
    assert generator(1, "a").random() != generator(1, "b").random()
    assert generator(0, "a").random() != generator(1, "a").random()


def test_gaps_in_the_past_are_refused():
    years = np.array([2018, 2020])
    with pytest.raises(ValueError, match="gap"):
        Past(years, np.ones(2), YEARS, np.ones(10), np.zeros(10))
    with pytest.raises(ValueError, match="gap"):
        Past(YEARS, np.ones(10), years, np.ones(2), np.zeros(2))


def test_a_year_cuts_everything():
    known = past().until(2015)
    assert known.years.tolist() == known.market_years.tolist() == [2012, 2013, 2014, 2015]
    assert len(known.share) == len(known.market) == len(known.exports) == 4
    assert known.share.base is None and known.market.base is None

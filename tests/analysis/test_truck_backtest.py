"""Heavy trucks: shares of sales forecast on nothing later than the frozen year."""

from dataclasses import replace

import numpy as np
import pytest

from carbonsim.analysis import truck_prior
from carbonsim.analysis.backtest import backtest, rolling
from carbonsim.analysis.backtest_cases import freight_case
from carbonsim.analysis.backtest_summary import differences, means, poolable
from carbonsim.analysis.borrowed_rate import borrowed_rate
from carbonsim.analysis.nev_backtest import SCENARIO as CARS
from carbonsim.analysis.past import Forecaster
from carbonsim.analysis.random_walk import market_forecast
from carbonsim.analysis.truck_backtest import (
    FEWEST,
    SCENARIO,
    TruckForecasts,
    next_year,
    truck_estimates,
    truck_past,
)
from carbonsim.analysis.truck_known import GROWTH, INPUTS, LAW_TO, as_known, growing
from carbonsim.core.diffusion import share_of_log_odds
from carbonsim.core.posterior import Prior
from carbonsim.engine.catalogue import load_scenario
from carbonsim.scenario.freezing import begun_later
from carbonsim.scenario.quantity import Quantity
from carbonsim.sectors.freight.estimation import Record, estimate

DRAWS = 300
#: Fitted to the whole record, or of its last year alone: no forecast of an earlier year may read them.
OF_ALL_YEARS = ("freight.imitation", "freight.volatility", "freight.battery_constant", "freight.bought_ahead")


def ours(scenario):
    found = TruckForecasts(scenario)
    markets = (market_forecast, market_forecast)
    return [
        Forecaster("share", FEWEST, found.share, *markets),
        Forecaster("swap", FEWEST, found.swap_share, *markets),
        Forecaster("gas", FEWEST, found.gas_share, found.market, found.market),
    ]


@pytest.fixture(scope="module")
def scenario():
    return load_scenario(SCENARIO)


@pytest.fixture(scope="module")
def case():
    return freight_case()


def other_future(scenario, year):
    """Every later point of every path is another one; so is what was fitted to later years."""
    settings, late = dict(scenario.settings), begun_later(scenario, year)
    for key, setting in settings.items():
        path = setting.value
        if isinstance(path, str) or key in late:
            continue
        if key in OF_ALL_YEARS:
            settings[key] = replace(setting, value=Quantity((), (0.5,), None, None, "linear", "1"))
        elif path.years:
            law = key.endswith("purchase_tax_exemption")
            known = LAW_TO if law else year
            factor = 0.4 if "share" in key or law else 1.7
            parts = {
                name: None
                if getattr(path, name) is None
                else tuple(
                    factor * value if at > known else value
                    for at, value in zip(path.years, getattr(path, name), strict=True)
                )
                for name in ("central", "low", "high")
            }
            settings[key] = replace(setting, value=replace(path, **parts))
    return replace(scenario, settings=settings)


@pytest.mark.parametrize("freeze", [2021, 2022, 2023, 2024])
def test_another_future_changes_no_bit(scenario, freeze, monkeypatch):
    rows = backtest(truck_past(scenario), ours(scenario), freeze, DRAWS, 1)
    cars = other_future(load_scenario(CARS), freeze)
    monkeypatch.setattr(truck_prior, "load_scenario", lambda _: cars)
    changed = other_future(scenario, freeze)
    others = backtest(truck_past(changed), ours(changed), freeze, DRAWS, 1)
    for one, two in zip(rows, others, strict=True):
        for name in ("forecast", "share", "share_low_80", "share_high_80", "market", "low_80", "high_80"):
            assert getattr(one, name) == getattr(two, name), (one.model, one.year, name)
        assert one.actual != two.actual


def test_the_past_does_change_forecasts(scenario):
    """The comparison above would notice."""
    known = truck_past(scenario).until(2023)
    changed = other_future(scenario, 2022)
    one, two = (TruckForecasts(each).share(known, 2024, DRAWS, 1) for each in (scenario, changed))
    assert not np.array_equal(one, two)


def test_what_happened_is_what_was_registered(scenario):
    past = truck_past(scenario)
    assert past.years.tolist() == list(range(2020, 2026))
    assert past.volume(2025) == pytest.approx(231_100, rel=1e-3)
    assert past.share_of(2020) == pytest.approx(0.0017, abs=1e-4)
    assert not past.exports.any()


def test_shares_are_a_whole_and_chance_is_kept_by_seed(scenario):
    found = TruckForecasts(scenario)
    shares = found.at(2022, 2025, DRAWS, 1).shares
    assert shares.shape == (3, 5, DRAWS) and (shares >= 0).all()
    assert shares.sum(axis=1) == pytest.approx(np.ones((3, DRAWS)))
    assert np.array_equal(shares, TruckForecasts(scenario).at(2022, 2025, DRAWS, 1).shares)
    assert not np.array_equal(shares, found.at(2022, 2025, DRAWS, 2).shares)


def test_a_longer_forecast_begins_alike(scenario):
    found = TruckForecasts(scenario)
    short, long = (found.at(2022, last, DRAWS, 1).shares for last in (2023, 2025))
    assert np.array_equal(short[0], long[0])


def record(imitation, volatility, years, seed=1):
    """A record that was made by the model, with two structural draws: the true one, and one that fits ill."""
    chance = np.random.default_rng(seed)
    appeal = chance.uniform(0.3, 0.9, years)
    steps = imitation * appeal[:-1] + volatility * chance.standard_normal(years - 1)
    considering = share_of_log_odds(
        np.concatenate([[-0.5 * steps.sum()], -0.5 * steps.sum() + np.cumsum(steps)])
    )
    possible = np.full((years, 2), 0.5)
    shares = considering[:, None] * possible
    none = np.zeros(2)
    return Record(
        np.arange(years), shares, possible, np.stack([appeal, appeal[::-1] ** 3], axis=1), none, None, none
    )


def test_the_posterior_of_a_long_record_reproduces_what_made_it():
    found = estimate(record(0.3, 0.4, 120), Prior(0.8, 0.6, 0.5, 6.0), 1.0 - 1e-12)
    after = found.posterior
    mean = (after.volatility[:, None] * after.weight).sum(axis=0)[0]
    assert mean == pytest.approx(0.4, abs=4 * 0.4 / np.sqrt(2 * 120))
    assert after.slope[0] == pytest.approx(0.3, abs=4 * 0.4 / np.sqrt(after.information[0]))


def test_what_cannot_have_been_is_refused_and_its_share_kept_below_the_limit():
    made = record(0.3, 0.4, 8)
    narrow = replace(made, possible=made.possible * np.array([1.0, 0.3]))
    found = estimate(narrow, Prior(0.8, 0.6, 0.5, 6.0), 0.97)
    assert found.impossible.tolist() == [(made.battery[:, 0] > 0.97 * 0.5).any(), True]
    assert found.log_weight[1] == -np.inf
    assert found.considering.max() <= 0.97


def test_the_density_is_one_of_shares():
    """Possible shares that move every log odds alike differ by the Jacobian alone."""
    made = record(0.3, 0.4, 6)
    found = estimate(made, Prior(0.8, 0.6, 0.5, 6.0), 0.99)
    jacobian = -np.log1p(-found.considering[1:]).sum(axis=0)
    assert found.log_weight - found.posterior.log_evidence == pytest.approx(jacobian)


def test_constants_of_later_years_are_not_known_earlier(scenario):
    for freeze in (2022, 2025):
        known = as_known(scenario, freeze)
        ahead = known.quantity("freight.bought_ahead").central[0]
        assert (ahead > 0) == (freeze == 2025)
        prior = known.quantity("freight.battery_constant")
        assert prior == scenario.quantity("freight.battery_constant_prior")


@pytest.mark.parametrize("key", GROWTH)
def test_what_grows_begins_where_it_was_known(scenario, key):
    path, slow_usual_fast = scenario.quantity(key), GROWTH[key]
    grown = growing(path, 2024, slow_usual_fast)
    last = max(year for year in path.years if year <= 2024)
    at_last, later = grown.series(np.array([last, 2026]))[0]
    assert at_last == pytest.approx(path.series(np.array([last]))[0][0])
    assert later / at_last == pytest.approx(slow_usual_fast[1] ** (2026 - last))
    low, high = (np.array(end) for end in (grown.low, grown.high))
    assert (low <= np.array(grown.central)).all() and (high >= np.array(grown.central)).all()


def test_the_borrowed_rate_is_that_of_cars_where_it_has_no_history(scenario):
    known = truck_past(scenario).until(2021)
    share = borrowed_rate(known, 2022, 20_000, 1)
    odds = np.log(share / (1 - share))[0]
    start = np.log(known.share[-1] / (1 - known.share[-1]))
    # one rise of 1.5 is seen, so that the mean is between it and 0.55
    assert 0.55 < np.median(odds) - start < 1.5


@pytest.fixture(scope="module")
def rows(case):
    models = (case.model, *case.others)
    return {
        seed: poolable(rolling(case.past, models, case.freezes, 2000, seed), case.pooled_from)
        for seed in (case.scenario.seed, 7)
    }


def test_scores_beat_lines_and_stay_with_the_borrowed_rate(case, rows):
    pooled = rows[case.scenario.seed]
    scores = {score.model: score for score in means(pooled)}
    mine = scores["carbonsim"]
    assert mine.forecasts == 6 and mine.covered >= 4.9 / 6
    for rival in ("persistence", "linear", "linear, 3 years", "logistic"):
        assert mine.crps < scores[rival].crps
    (difference,) = (one for one in differences(pooled, "borrowed rate") if one.model == "carbonsim")
    assert difference.crps < difference.error


def test_the_market_of_the_sector_beats_the_walk(case, rows):
    scores = {score.model: score.crps for score in means(rows[case.scenario.seed], "market")}
    assert scores["own market"] < scores["persistence"]


def test_scores_are_stable_by_seed(rows):
    one, two = ({score.model: score.crps for score in means(each)} for each in rows.values())
    for model in ("carbonsim", "own market", "borrowed rate"):
        assert one[model] == pytest.approx(two[model], rel=0.06)


def test_swapping_is_forecast_better_than_by_staying_or_a_line(case):
    (swap, _) = case.parts
    found = rolling(swap.past, swap.models, case.freezes, 2000, case.scenario.seed)
    scores = {score.model: score.crps for score in means(poolable(found, case.pooled_from), "share")}
    assert scores["carbonsim"] < min(scores["persistence"], scores["linear"], scores["linear, 3 years"])


def test_estimates_say_what_data_tell(scenario):
    found = {row.name: row for row in truck_estimates(TruckForecasts(scenario), 2025, 2000, 1)}
    assert found["imitation"].identified and not found["possible share"].identified
    for name in ("imitation", "volatility", "battery_constant"):
        shipped = scenario.quantity(f"freight.{name}")
        for value, end in ((found[name].low, shipped.low), (found[name].high, shipped.high)):
            assert value == pytest.approx(end[0], abs=0.12)
        assert found[name].central == pytest.approx(shipped.central[0], abs=0.06)
    assert found["impossible draws"].central == pytest.approx(0.24, abs=0.04)


def test_the_next_year_is_forecast(scenario):
    found = {row.name: row for row in next_year(TruckForecasts(scenario), truck_past(scenario), 1000, 1)}
    assert all(row.year == 2026 and row.low_80 < row.central < row.high_80 for row in found.values())
    assert 0.25 < found["share of new energy"].central / 100 < 0.40


def test_hindsight_is_said():
    assert {row.year for row in INPUTS} >= {"2025", "each year"}

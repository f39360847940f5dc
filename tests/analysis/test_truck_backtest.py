"""Heavy trucks: the share of new energy forecast on nothing later than the frozen year."""

from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from carbonsim.analysis.backtest import backtest, rolling
from carbonsim.analysis.backtest_summary import by_freeze
from carbonsim.analysis.baselines import BASELINES
from carbonsim.analysis.past import Forecaster
from carbonsim.analysis.random_walk import generator, market_forecast
from carbonsim.analysis.truck_backtest import FEWEST, frozen_choice, truck_estimates, truck_past, truck_share
from carbonsim.analysis.truck_choice import SCENARIO
from carbonsim.engine.catalogue import load_scenario
from carbonsim.scenario.freezing import begun_later
from carbonsim.scenario.quantity import Quantity
from carbonsim.sectors.freight.calibration import drawn_constants, drawn_shares, fit_constants, segment_shares

DRAWS = 400


def ours(scenario):
    return Forecaster("carbonsim", FEWEST, partial(truck_share, scenario), market_forecast, market_forecast)


SHARES = ".past_sales_share"


@pytest.fixture(scope="module")
def scenario():
    return load_scenario(SCENARIO)


def other_future(scenario, year):
    """Every later point of every path is another one; so are the shipped constants, fitted to later years."""
    settings = dict(scenario.settings)
    late = begun_later(scenario, year)
    for address, setting in settings.items():
        path = setting.value
        if isinstance(path, str) or address in late:
            continue
        if address.endswith(".choice_constant"):
            settings[address] = replace(setting, value=Quantity((), (1.5,), None, None, "linear", "1"))
        elif path.years:
            factor = 0.4 if address.endswith(SHARES) else 7.0
            pairs = zip(path.years, path.central, strict=True)
            central = tuple(factor * value if at > year else value for at, value in pairs)
            settings[address] = replace(setting, value=replace(path, central=central, low=None, high=None))
    return replace(scenario, settings=settings)


@pytest.mark.parametrize("freeze", [2021, 2022, 2024])
def test_another_future_changes_no_forecast(scenario, freeze):
    rows, others = (
        backtest(truck_past(one), [ours(one)], freeze, DRAWS, 1)
        for one in (scenario, other_future(scenario, freeze))
    )
    for one, two in zip(rows, others, strict=True):
        assert (one.forecast, one.low_80, one.high_80) == (two.forecast, two.low_80, two.high_80)
        assert one.actual != two.actual


def test_what_happened_is_what_was_registered(scenario):
    past = truck_past(scenario)
    assert past.years.tolist() == list(range(2020, 2026))
    assert past.volume(2025) == pytest.approx(231_100, rel=1e-3)
    assert past.share_of(2020) == pytest.approx(0.0017, abs=1e-5)
    assert not past.exports.any()


def test_the_share_stays_while_costs_do(scenario):
    known = truck_past(scenario).until(2022)
    share = truck_share(scenario, known, 2025, DRAWS, 1)
    assert share.shape == (3, DRAWS) and (share >= 0).all() and (share <= 1).all()
    assert np.ptp(np.median(share, axis=1)) < 0.01


def test_the_median_is_the_fit(scenario):
    choice = frozen_choice(scenario, 2024)
    share = truck_share(scenario, truck_past(scenario).until(2024), 2025, 20_000, 1)
    constants = choice.fit.constants
    weight = np.array(
        [
            scenario.quantity(f"freight.segments.{row}.share_of_stock").central[0]
            for row in scenario.members("freight.segments")
        ]
    )
    modelled = segment_shares(choice.cost, 6.0, constants, weight / weight.sum())[-1, 2:].sum()
    assert scenario.quantity("freight.choice_exponent").central[0] == 6.0
    # not the same: constants move together, and a sum of shares is no straight line
    assert np.median(share[0]) == pytest.approx(modelled, rel=0.08)


def test_drawn_constants_have_the_interval_of_the_fit():
    cost = np.random.default_rng(1).uniform(0.2, 0.5, (5, 4, 2))
    shares = np.random.default_rng(2).dirichlet(np.ones(4), 5)
    fit = fit_constants(cost, shares, 6.0, np.array([0.4, 0.6]), 5000, 1e-12)
    drawn = drawn_constants(fit, 100_000, generator(1, "test"))
    low, high = np.quantile(drawn, [0.05, 0.95], axis=1)
    assert low == pytest.approx(fit.constants - fit.spread, abs=0.06)
    assert high == pytest.approx(fit.constants + fit.spread, abs=0.06)
    assert (drawn[0] == 0).all()


def test_shares_of_draws_are_shares_one_by_one():
    cost = np.random.default_rng(1).uniform(0.2, 0.5, (4, 3))
    constants = np.random.default_rng(2).normal(size=(4, 6))
    weight = np.array([0.2, 0.3, 0.5])
    shares = drawn_shares(cost, 6.0, constants, weight)
    assert shares.sum(axis=0) == pytest.approx(np.ones(6))
    for draw in range(6):
        assert shares[:, draw] == pytest.approx(
            segment_shares(cost[None], 6.0, constants[:, draw], weight)[0]
        )


def test_estimates_say_what_was_not_fitted(scenario):
    found = {row.name: row for row in truck_estimates(scenario, 2024)}
    assert not found["choice_exponent"].identified and not found["diesel.choice_constant"].identified
    fitted = [row for row in found.values() if row.identified]
    assert len(fitted) == 4
    assert all(row.low < row.central < row.high for row in fitted)


def test_the_readme_says_how_good_it_was(scenario):
    past = truck_past(scenario)
    rows = rolling(past, (ours(scenario), *BASELINES), range(2021, 2025), 10_000, scenario.seed)
    scores = {freeze: {one.model: one.crps for one in row} for freeze, row in by_freeze(rows).items()}
    ahead = {
        model: [scores[y]["carbonsim"] < scores[y][model] for y in scores if model in scores[y]]
        for model in ("persistence", "linear", "logistic")
    }
    assert [sum(ahead[model]) for model in ahead] == [4, 1, 1]
    assert [len(ahead[model]) for model in ahead] == [4, 3, 3]
    mine = [row for row in rows if row.model == "carbonsim"]
    errors = [round(row.error_percent) for row in mine if row.year == 2025]
    assert (min(errors), max(errors)) == (-96, -77)
    assert all(row.covered_80 for row in mine)

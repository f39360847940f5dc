"""New energy vehicles: the share forecast on nothing later than the frozen year, and how good it was."""

from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from carbonsim.analysis.backtest import backtest, rolling
from carbonsim.analysis.backtest_cases import CASES
from carbonsim.analysis.backtest_summary import means, poolable
from carbonsim.analysis.baselines import BASELINES
from carbonsim.analysis.nev_backtest import FEWEST, nev_estimates, nev_past, nev_share
from carbonsim.analysis.past import Forecaster
from carbonsim.analysis.random_walk import market_forecast
from carbonsim.analysis.scoring import DRAWS as SHIPPED_DRAWS
from carbonsim.analysis.scoring import scores_of
from carbonsim.analysis.trust import forecast_scores, written

DRAWS = 4000


def ours(scenario):
    return Forecaster("carbonsim", FEWEST, partial(nev_share, scenario), market_forecast, market_forecast)


@pytest.fixture(scope="module")
def case():
    return CASES["nev"]()


@pytest.fixture(scope="module")
def rows(case):
    return rolling(case.past, (case.model, *BASELINES), case.freezes, SHIPPED_DRAWS, case.scenario.seed)


def other_future(scenario, year):
    """Every later point of every path is another one, ranges too, also of paths that begin later."""
    settings = dict(scenario.settings)
    for address, setting in settings.items():
        path = setting.value
        if isinstance(path, str) or not path.years:
            continue
        # new energy stays below the market
        factor = 7.0 if address.endswith(".market") else 3.0

        def other(values, years=path.years, factor=factor):
            if values is None:
                return None
            return tuple(v * factor if at > year else v for at, v in zip(years, values, strict=True))

        changed = replace(path, central=other(path.central), low=other(path.low), high=other(path.high))
        settings[address] = replace(setting, value=changed)
    return replace(scenario, settings=settings)


@pytest.mark.parametrize("freeze", [2017, 2021, 2024])
def test_another_future_changes_no_forecast(case, freeze):
    mine, others = (
        backtest(
            nev_past(one),
            [ours(one), *BASELINES],
            freeze,
            300,
            1,
        )
        for one in (case.scenario, other_future(case.scenario, freeze))
    )
    assert len(mine) == 4 * (2025 - freeze)
    for one, two in zip(mine, others, strict=True):
        assert (one.forecast, one.share, one.low_80, one.high_80) == (
            two.forecast,
            two.share,
            two.low_80,
            two.high_80,
        )
        assert one.actual != two.actual
    assert nev_estimates(case.scenario, freeze) == nev_estimates(other_future(case.scenario, freeze), freeze)


def test_what_happened_is_wholesale_without_exports(case):
    quantity = case.scenario.quantity
    for year in case.past.years.tolist():
        at = np.array([year])
        sold, exported = (quantity(f"nev.history.{name}").series(at)[0][0] for name in ("sales", "exports"))
        assert case.past.volume(year) == pytest.approx(sold - exported)


def test_frozen_at_2021_it_holds(rows):
    mine = [row for row in rows if row.freeze == 2021 and row.model == "carbonsim"]
    (last,) = [row for row in mine if row.year == 2025]
    # the market stays where it was and is 12 % too small: the share has to hold by itself
    assert abs(last.share_error) < 5
    assert abs(last.error_percent) < 20
    assert sum(row.covered_80 and row.share_covered_80 for row in mine) >= 3
    scores = means([row for row in rows if row.freeze == 2021], "share")
    assert min(scores, key=lambda score: score.crps).model == "carbonsim"


def test_over_all_frozen_years_it_beats_the_baselines(rows):
    scores = {score.model: score.crps for score in means(poolable(rows, 2018))}
    assert min(scores, key=scores.get) == "carbonsim"


def test_share_and_market_are_each_no_worse_than_the_best_baseline(rows):
    pooled = poolable(rows, 2018)
    for target in ("share", "market"):
        scores = {score.model: score.crps for score in means(pooled, target)}
        assert scores["carbonsim"] == min(scores.values()), target


def test_shares_are_shares(case):
    share = nev_share(case.scenario, case.past.until(2020), 2025, 500, 1)
    assert share.shape == (5, 500)
    assert (share >= 0).all() and (share <= 1).all()


def test_estimates_say_what_the_data_do_not(case):
    found = {row.name: row for row in nev_estimates(case.scenario, 2021)}
    assert found["imitation"].identified and not found["ceiling"].identified
    assert found["imitation"].low < found["imitation"].central < found["imitation"].high


def test_shipped_scores_are_those_of_the_model(case, rows):
    assert written(forecast_scores("nev")) == written(scores_of(case, rows)), "make scores"

"""Forecasts made as if in an earlier year, beside what happened."""

from dataclasses import replace

import numpy as np
import pytest

from carbonsim.analysis.backtest import backtest, rolling
from carbonsim.analysis.backtest_summary import TARGETS, best, by_freeze, means, models_of, poolable
from carbonsim.analysis.baselines import BASELINES
from carbonsim.analysis.past import Forecaster, Past
from carbonsim.analysis.random_walk import market_forecast
from carbonsim.core.scores import crps

YEARS = np.arange(2010, 2020)
MARKET = 1e6 + 2e4 * np.arange(10) * (np.arange(10) % 3)
PAST = Past(YEARS, 0.02 * np.arange(1, 11) ** 1.1, YEARS, MARKET, 0.1 * MARKET)
DRAWS = 300


def seen(known, last_year, draws, _):
    """A stand-in: the last known share with known chance, so that all it was given shows."""
    chance = np.random.default_rng(1).normal(size=(last_year - known.years[-1], draws))
    return np.clip(known.share[-1] + 0.01 * known.share.sum() * chance, 0, 1)


def forecaster(name, needs, share, market=market_forecast):
    return Forecaster(name, needs, share, market, market)


STAND_IN = forecaster("stand-in", 4, seen)
ALL = (STAND_IN, *BASELINES)


def other_future(year):
    late, sold = PAST.years > year, PAST.market_years > year
    return replace(
        PAST,
        share=np.where(late, 7 * PAST.share % 1, PAST.share),
        market=np.where(sold, 7 * PAST.market, PAST.market),
        exports=np.where(sold, 0.1 * PAST.exports, PAST.exports),
    )


@pytest.mark.parametrize("freeze", [2013, 2016, 2018])
def test_another_future_changes_no_forecast(freeze):
    rows = backtest(PAST, ALL, freeze, DRAWS, 1)
    other = backtest(other_future(freeze), ALL, freeze, DRAWS, 1)
    assert len(rows) == 4 * (2019 - freeze)
    for one, two in zip(rows, other, strict=True):
        for target in TARGETS.values():
            for field in (target.forecast, target.low, target.high):
                assert getattr(one, field) == getattr(two, field), field
            assert getattr(one, target.actual) != getattr(two, target.actual)


def test_a_forecaster_gets_the_past_cut():
    def look(known, last_year, draws, seed):
        assert known.years[-1] == known.market_years[-1] == 2015
        assert known.share.base is None  # no view of the whole
        return seen(known, last_year, draws, seed)

    assert len(backtest(PAST, [forecaster("look", 2, look)], 2015, DRAWS, 1)) == 4


def test_volume_is_share_times_the_market_that_goes_with_it():
    full = forecaster("all", 1, lambda known, last, draws, _: np.ones((last - known.years[-1], draws)))
    half = forecaster("half", 1, lambda known, last, draws, _: np.full((last - known.years[-1], draws), 0.5))
    rows = backtest(PAST, [full, half], 2017, DRAWS, 1)
    for one, two in zip(rows[:2], rows[2:], strict=True):
        assert one.forecast == pytest.approx(2 * two.forecast) and one.low_80 == pytest.approx(2 * two.low_80)
        assert (one.share, two.share) == (1.0, 0.5)


def test_known_values_where_nothing_is_left_to_chance():
    steady = Past(YEARS, np.full(10, 0.3), YEARS, np.full(10, 1e6), np.full(10, 2e5))
    sure = forecaster("sure", 1, lambda known, last, draws, _: np.full((last - known.years[-1], draws), 0.33))
    (row,) = backtest(steady, [sure], 2018, DRAWS, 1)
    assert row.actual == pytest.approx(240_000) and row.forecast == pytest.approx(264_000)
    assert row.error_percent == pytest.approx(10.0) and row.share_error == pytest.approx(3.0)
    assert row.crps == pytest.approx(24_000) and not row.covered_80
    assert row.low_80 == row.high_80 == pytest.approx(row.forecast)


def test_scores_are_of_the_draws_themselves():
    share = np.linspace(0, 1, 11)[None, :]
    steady = Past(YEARS, np.full(10, 0.4), YEARS, np.full(10, 1e6), np.zeros(10))
    (row,) = backtest(steady, [forecaster("even", 1, lambda *_: share)], 2018, 11, 1)
    assert row.crps == pytest.approx(float(crps(1e6 * share[0], 4e5)))
    assert row.covered_80 and row.low_80 == pytest.approx(1e5) and row.high_80 == pytest.approx(9e5)


def test_share_market_and_volume_are_scored_each_by_itself():
    steady = Past(YEARS, np.full(10, 0.5), YEARS, np.full(10, 1e6), np.full(10, 2e5))

    def of(value):
        return lambda known, last, draws, _: np.full((last - known.years[-1], draws), value)

    # a share too high by 12.5 points and a market too small by 100,000, that hide behind a right volume
    wrong = Forecaster("wrong", 1, of(0.625), of(7e5), of(640_000.0))
    (row,) = backtest(steady, [wrong], 2018, DRAWS, 1)
    assert row.crps == pytest.approx(0.0, abs=1e-6) and row.covered_80
    assert row.share_crps == pytest.approx(12.5) and not row.share_covered_80
    assert (row.share_low_80, row.share_high_80) == pytest.approx((0.625, 0.625))
    assert (row.market, row.actual_market) == pytest.approx((7e5, 8e5))
    assert (row.market_low_80, row.market_high_80) == pytest.approx((7e5, 7e5))
    assert row.market_crps == pytest.approx(1e5) and not row.market_covered_80
    scores = {target: means([row], target)[0] for target in TARGETS}
    assert {target: score.crps for target, score in scores.items()} == pytest.approx(
        {"volume": 0.0, "share": 12.5, "market": 1e5}, abs=1e-6
    )
    assert [score.covered for score in scores.values()] == [1.0, 0.0, 0.0]


def test_a_model_that_needs_more_years_is_left_out():
    assert models_of(backtest(PAST, ALL, 2011, DRAWS, 1)) == ("persistence",)
    assert models_of(backtest(PAST, ALL, 2012, DRAWS, 1)) == ("persistence", "linear", "logistic")


@pytest.mark.parametrize("freeze", [2019, 2030])
def test_without_anything_to_compare_with_there_is_no_backtest(freeze):
    with pytest.raises(ValueError, match=str(freeze)):
        backtest(PAST, ALL, freeze, DRAWS, 1)


def test_rolling_is_each_year_alone():
    rows = rolling(PAST, ALL, (2015, 2017), DRAWS, 1)
    assert rows == backtest(PAST, ALL, 2015, DRAWS, 1) + backtest(PAST, ALL, 2017, DRAWS, 1)


def test_means_and_the_best():
    rows = rolling(PAST, ALL, (2015, 2017), DRAWS, 1)
    own = [row for row in rows if row.model == "linear"]
    (score,) = [score for score in means(rows) if score.model == "linear"]
    assert score.forecasts == len(own) == 6
    assert score.crps == pytest.approx(np.mean([row.crps for row in own]))
    assert score.covered == pytest.approx(np.mean([row.covered_80 for row in own]))
    per_year = by_freeze(rows)
    assert list(per_year) == [2015, 2017]
    for scores in per_year.values():
        lowest = min(score.crps for score in scores)
        assert [score.model for score in scores if score.crps == lowest] == list(best(scores))


def test_models_that_forecast_the_same_are_equally_good():
    rows = backtest(PAST, [forecaster("one", 1, seen), forecaster("two", 1, seen)], 2016, DRAWS, 1)
    assert best(means(rows)) == ("one", "two")


def test_only_years_with_all_models_are_pooled():
    rows = rolling(PAST, ALL, (2011, 2012, 2013, 2014, 2015), DRAWS, 1)
    assert {row.freeze for row in poolable(rows, 2010)} == {2013, 2014, 2015}
    assert {row.freeze for row in poolable(rows, 2015)} == {2015}
    assert poolable(rows, 2016) == ()

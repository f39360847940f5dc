"""The headline is a median: its sign, its band, and sums over five-year plans."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import carbonsim
from carbonsim.analysis.outcomes import outcomes
from carbonsim.analysis.statements import outcome_of
from carbonsim.engine.headline import of_horizon
from carbonsim.engine.pair import Pair
from carbonsim.engine.shards import job_headlines

REDUCTION = "Emission Reduction|CO2|Transportation|Truck"
EMISSIONS = "Emissions|CO2|Energy|Demand|Transportation|Truck"
COST = "Extra Cost|Transportation|Truck [Resource]"


@pytest.fixture(scope="module")
def result():
    """Three years, and then the two five-year plans."""
    overrides = ["years=[2023, 2035]", "drivers.discount_rate=5 %/yr"]
    scenario = carbonsim.load_scenario("china-trucks-electric", overrides)
    return carbonsim.run(scenario, draws=60)


@pytest.fixture(scope="module")
def stated(result):
    return {outcome.name: outcome for outcome in outcomes(result)}


@given(arrays(float, st.integers(1, 40), elements=st.floats(-1e3, 1e3, width=32)))
def test_the_median_lies_in_its_band_and_most_draws_have_its_sign(draws):
    outcome = outcome_of("a", "t", 1.0, draws)
    low, _, median, _, high = outcome.quantiles
    assert outcome.headline == median
    assert low <= median <= high
    assert outcome.sign_share == np.mean(np.sign(draws) == np.sign(median))
    # of draws that are none of them 0 at least half have the sign of their median
    if draws.all() and median:
        assert outcome.sign_share >= 0.5


def test_the_deterministic_run_is_the_headline_without_an_ensemble_alone():
    alone, beside = outcome_of("a", "t", 1.0, None), outcome_of("a", "t", 1.0, np.array([-2.0, -1.0, -1.0]))
    assert (alone.headline, alone.sign_share) == (1.0, None)
    assert (beside.headline, beside.sign_share) == (-1.0, 1.0)


@pytest.mark.parametrize(
    ("series", "whole", "plans", "rate"),
    [
        (REDUCTION, f"Cumulative {REDUCTION}", f"{{}} {REDUCTION}", 0.0),
        (EMISSIONS, f"Cumulative {EMISSIONS}", f"{{}} {EMISSIONS}", 0.0),
        (COST, f"Discounted {COST}", f"{{}} Discounted {COST}", 0.05),
    ],
)
def test_plans_and_the_years_before_them_add_up_to_the_horizon_in_every_draw(
    result, stated, series, whole, plans, rate
):
    parts = [plans.format(period) for period in ("2026-2030", "2031-2035")]
    factors = (1.0 + rate) ** -np.arange(3.0)
    before = (result.ensemble[series][:3] * factors[:, None]).sum(axis=0)
    added = before + sum(result.headline[part] for part in parts)
    assert added == pytest.approx(result.headline[whole])
    central = (result.central[series][:3] * factors).sum() + sum(stated[part].central for part in parts)
    assert central == pytest.approx(stated[whole].central)


def test_a_single_year_is_that_of_its_series_undiscounted(result, stated):
    for name in (REDUCTION, COST):
        assert np.array_equal(result.headline[f"2030 {name}"], result.ensemble[name][7])
        assert stated[f"2030 {name}"].unit == result.unit(name)


def test_years_and_plans_stand_before_the_horizon(stated):
    own = [name for name in stated if name.endswith(COST)]
    periods = ["2030 ", "2035 ", "2026-2030 Discounted ", "2031-2035 Discounted ", "Discounted "]
    assert own == [f"{period}{COST}" for period in periods]


def test_what_the_horizon_does_not_hold_is_left_out():
    scenario = carbonsim.load_scenario("fujian-trunk-line", ["years=[2023, 2031]"])
    names = [outcome.name for outcome in outcomes(carbonsim.run(scenario, draws=0))]
    assert f"2030 {REDUCTION}" in names
    assert f"2026-2030 {REDUCTION}" in names
    assert not any(name.startswith(("2035", "2031-")) for name in names)


def test_sensitivity_looks_at_the_horizon_and_at_what_is_named(result):
    every = job_headlines(Pair(result.scenario))
    assert all(not one.period for one in of_horizon(every))
    named = of_horizon(every, [f"2035 {REDUCTION}"])
    assert len(named) == len(of_horizon(every)) + 1
    assert 5 * len(of_horizon(every)) == len(every)

"""Markets: the price of goods that learn, seen from the end of the year before."""

from dataclasses import fields

import numpy as np
import pytest

import carbonsim
from carbonsim.core.possible import ImpossibleError
from carbonsim.engine.loop import simulate
from carbonsim.engine.markets import Markets, ReplayedMarkets, market_variables
from carbonsim.kernel.goods import GOODS, Prices
from carbonsim.kernel.inputs import Inputs
from carbonsim.kernel.sector import Sector
from carbonsim.scenario.units import parse_unit

YEARS = np.arange(2023, 2030)
UNITS = {"battery": ("CNY/kWh", "GWh"), "electrolyser": ("CNY/kW", "GW")}


def learning(good):
    """20 % less for each doubling, of which there are two after the last observed price."""
    money, amount = UNITS[good]
    return [
        f"drivers.{good}.price={{path: {{2023: 700, 2024: 600}}, unit: {money}}}",
        f"drivers.{good}.learning_rate=20 %",
        f"drivers.{good}.cumulative_output="
        f"{{path: {{2023: 1000, 2024: 2000, 2025: 4000, 2029: 4000}}, unit: {amount}}}",
    ]


@pytest.fixture
def inputs():
    overrides = [line for good in GOODS for line in learning(good)]
    scenario = carbonsim.load_scenario("fujian-no-policy", ["years=[2023, 2029]", *overrides])
    return Inputs(scenario, YEARS, 1, {})


def made(**amounts):
    return {good: np.full(1, float(amounts.get(good, 0.0))) for good in GOODS}


def price(markets, good, year):
    return float(getattr(markets.prices(year), good)[0])


def maker(seen=None, **made):
    """A sector that makes so much of some goods in each year; the prices that it sees go to `seen`."""

    def step(_, year, prices):
        if seen is not None:
            seen.append(prices)
        return year + 1, {good: np.array([float(amounts[year])]) for good, amounts in made.items()}

    return Sector(
        name="maker",
        parameters=lambda inputs: inputs,
        start=lambda _: 0,
        step=step,
        variables=lambda _: (),
        figures=lambda _, __, ___: [],
        made=lambda flows: flows,
    )


def test_every_good_is_a_price():
    assert set(GOODS) == set(UNITS) <= {field.name for field in fields(Prices)}


@pytest.mark.parametrize("good", GOODS)
def test_observed_prices_stand_and_then_learn_from_the_year_before(inputs, good):
    markets = Markets(inputs)
    # Wright's law: 1000 were made when 600 CNY was the price
    for year, expected in enumerate((700, 600, 480, 384, 384, 384, 384)):
        assert price(markets, good, year) == pytest.approx(expected)
        markets.close(year, made())


@pytest.mark.parametrize("good", GOODS)
def test_the_reference_reproduces_the_stated_total(inputs, good):
    markets = Markets(inputs)
    markets.close(0, made(**{good: 1e6}))
    assert price(markets, good, 2) == pytest.approx(480)


@pytest.mark.parametrize("good", GOODS)
def test_what_a_plan_makes_beyond_its_reference_counts_from_the_next_year(inputs, good):
    plan = Markets(inputs, {each: np.zeros((7, 1)) for each in GOODS})
    plan.close(0, made())
    before = price(plan, good, 2)
    plan.close(1, made(**{good: 2000}))
    assert before == pytest.approx(480)
    assert price(plan, good, 2) == pytest.approx(384)
    for other in set(GOODS) - {good}:
        assert price(plan, other, 2) == pytest.approx(480)


def test_a_plan_that_makes_electrolysers_makes_them_cheaper_from_the_year_after(inputs):
    idle, plan = maker(), maker(electrolyser=(0, 2000, 0, 8000, 0, 0, 0))
    reference = simulate(inputs, [idle], Markets(inputs))
    result = simulate(inputs, [plan], Markets(inputs, reference.made))
    electrolyser = [float(prices.electrolyser[0]) for prices in result.prices]
    # 2000 + 2000 GW at the end of 2024; 4000 + 2000 at that of 2025; 4000 + 10,000 from 2026 on
    beyond = [600 * output ** np.log2(0.8) for output in (4, 6, 14, 14, 14)]
    assert electrolyser == pytest.approx([700, 600, *beyond])
    assert [float(prices.battery[0]) for prices in result.prices] == [
        float(prices.battery[0]) for prices in reference.prices
    ]


def test_sectors_add_up_in_a_market_and_what_is_left_out_is_nothing(inputs):
    makers = [maker(battery=range(7)), maker(battery=range(7), electrolyser=range(7)), maker()]
    result = simulate(inputs, makers, Markets(inputs))
    assert set(result.made) == set(GOODS)
    assert result.made["battery"][:, 0] == pytest.approx(2 * np.arange(7))
    assert result.made["electrolyser"][:, 0] == pytest.approx(np.arange(7))


def test_replayed_markets_show_what_was_seen_and_do_not_move(inputs):
    lived, again = [], []
    none = {good: np.zeros((7, 1)) for good in GOODS}
    result = simulate(inputs, [maker(lived, electrolyser=[500] * 7)], Markets(inputs, none))
    simulate(inputs, [maker(again, battery=[1e6] * 7)], ReplayedMarkets(result.prices))
    assert again == lived


def test_shipped_electrolysers_stand_as_observed_to_2024_and_then_fall():
    years = np.arange(2020, 2061)
    scenario = carbonsim.load_scenario("fujian-no-policy", ["years=[2023, 2060]"])
    inputs = Inputs(scenario, years, 1, {})
    markets = Markets(inputs)
    prices = [price(markets, "electrolyser", year) for year in range(len(years))]
    assert prices[:5] == [3000.0] * 5
    assert np.all(np.diff(prices[4:]) < 0)
    path = scenario.quantity("drivers.electrolyser.cumulative_output")
    before, last = path.series(np.array([2023, 2059]))[0]
    assert prices[-1] == pytest.approx(3000 * 0.85 ** np.log2(last / before))


def test_every_price_is_reported_once_with_its_draws_whatever_the_sectors(inputs):
    rows = market_variables()
    assert {row.key for row in rows} == {field.name for field in fields(Prices)} - {"counted"}
    assert all(row.ensemble and row.variable.description for row in rows)
    for row in rows:
        parse_unit(row.variable.unit)
    result = simulate(inputs, [maker()], Markets(inputs))
    assert set(result.series) == {row.variable.name for row in rows}
    for row in rows:
        seen = [float(getattr(prices, row.key)[0]) for prices in result.prices]
        assert result.series[row.variable.name][:, 0] == pytest.approx(seen)


@pytest.mark.parametrize("name", ["fujian-no-policy", "china-steel-current-policies"])
def test_sectors_leave_prices_to_the_markets(name):
    result = carbonsim.run(carbonsim.load_scenario(name), draws=2)
    assert {row.variable.name for row in market_variables()} <= set(result.ensemble)


@pytest.mark.parametrize("good", GOODS)
def test_a_plan_that_makes_less_by_more_than_the_world_made_has_no_price(inputs, good):
    # the world has made 2000 by the end of 2024, 6000 of them by the reference
    plan = Markets(inputs, {each: np.full((7, 1), 3000.0 * (each == good)) for each in GOODS})
    for year in range(2):
        plan.close(year, made())
    with pytest.raises(ImpossibleError, match=f"{good}: the plan makes less than its reference"):
        plan.prices(2)

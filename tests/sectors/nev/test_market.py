"""A market that answers: lasting taxes, known steps, cars bought ahead of need, surprises."""

from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import carbonsim
from carbonsim.engine.catalogue import load_scenario
from carbonsim.sectors.nev import market
from tests.stated import stated

CARS = "Transportation|Light-Duty Vehicle"
SOLD, PLUG_IN, STOCK = f"Sales|{CARS}", f"Sales Share|{CARS}|Plug-In", f"Stocks|{CARS}"
YEARS = np.arange(2021, 2036)
HORIZON = "years=[2021, 2035]"
#: No rule for makers, which would hold the share where it is.
FREE = ("nev.minimum_share=0", HORIZON)
#: Nobody buys a year earlier or later for a step of taxes.
NO_STEP = "nev.anticipation=0"
AT = {int(year): place for place, year in enumerate(YEARS)}


def relief(points):
    path = ", ".join(f"{year}: {value}" for year, value in {2013: 0, 2015: 1, 2025: 1, **points}.items())
    return f'nev.tax_relief={{path: {{{path}}}, unit: "1"}}'


#: Half the tax goes on, or the full tax comes in 2028; held until the horizon ends.
HALF, FULL = relief({2026: 0.5}), relief({2026: 0.5, 2027: 0.5, 2028: 0})


def central(*overrides, name="china-nev"):
    return carbonsim.run(load_scenario(name, [*FREE, *overrides]), draws=1).central


def plug_in(series):
    return series[SOLD] * series[PLUG_IN] / 100


@pytest.fixture(scope="module")
def half():
    return central(HALF)


@pytest.fixture(scope="module")
def full():
    return central(FULL)


def test_a_full_tax_from_2028_moves_sales_of_2028_into_2027_by_the_sized_amount(half, full):
    until, before, first = AT[2026], AT[2027], AT[2028]
    assert full[SOLD][: until + 1] == pytest.approx(half[SOLD][: until + 1])
    moved = full[SOLD][before] - half[SOLD][before]
    # half the tax is 0.05 / 1.13 of the price: some 4.2 % of what is paid, and as much of a year's sales
    step = np.log((1 + 0.1 / 1.13) / (1 + 0.05 / 1.13))
    assert moved == pytest.approx(step * plug_in(half)[before], rel=0.02)
    # of 2028 is missing what was moved, and what the tax costs beside
    alone = central(FULL, NO_STEP)[SOLD], central(HALF, NO_STEP)[SOLD]
    lasting = alone[0][first] - alone[1][first]
    assert full[SOLD][first] - half[SOLD][first] == pytest.approx(lasting - moved, rel=0.02)


def test_a_lasting_tax_lowers_sales_for_good(half, full):
    """The elasticity of the market is -0.5, and 4.2 % are paid more for the share that is taxed."""
    taxed, free = central(FULL, NO_STEP), central(HALF, NO_STEP)
    lost = 1.0 - taxed[SOLD] / free[SOLD]
    later = slice(AT[2028], AT[2033] + 1)
    assert (lost[later] > 0.008).all()
    assert (lost[later] < 0.5 * 0.042).all()
    # not brought back next year: what is lost in five years is five times what is lost in one
    assert lost[later].sum() == pytest.approx(6 * lost[AT[2028]], rel=0.15)
    # with sales moved across the step, too
    assert (full[SOLD][AT[2029] : AT[2033] + 1] < half[SOLD][AT[2029] : AT[2033] + 1]).all()
    assert taxed[STOCK][-1] < free[STOCK][-1]


def test_without_response_a_tax_moves_nothing_but_shares():
    still = (NO_STEP, "nev.market_elasticity=0")
    taxed, free = central(FULL, *still), central(HALF, *still)
    assert taxed[PLUG_IN][AT[2028]] < free[PLUG_IN][AT[2028]]
    # kinds leave at rates of their own, so that stocks differ a little
    assert taxed[SOLD] == pytest.approx(free[SOLD], rel=2e-3)


def test_sales_moved_across_a_step_sum_to_zero():
    """A step and no other response: the market of both years is what it was."""
    still = ("nev.market_elasticity=0", "nev.choice.price_elasticity=0")
    moved, usual = central(FULL, *still), central(HALF, *still)
    difference = moved[SOLD] - usual[SOLD]
    assert difference[AT[2027]] > 0.1
    assert difference[AT[2027]] + difference[AT[2028]] == pytest.approx(0.0, abs=0.01 * difference[AT[2027]])
    assert difference[AT[2029] :] == pytest.approx(0.0, abs=0.01 * difference[AT[2027]])


def test_a_run_that_ends_before_a_known_step_has_what_it_moves(full):
    ends = central(FULL, "years=[2021, 2027]")
    for name in (SOLD, PLUG_IN, STOCK):
        assert ends[name] == pytest.approx(full[name][: AT[2027] + 1], rel=1e-12)


def test_what_a_plan_makes_of_the_next_year_does_not_change_the_past():
    """Two laws of 2026 and nobody who answers to them: the same cars are wanted for good."""
    still = (NO_STEP, "nev.market_elasticity=0", "nev.choice.price_elasticity=0")
    ahead = "nev.bought_ahead={path: {2021: 0, 2025: 900000, 2026: 0}, unit: car}"
    one, other = central(relief({2026: 1}), *still), central(relief({2026: 0}), *still)
    assert one[STOCK] == pytest.approx(other[STOCK], rel=1e-12)
    # nor does what a plan says of the last year that happened
    assert central(relief({2026: 0}), *still, ahead)[STOCK][AT[2027] :] == pytest.approx(
        central(relief({2026: 0}), *still, ahead.replace("900000", "100000"))[STOCK][AT[2027] :], rel=1e-12
    )


def test_the_last_year_that_happened_by_hand():
    """Of 1,000 plug-in cars 30 belong to the next year; 230 of 9,000 cars are ahead of need."""
    p = SimpleNamespace(
        powertrains=SimpleNamespace(
            car=np.array([True, True, False]), plug_in=np.array([False, True, False])
        ),
        history=SimpleNamespace(plug_in_cars_ahead=np.array([30.0]), bought_ahead=np.array([200.0])),
        ownership=SimpleNamespace(form="income", population=[np.array([0.02])]),
        without_plugs=False,
        is_known=lambda _: True,
    )
    sales = np.array([[2000.0], [1000.0], [50.0]])
    found = market.market_that_happened(p, 0, sales, np.array([9000.0]))
    assert found.moved.ravel().tolist() == [0.0, pytest.approx(30.0), 0.0]
    assert found.each[0] == pytest.approx((9000.0 - 230.0) / 20_000.0)
    assert found.forgone[0] == 0.0
    p.without_plugs = True
    found = market.market_that_happened(p, 0, np.array([[3000.0], [0.0], [50.0]]), np.array([9000.0]))
    assert found.moved.ravel().tolist() == [pytest.approx(30.0), 0.0, 0.0]


def test_a_year_to_come_by_hand(monkeypatch):
    """200 thousand cars are wanted; 171 of 190 are left; prices have risen by 0.1 in logarithms."""
    p = SimpleNamespace(
        first=0,
        market=SimpleNamespace(
            elasticity=-0.5, volatility=0.05, surprise=[1.0, 1.0], bought_ahead=[0.0, np.array([300.0])]
        ),
        ownership=SimpleNamespace(
            form="income",
            population=[np.array([1.0])] * 2,
            income=[9e4, 9e4],
            saturation=0.4,
            income_elasticity=0.8,
        ),
        is_known=lambda _: False,
    )
    before = market.Market(0, np.array([0.2]), np.array([1000.0]), np.array([[0.0], [500.0]]))
    demand = SimpleNamespace(shares=np.array([[0.6], [0.4]]), dearer=np.array([0.1]))
    monkeypatch.setattr(market, "_moved_share", lambda *_: np.array([[0.0], [0.1]]))
    stocks = np.array([190_000.0]), np.array([171_000.0])
    sold = market.cars_sold(p, before, 1, demand, *stocks, np.array([0.98]))
    # people do without 900 by now; 800 of those left were bought ahead
    needed = (200_000 - 900 - (171_000 - 800)) / 0.98
    bought = needed * np.exp(-0.5 * 0.1 + 0.05)
    assert sold.market.forgone[0] == pytest.approx(900 + 0.98 * (needed - bought))
    plug_in = 0.4 * bought - 500
    assert sold.cars.ravel() == pytest.approx([0.6 * bought, 1.1 * plug_in])
    assert sold.market.moved.ravel() == pytest.approx([0.0, 0.1 * plug_in])


def test_buyers_wait_for_a_relief_that_is_known():
    later = relief({2026: 0, 2029: 0, 2030: 1})
    waited, never = central(later), central(relief({2026: 0}))
    assert waited[SOLD][AT[2029]] < never[SOLD][AT[2029]]
    assert waited[SOLD][AT[2030]] > never[SOLD][AT[2030]]


def test_a_step_larger_than_a_year_can_make_up_for_is_carried_on():
    steep = (
        "nev.powertrains.battery.purchase_subsidy={path: {2021: 0, 2029: 100000, 2030: 0}, unit: CNY/vehicle}"
    )
    series = central("nev.anticipation=20", steep)
    drives = [values for name, values in series.items() if name.startswith(f"{SOLD}|")]
    assert all((values >= 0).all() for values in drives)
    assert series[f"{SOLD}|Battery-Electric"][AT[2030]] < 0.5 * series[f"{SOLD}|Battery-Electric"][AT[2029]]


def test_cars_bought_ahead_are_missing_later():
    path = "nev.bought_ahead={{path: {{2021: {0}, 2025: {0}, 2027: 0}}, unit: car}}"
    ahead, none = (
        central(path.format(cars), f"nev.history.bought_ahead={cars} car")[SOLD] for cars in (2_000_000, 0)
    )
    missing = ahead - none
    # and the growth of some 3 % a year that would have come on top of what was needed
    assert missing[AT[2026] : AT[2027] + 1] == pytest.approx([-1.0, -1.0], rel=0.08)
    assert missing[AT[2028] :] == pytest.approx(0.0, abs=0.1)


def test_trade_in_money_that_goes_on_keeps_cars_ahead():
    on = "nev.bought_ahead={path: {2021: 1000000, 2025: 1000000, 2026: 1500000, 2028: 0}, unit: car}"
    off = "nev.bought_ahead={path: {2021: 1000000, 2025: 1000000, 2026: 1000000, 2028: 0}, unit: car}"
    assert central(on)[SOLD][AT[2026]] - central(off)[SOLD][AT[2026]] == pytest.approx(0.5, rel=0.05)


def test_a_good_year_is_not_taken_back_in_the_next():
    good = "nev.market_surprise={path: {2021: 0, 2028: 0, 2029: 2, 2030: 0}, unit: '1'}"
    better, usual = central(good), central()
    assert better[SOLD][AT[2029]] / usual[SOLD][AT[2029]] == pytest.approx(np.exp(2 * 0.045), rel=1e-3)
    # but for the part that leaves as the mean car does, where new ones hardly do
    assert better[SOLD][AT[2030]] == pytest.approx(usual[SOLD][AT[2030]], rel=1e-2)


def test_a_given_path_is_returned_to_after_a_good_year():
    good = "nev.market_surprise={path: {2021: 0, 2028: 0, 2029: 2, 2030: 0}, unit: '1'}"
    given_path = "nev.ownership_form=given"
    better, usual = central(given_path, good), central(given_path)
    assert better[STOCK][AT[2029]] > usual[STOCK][AT[2029]] * 1.005
    assert better[STOCK][AT[2030] :] == pytest.approx(usual[STOCK][AT[2030] :], rel=1e-9)


def test_who_gives_the_cars_per_person_has_said_what_prices_do():
    given_path = "nev.ownership_form=given"
    one, other = central(given_path, FULL), central(given_path, HALF)
    late = slice(AT[2030], None)
    assert one[STOCK][late] == pytest.approx(other[STOCK][late], rel=1e-9)


#: Kinds of cars leave at rates of their own: where prices change which are bought, some more are replaced.
REPLACED = 2e-3


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(
    relieved=stated(0.0, 1.0),
    tax=stated(0.0, 0.3),
    more=st.floats(0.01, 0.2),
    elasticity=st.floats(-1.0, -0.2),
)
def test_a_tax_never_raises_the_market(relieved, tax, more, elasticity):
    usual, taxed = (
        central(
            relief({2026: relieved}),
            f"nev.purchase_tax_rate={{path: {{2021: 0.1, 2025: 0.1, 2026: {rate}}}, unit: '1'}}",
            f"nev.market_elasticity={elasticity}",
            "nev.tax_relief_cap=10000000 CNY/car",
            NO_STEP,
        )[SOLD]
        for rate in (tax, tax + more)
    )
    assert (taxed <= usual * (1 + REPLACED)).all()


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(relieved=st.floats(0.05, 1.0), less=st.floats(0.05, 1.0), elasticity=st.floats(-6.0, -0.5))
def test_a_tax_never_raises_the_share_of_what_is_taxed(relieved, less, elasticity):
    responding = f"nev.choice.price_elasticity={elasticity}"
    usual, taxed = (
        central(relief({2026: part}), responding, NO_STEP) for part in (relieved, relieved * (1 - less))
    )
    assert (taxed[PLUG_IN] <= usual[PLUG_IN] + 1e-9).all()
    assert (taxed[SOLD] <= usual[SOLD] * (1 + REPLACED)).all()


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(
    amount=st.floats(100.0, 60_000.0),
    ends=st.integers(2028, 2032),
    row=st.sampled_from(["battery", "plugin_hybrid"]),
)
def test_a_subsidy_ended_never_raises_the_market_nor_the_share(amount, ends, row):
    key, before = f"nev.powertrains.{row}.purchase_subsidy", f"2021: 0, 2025: 0, 2026: {amount}"
    paid, ended = (
        central(f"{key}={{path: {{{points}}}, unit: CNY/vehicle}}", NO_STEP)
        for points in (before, f"{before}, {ends - 1}: {amount}, {ends}: 0")
    )
    assert (ended[SOLD] <= paid[SOLD] * (1 + REPLACED)).all()
    assert (ended[PLUG_IN] <= paid[PLUG_IN] + 1e-9).all()


def test_the_market_falls_with_each_step_of_a_tax():
    sums = [
        central(f"nev.purchase_tax_rate={{path: {{2021: 0.1, 2025: 0.1, 2026: {rate}}}, unit: '1'}}")[
            SOLD
        ].sum()
        for rate in (0.0, 0.1, 0.2, 0.4)
    ]
    assert all(later < earlier for earlier, later in pairwise(sums))

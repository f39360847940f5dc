"""Values at the ends of what is allowed: an empty fleet is one of 0, and a share of next to nothing is 0."""

import numpy as np
import pytest

import carbonsim
from carbonsim.core.errors import ScenarioError
from carbonsim.core.possible import ImpossibleError
from carbonsim.sectors.nev import equations as eq
from carbonsim.sectors.nev.estimation import log_odds_of_awareness
from carbonsim.sectors.nev.few_vehicles import FEWEST_VEHICLES, none_of_few

CARS = "Transportation|Light-Duty Vehicle"
STOCK, SOLD, SHARE = f"Stocks|{CARS}", f"Sales|{CARS}", f"Sales Share|{CARS}|Plug-In"
APPEAL, CONSIDERING, ACCESS = (
    f"Appeal|{CARS}|Plug-In",
    f"Considering|{CARS}|Plug-In",
    f"Charging Access|{CARS}",
)
INTENSITY = f"Emission Intensity|CO2|{CARS}"
#: Ownership that is given and falls to nothing.
FALLING = "nev.ownership={path: {2021: 0.2, 2026: 0}, unit: '1'}"
GIVEN = "nev.ownership_form=given"
NO_RULE = "nev.minimum_share=0"
#: Nobody buys a year earlier or later for a known step of what is paid.
NO_STEP = "nev.anticipation=0"


def central(*overrides, name="china-nev-no-policy"):
    """Central run: its series by name."""
    return carbonsim.run(carbonsim.load_scenario(name, overrides), draws=1).central


def balanced(series):
    """Whether sales by drive are those of all cars, and shares are shares."""
    drives = [
        values for name, values in series.items() if name.startswith(f"{SOLD}|") and name.count("|") == 3
    ]
    assert sum(drives) == pytest.approx(series[SOLD], rel=1e-9)
    for name in (SHARE, APPEAL, CONSIDERING):
        assert ((series[name] >= 0) & (series[name] <= 100)).all(), name
    return True


# An empty fleet -------------------------------------------------------------------------------------------


def test_a_fleet_that_nobody_wants_ends_at_nothing():
    """No car is sold from 2026 on; with the oldest age at 15 years the last one leaves in 2041."""
    series = central(
        GIVEN, FALLING, "nev.maximum_age=15 yr", "nev.depreciation_years=10 yr", "nev.scrappage=10"
    )
    years = np.arange(2021, 2061)
    assert (series[SOLD][years > 2025] == 0).all()
    assert (series[STOCK][years < 2035] > 0).all()
    empty = years > 2041
    for name in (STOCK, SOLD, f"Retirements|{CARS}", f"Final Energy|{CARS}", f"Ownership|{CARS}"):
        assert (series[name][empty] == 0).all(), name
    for name in (f"Emissions|CO2|Energy|Demand|{CARS}", f"Cost|{CARS} [Resource]"):
        assert series[name][empty] == pytest.approx(0.0, abs=1e-9), name
    assert np.isnan(series[INTENSITY][empty]).all()
    assert np.isfinite(series[INTENSITY][series[STOCK] > 0]).all()
    # where there are no cars to serve, any point would serve them
    assert (series[ACCESS][years > 2042] == 100).all()
    assert balanced(series)


def test_what_is_left_of_a_fleet_is_at_least_a_millionth_of_a_car():
    series = central(GIVEN, FALLING, "nev.scrappage=10", "nev.maximum_age=60 yr")
    left = series[STOCK][series[STOCK] > 0]
    assert left.min() * 1e6 >= FEWEST_VEHICLES
    assert series[STOCK][-1] == 0


def test_ownership_may_fall_to_nothing_in_some_draws(tmp_path):
    path = tmp_path / "ownership.yaml"
    path.write_text(
        "carbonsim: 1\nname: ownership-range\nextends: carbonsim:china-nev\n"
        "reference: carbonsim:china-nev-no-policy\nnev:\n  ownership_form: given\n  ownership:\n"
        "    path: {2021: 0.2, 2040: 0.05}\n    low: {2021: 0.1, 2040: 0}\n    high: {2021: 0.3, 2040: 0.1}\n"
        '    unit: "1"\n',
        encoding="utf-8",
    )
    result = carbonsim.run(carbonsim.load_scenario(path), draws=100)
    assert result.left_out.draws == 0
    stock, sold = result.ensemble[STOCK][-1], result.ensemble[SOLD][-1]
    empty = stock == 0
    assert 0 < empty.sum() < 50
    assert (sold[empty] == 0).all()
    assert np.isnan(result.ensemble[INTENSITY][-1][empty]).all()
    assert np.isfinite(result.ensemble[INTENSITY][-1][~empty]).all()
    assert all(
        np.isfinite(values).all() for name, values in result.ensemble.items() if "Intensity" not in name
    )


def test_access_without_cars_or_points():
    # any point serves nobody's car; no point serves nobody
    points, cars = np.array([1e6, 0.0, 0.0]), np.array([0.0, 0.0, 1e8])
    np.testing.assert_array_equal(eq.charging_access(points, cars, 0.005), [1.0, 0.0, 0.0])


def test_less_than_a_millionth_of_a_vehicle_is_none():
    few = none_of_few(np.array([0.0, 1e-300, 9.9e-7, 1e-6, 5.0]))
    assert few.tolist() == [0.0, 0.0, 0.0, 1e-6, 5.0]


# A share of next to nothing -------------------------------------------------------------------------------


def test_a_shock_leaves_a_share_of_nothing_and_no_plug_in_car_is_sold():
    """Log odds fall by 50 in 2030: of 25 million cars not a millionth of one has a plug."""
    shock = "nev.surprise={path: {2021: 0, 2029: 0, 2030: -10, 2031: 0}, unit: '1'}"
    series = central("nev.volatility=5", shock, NO_RULE)
    at = 2030 - 2021
    assert series[SHARE][at - 1] > 50
    assert series[SHARE][at] == 0
    assert 0 < series[CONSIDERING][at] < 1e-15
    assert series[f"{SOLD}|Battery-Electric"][at] == 0
    assert series[f"{SOLD}|Internal Combustion"][at] == pytest.approx(series[SOLD][at], rel=1e-12)
    assert balanced(series)


@pytest.mark.parametrize(("surprise", "share"), [(-10, 0.0), (10, 1.0)])
def test_surprises_year_after_year_leave_none_or_all(surprise, share):
    series = central("nev.volatility=5", f"nev.surprise={surprise}", NO_RULE)
    assert series[CONSIDERING][-1] == pytest.approx(100 * share, abs=1e-9)
    assert series[SHARE][-1] == pytest.approx(share * series[APPEAL][-1], abs=1e-9)
    assert balanced(series)


def test_a_rule_after_a_collapse_wins_buyers_over_from_nothing():
    """Of nobody, a rule for all sales leaves 1 - e^(-w) after a year."""
    rule = "nev.minimum_share={path: {2021: 0, 2027: 0, 2028: 1}, unit: '1'}"
    shock = "nev.surprise={path: {2021: 0, 2025: 0, 2026: -10, 2028: -10, 2029: 0}, unit: '1'}"
    series = central("nev.volatility=5", shock, rule, "nev.imitation=0.7 1/yr")
    at = 2028 - 2021
    assert series[SHARE][at] == 100
    assert series[CONSIDERING][at] < 1e-30
    assert series[CONSIDERING][at + 1] == pytest.approx(100 * (1 - np.exp(-0.7)), rel=1e-9)
    assert balanced(series)


@pytest.mark.parametrize("least", ["0", "1", "0.9999999999999999"])
def test_a_rule_for_none_or_all_cars(least):
    for name in ("china-nev", "china-nev-none"):
        series = central(f"nev.minimum_share={least}", name=name)
        assert balanced(series)
        if name == "china-nev" and least != "0":
            assert series[SHARE][5:] == pytest.approx(100)


@pytest.mark.parametrize("cheaper", ["battery", "petrol"])
def test_prices_that_no_power_of_e_holds(cheaper):
    """A car of a yuan beside one of 5 million, at an elasticity of -10: 154 in utility, 3e66 in odds."""
    dear = {"battery": "petrol", "petrol": "battery"}[cheaper]
    step = "{{path: {{2021: 100000, 2025: 100000, 2027: {}}}, unit: CNY/vehicle}}"
    overrides = [f"nev.powertrains.{dear}.body_price={step.format(5_000_000)}"]
    overrides += [f"nev.powertrains.{row}.body_price={step.format(1)}" for row in ([cheaper])]
    series = central("nev.choice.price_elasticity=-10", *overrides, NO_RULE)
    assert balanced(series)
    assert all(np.isfinite(values).all() for name, values in series.items() if "Intensity" not in name)


def test_where_all_cars_with_a_plug_are_out_of_reach_none_is_sold():
    names = ("battery", "plugin_hybrid", "range_extended")
    price = "{path: {2021: 100000, 2025: 100000, 2027: 5000000}, unit: CNY/vehicle}"
    overrides = [f"nev.powertrains.{name}.body_price={price}" for name in names]
    series = central("nev.choice.price_elasticity=-10", *overrides, NO_RULE, NO_STEP)
    assert (series[APPEAL][6:] < 1e-9).all()
    assert (series[SHARE][6:] < 1e-9).all()
    assert series[f"{SOLD}|Internal Combustion"][6:] == pytest.approx(series[SOLD][6:], rel=1e-9)
    # and where rules ask for some all the same, the plug-in cars share them by their prices
    ruled = central("nev.choice.price_elasticity=-10", *overrides, NO_STEP, "nev.minimum_share=0.5")
    assert ruled[SHARE][6:] == pytest.approx(50)
    assert balanced(ruled)


def test_where_nobody_bought_nobody_considers_and_more_than_the_appeal_is_all():
    odds = log_odds_of_awareness(
        np.array([0.0, 0.3, 0.0, 0.3, 1e-300, 0.25]), np.array([0.5, 0.2, 0.0, 0.0, 1e-310, 0.5])
    )
    none, everybody = log_odds_of_awareness(0.0, 1.0), log_odds_of_awareness(1.0, 1.0)
    np.testing.assert_array_equal(odds, [none, everybody, none, everybody, everybody, 0.0])


# Ownership with income ------------------------------------------------------------------------------------


def test_ownership_at_any_income_is_between_nothing_and_saturation():
    incomes = np.array([100.0, 5e4, 9e4, 1e6, 1e7])
    owned = eq.cars_per_person(0.2, incomes, 9e4, 0.33, 450.0)
    assert owned.tolist() == [0.0, 0.0, 0.2, 0.33, 0.33]
    # from above saturation, down to it
    np.testing.assert_allclose(eq.cars_per_person(0.5, incomes[2:], 9e4, 0.33, 450.0), [0.5, 0.33, 0.33])


def test_ownership_above_saturation_says_nothing_where_income_falls_far():
    found = eq.cars_per_person(0.5, 8e4, 9e4, 0.33, 0.9 * np.log(0.5 / 0.33))
    assert found == pytest.approx(0.33 * (0.5 / 0.33) ** np.exp(0.1))
    with pytest.raises(ImpossibleError, match="above its saturation") as caught:
        eq.cars_per_person(np.array([0.2, 0.33, 0.5]), 1e4, 9e4, 0.33, 450.0)
    assert caught.value.where.tolist() == [False, False, True]


def test_income_that_collapses_below_a_low_saturation_is_named():
    overrides = [
        "nev.income={path: {2021: 100000, 2025: 100000, 2026: 1000}, unit: CNY/yr}",
        "nev.ownership_saturation=0.1",
        "nev.income_elasticity=10",
    ]
    with pytest.raises(ScenarioError, match="rises without end as income falls"):
        central(*overrides)


# Counts of the history ------------------------------------------------------------------------------------


def test_recorded_sales_that_leave_no_car_to_be_scaled_are_named():
    with pytest.raises(
        ScenarioError, match=r"nev.history.car_sales leave next to no car without a plug at the end"
    ):
        central("nev.history.car_sales={path: {1995: 0, 2025: 0}, unit: car/yr}", "nev.ownership_form=income")


def test_a_stock_counted_too_early_to_begin_with_is_refused():
    stock = "nev.history.car_stock={path: {2015: 141000000, 2019: 220000000}, unit: car}"
    with pytest.raises(ScenarioError, match="found a path to 2019, expected one to 2020 at least"):
        carbonsim.load_scenario("china-nev", [stock])


@pytest.mark.parametrize("row", ["petrol", "battery"])
def test_a_car_that_others_are_measured_against_was_sold_in_each_year_of_the_horizon(row):
    other = {"petrol": "hybrid", "battery": "plugin_hybrid"}[row]
    rest = {"petrol": (), "battery": ("range_extended",)}[row]
    key = "nev.powertrains.{}.past_split={{path: {{2011: {}, 2022: {}, 2023: {}, 2025: {}}}, unit: '1'}}"
    overrides = [key.format(row, 0.5, 0, 0, 0.5), key.format(other, 0.5, 1, 1, 0.25 if rest else 0.5)]
    overrides += [key.format(name, 0, 0, 0, 0.25) for name in rest]
    with pytest.raises(ScenarioError, match="found 0 in 2022, expected more: what was never sold") as caught:
        carbonsim.load_scenario("china-nev", overrides)
    assert caught.value.problems[0].key == f"nev.powertrains.{row}.past_split"


@pytest.mark.parametrize("name", ["production", "world_registrations", "car_registrations"])
def test_a_year_without_a_count_has_no_growth_and_no_share(name):
    unit = "vehicle/yr" if name == "production" else "car/yr"
    none = f"nev.history.{name}={{path: {{2015: 0, 2021: 0, 2022: 0, 2023: 0, 2025: 0}}, unit: {unit}}}"
    result = carbonsim.run(carbonsim.load_scenario("china-nev", [none, "years=[2021, 2024]"]), draws=1)
    (check,) = (check for check in result.checks if check.name == "nev-2023")
    assert all(np.isfinite(row.value) for row in check.rows)
    labels = " ".join(row.label["en"] for row in check.rows)
    assert ("growth of production" in labels) == (name != "production")
    assert ("share in the world" in labels) == (name != "world_registrations")

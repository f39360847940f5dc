"""The stock of new energy vehicles against what was counted."""

import numpy as np
import pytest
from scipy.optimize import brentq

import carbonsim
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.nev.cars import Cars
from carbonsim.sectors.nev.fleet import aged, first_fleet, stock, with_new

NEV = "Stocks|Transportation|New Energy Vehicle"
CARS = "Stocks|Transportation|Light-Duty Vehicle"
#: Counted at the end of the year, millions (Ministry of Public Security).
COUNTED = {2021: 7.84, 2022: 13.10, 2023: 20.41, 2024: 31.40, 2025: 43.97}


def at(result, variable, year):
    return float(result.central[variable][year - result.years[0]])


def test_the_stock_of_2021_is_the_one_fitted(cars):
    assert at(cars(), NEV, 2021) == pytest.approx(COUNTED[2021], rel=1e-3)


@pytest.mark.parametrize("year", [2022, 2023])
def test_the_stocks_that_the_fit_has_not_seen_are_within_four_percent(cars, year):
    assert at(cars(), NEV, year) == pytest.approx(COUNTED[year], rel=0.04)


def test_the_fast_leaving_share_is_what_the_stock_of_2021_alone_gives(scenario):
    """Solved anew from the shipped data: the row in parameters.csv is not adjusted by hand."""
    years = np.array([2021])
    address = "nev.powertrains.{}.fast_leaving_share"
    rows = ("plugin_hybrid", "range_extended", "battery")

    def in_use(share):
        # the share of later years is stated as a tenth of the one fitted
        path = f'{{path: {{2011: {share}, 2018: {share}, 2021: {share / 10}}}, unit: "1"}}'
        overrides = [f"{address.format(row)}={path}" for row in rows]
        p = Cars(Inputs(carbonsim.load_scenario("china-nev", overrides), years, 1, {}))
        fleet, _ = aged(p, first_fleet(p)[0], p.first)
        fleet, _ = with_new(p, fleet, p.first, p.record.inflow[p.first])
        return float(stock(p, fleet)[p.new_energy].sum()) / 1e6

    solved = brentq(lambda share: in_use(share) - COUNTED[2021], 0.01, 0.95)
    for row in rows:
        shipped = scenario.quantity(address.format(row)).central
        assert shipped == pytest.approx((solved, solved, solved / 10), abs=0.001)


def test_a_run_that_begins_later_has_the_same_stock(cars):
    early, late = cars(), cars("years=[2023, 2030]")
    assert at(late, NEV, 2024) == pytest.approx(at(early, NEV, 2024), rel=1e-6)


def test_paying_for_trade_in_makes_cars_leave(cars):
    # who sees higher prices does without: what more is sold of is forgone more of
    same = "nev.market_elasticity=0"
    calm, paid = cars("nev.scrappage=1", same), cars("nev.scrappage=1.5", same)
    retired = "Retirements|Transportation|Light-Duty Vehicle"
    assert at(paid, retired, 2026) > at(calm, retired, 2026)
    # what ownership asks for does not depend on it: new cars take the place of the old
    assert at(paid, CARS, 2030) == pytest.approx(at(calm, CARS, 2030))
    sales = "Sales|Transportation|Light-Duty Vehicle"
    assert at(paid, sales, 2026) > at(calm, sales, 2026)


def test_ownership_rises_towards_saturation_and_never_beyond(cars):
    ownership = cars().central["Ownership|Transportation|Light-Duty Vehicle"]
    most = cars().scenario.quantity("nev.ownership_saturation").central[0]
    assert np.all(np.diff(ownership[5:]) > -1e-12)
    assert ownership[-1] < most


def test_a_given_path_of_ownership_is_kept(cars):
    result = cars("nev.ownership_form=given")
    given = result.scenario.quantity("nev.ownership").series(result.years)[0]
    ownership = result.central["Ownership|Transportation|Light-Duty Vehicle"]
    late = result.years >= 2030
    assert ownership[late] == pytest.approx(given[late], rel=1e-9)


def test_the_four_counts_are_four_numbers(cars):
    wholesale = at(cars(), "Sales|Transportation|New Energy Vehicle [Wholesale]", 2023)
    sold = at(cars(), "Sales|Transportation|New Energy Vehicle", 2023)
    registered = at(cars(), "Registrations|Transportation|New Energy Vehicle", 2023)
    cars_alone = at(cars(), "Sales|Transportation|New Energy Vehicle|Passenger Cars", 2023)
    assert wholesale == pytest.approx(9.495)
    assert sold == pytest.approx(9.495 - 1.203)
    assert registered == pytest.approx(7.43)
    assert cars_alone < sold


def test_the_hazards_of_the_history_are_what_the_counts_alone_give(scenario):
    """Solved anew: to 2020 from the cars counted at its end, then year by year from those that left."""
    shipped = scenario.quantity("nev.history.scrappage")
    counted, others = (
        scenario.quantity(f"nev.history.{name}") for name in ("deregistrations", "other_deregistrations")
    )

    def parameters(hazards):
        path = ", ".join(f"{year}: {hazard}" for year, hazard in hazards.items())
        override = f'nev.history.scrappage={{path: {{{path}}}, unit: "1"}}'
        changed = carbonsim.load_scenario("china-nev", [override])
        return Cars(Inputs(changed, np.arange(2021, max(2022, *hazards) + 1), 1, {}))

    def left(hazards, year):
        p = parameters({**hazards, year: hazards[year]})
        fleet, _ = first_fleet(p)
        for vintage in range(p.first, p.first + year - 2020):
            fleet, left_old = aged(p, fleet, vintage)
            fleet, left_new = with_new(p, fleet, vintage, p.record.inflow[vintage])
        return float((left_old + left_new)[p.powertrains.car].sum())

    hazards = {2020: brentq(lambda hazard: float(first_fleet(parameters({2020: hazard}))[1][0]) - 1, 0.05, 2)}
    for year in shipped.years[1:]:
        gone = counted.series(np.array([year]))[0][0] - others.series(np.array([year]))[0][0]
        hazards[year] = brentq(lambda hazard, y=year, g=gone: left({**hazards, y: hazard}, y) - g, 0.01, 3)
    assert shipped.central == pytest.approx(tuple(hazards.values()), abs=0.002)


def test_where_more_cars_are_left_than_wanted_none_is_sold_and_all_stays_a_number(cars):
    result = cars("nev.ownership_saturation=0.1")
    sold = result.central["Sales|Transportation|Light-Duty Vehicle"]
    assert np.any(sold == 0)
    assert np.all(sold >= 0)
    assert all(np.isfinite(values).all() for values in result.central.values())

"""Heavy electric trucks have one count: freight makes it where it runs, and new energy vehicles take it."""

import numpy as np
import pytest

import carbonsim
from carbonsim.engine.loop import simulate
from carbonsim.engine.markets import Markets
from carbonsim.engine.sampling import block_scores
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors import sectors_of

NAME, DRAWS = "new-quality-2060", 4
NEV, TRUCK = "Transportation|New Energy Vehicle", "Transportation|Truck"
#: Of heavy trucks among new energy vehicles, and of new energy trucks in freight.
SAME = {
    f"Sales|{NEV}|Heavy Trucks": f"New Energy Sales|{TRUCK}",
    f"Stocks|{NEV}|Heavy Trucks": f"New Energy Stock|{TRUCK}",
    f"Final Energy|{NEV}|Electricity|Heavy Trucks": f"Electricity Bought|{TRUCK}",
}
PACKS = f"Battery Demand|{NEV}"


@pytest.fixture(scope="module")
def scenario():
    return carbonsim.load_scenario(NAME)


@pytest.fixture(scope="module")
def inputs(scenario):
    years = np.arange(scenario.years[0], scenario.years[1] + 1)
    return Inputs(scenario, years, DRAWS, block_scores(scenario, 1, 0, DRAWS))


def made_by(inputs, *names):
    """What sectors of the scenario, without the others, give."""
    chosen = [sector for sector in sectors_of(inputs.scenario) if sector.name in names]
    assert len(chosen) == len(names)
    return simulate(inputs, chosen, Markets(inputs), all_series=True)


@pytest.fixture(scope="module")
def joint(inputs):
    return made_by(inputs, "freight", "nev")


@pytest.mark.parametrize("name", SAME)
def test_sales_stock_and_power_of_heavy_trucks_are_the_same_numbers_in_both(joint, name):
    found, counted = joint.series[name], joint.series[SAME[name]]
    assert np.all(counted > 0)
    assert found == pytest.approx(counted, rel=1e-12)


def test_in_a_run_they_are_the_same_in_plan_and_reference(scenario):
    result = carbonsim.run(scenario, draws=2)
    for each in (result, result.reference):
        for name, other in SAME.items():
            assert each.central[name] == pytest.approx(each.central[other], rel=1e-12), name
            assert each.ensemble[name] == pytest.approx(each.ensemble[other], rel=1e-12), name


def test_what_is_sold_and_does_not_stay_has_left(joint):
    stock, sales, left = (
        joint.series[f"{name}|{NEV}"] for name in ("Stocks", "Registrations", "Retirements")
    )
    assert np.diff(stock, axis=0) == pytest.approx((sales - left)[1:], rel=1e-9, abs=1e-9)


def test_packs_are_made_once_and_told_in_both(inputs, joint):
    freight, cars = (made_by(inputs, name) for name in ("freight", "nev"))
    # in the first year no price tells one run from another
    of_trucks, of_cars = (alone.made["battery"][0] for alone in (freight, cars))
    assert joint.made["battery"][0] == pytest.approx(of_trucks + of_cars, rel=1e-12)
    # packs of all vehicles are told where new energy vehicles are: heavy trucks among them
    assert joint.series[PACKS] == pytest.approx(joint.made["battery"], rel=1e-12)


def test_cars_run_without_the_count_where_freight_does_not_count(inputs):
    alone = made_by(inputs, "nev")
    for name in SAME:
        assert np.all(alone.series[name] == 0.0), name
    assert alone.series[PACKS] == pytest.approx(alone.made["battery"], rel=1e-12)


def test_a_scenario_of_cars_counts_its_heavy_trucks_itself():
    result = carbonsim.run(carbonsim.load_scenario("china-nev"), draws=0)
    for name in SAME:
        assert np.all(result.central[name] > 0), name

"""Freight, steel and new energy vehicles in one run: sums, replay, and one price of packs."""

import numpy as np
import pytest

import carbonsim
from carbonsim.engine.loop import simulate
from carbonsim.engine.markets import Markets, ReplayedMarkets
from carbonsim.engine.sampling import block_scores
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors import sectors_of

NAME = "new-quality-2060"
PARTS = {
    "Emissions|CO2|All Sectors": (
        "Emissions|CO2|Energy|Demand|Transportation|Truck",
        "Emissions|CO2|Energy|Demand|Transportation|Light-Duty Vehicle",
        "Emissions|CO2|Iron and Steel",
    ),
    "Emissions|CO2|All Sectors [Operational]": (
        "Emissions|CO2|Energy|Demand|Transportation|Truck [Operational]",
        "Emissions|CO2|Energy|Demand|Transportation|Light-Duty Vehicle [Operational]",
        "Emissions|CO2|Iron and Steel [Operational]",
    ),
    "Cost|All Sectors [Resource]": (
        "Cost|Transportation|Truck [Resource]",
        "Cost|Transportation|Light-Duty Vehicle [Resource]",
        "Cost|Iron and Steel [Resource]",
    ),
}
PACKS, TRUCKS = "Price|Battery Pack", "Stocks|Transportation|Truck|Battery-Electric"


@pytest.fixture(scope="module")
def scenario():
    return carbonsim.load_scenario(NAME)


@pytest.fixture(scope="module")
def result(scenario):
    return carbonsim.run(scenario, draws=4)


@pytest.mark.parametrize("total", PARTS)
def test_totals_are_the_sums_of_the_sectors(result, total):
    central = sum(result.central[part] for part in PARTS[total])
    assert result.central[total] == pytest.approx(central, rel=1e-12)
    draws = sum(result.ensemble[part] for part in PARTS[total])
    assert result.ensemble[total] == pytest.approx(draws, rel=1e-12)


def test_reductions_of_the_sectors_add_up_to_that_of_all(result):
    stem = "Emission Reduction|CO2|{}{}"
    for boundary in ("", " [Operational]"):
        parts = (
            result.central[stem.format(sector, boundary)]
            for sector in ("Transportation|Truck", "Transportation|Light-Duty Vehicle", "Iron and Steel")
        )
        assert result.central[stem.format("All Sectors", boundary)] == pytest.approx(sum(parts), abs=1e-9)


def test_the_power_of_all_sectors_times_the_grid_is_what_it_emits(result):
    power = result.central["Electricity Bought|All Sectors"]  # TWh, and kg/kWh is Mt/TWh
    emitted = power * result.central["Emission Factor|CO2|Electricity"]
    name = "Emissions|CO2|All Sectors"
    assert result.central[f"{name} [Operational]"] - result.central[name] == pytest.approx(emitted, abs=1e-6)


def test_no_wider_boundary_is_summed_over_sectors(result):
    names = [name for name in result.variables if "All Sectors" in name and "Emission" in name]
    assert names
    assert {result.variables[name].boundary for name in names} == {"direct", "operational"}


def test_each_sector_alone_in_the_saved_markets_gives_the_same_numbers(scenario):
    years = np.arange(scenario.years[0], scenario.years[1] + 1)
    inputs = Inputs(scenario, years, 3, block_scores(scenario, 1, 0, 3))
    joint = simulate(inputs, sectors_of(scenario), Markets(inputs))
    assert [sector.name for sector in sectors_of(scenario)] == ["freight", "nev", "steel"]
    for sector in sectors_of(scenario):
        alone = simulate(inputs, [sector], ReplayedMarkets(joint.prices))
        own = {row.variable.name for row in sector.variables(scenario)}
        assert own & set(alone.series)
        for name in own & set(alone.series):
            assert np.array_equal(alone.series[name], joint.series[name]), name


def test_trucks_get_cheaper_packs_in_a_world_with_more_plug_in_cars():
    """Only the plan of cars differs: what its cars carry lowers the price that trucks pay."""
    more = carbonsim.load_scenario("new-quality-reference", ["nev.minimum_share=1"])
    few = carbonsim.load_scenario("new-quality-reference", ["nev.plug_in_cars=none"])
    years = np.arange(more.years[0], more.years[1] + 1)

    def run(one, made=None):
        inputs = Inputs(one, years, 1, {})
        return simulate(inputs, sectors_of(one), Markets(inputs, made))

    base = run(few)
    moved = run(more, base.made)
    assert np.all(moved.series[PACKS][5:] < base.series[PACKS][5:])
    assert moved.series[TRUCKS][-1] > base.series[TRUCKS][-1]


def test_what_the_reference_makes_is_part_of_the_stated_output_of_the_world(scenario):
    """The rest of the world and storage are what is left of it: never less than nothing."""
    reference = scenario.reference
    years = np.arange(reference.years[0], reference.years[1] + 1)
    inputs = Inputs(reference, years, 1, {})
    made = simulate(inputs, sectors_of(reference), Markets(inputs)).made
    for good in ("battery", "electrolyser"):
        stated = inputs.series(f"drivers.{good}.cumulative_output", np.arange(years[0] - 1, years[-1] + 1))
        assert np.all(np.diff(stated, axis=0) > made[good]), good

"""The contract of every sector: what the engine and the results may rely on.

Sectors and their shipped scenarios are found, not listed: a new sector is tested once its folder and a
scenario with its section are there.
"""

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import carbonsim
from carbonsim.core.balance import TOLERANCE
from carbonsim.core.carbon import COMPONENTS
from carbonsim.engine import run as engine_run
from carbonsim.engine.catalogue import catalogue
from carbonsim.engine.loop import simulate
from carbonsim.engine.markets import Markets, ReplayedMarkets
from carbonsim.engine.reported import reported_variables
from carbonsim.engine.sampling import block_scores
from carbonsim.kernel.goods import GOODS
from carbonsim.kernel.inputs import Inputs
from carbonsim.scenario.places import shipped_scenarios
from carbonsim.scenario.units import parse_unit
from carbonsim.sectors import sectors, sectors_of

IAMC = Path(__file__).parents[1] / "data" / "iamc_names.csv"
#: Keys of series that are blank where what they speak of is not there; all others always have a figure.
BLANK_KEYS = {
    "freight": (
        *("swap_wait", "swap_utilisation", "swaps_per_station", "station_result"),  # without a public station
        "swap_unserved",  # where nobody seeks a swap
        *("intensity_direct", "intensity_operational", "intensity_well_to_wheel", "intensity_life_cycle"),
        *("cost_intensity_owner", "cost_intensity_resource"),  # where nothing is carried, as those above
        *("sales_share", "sales_share_powertrain", "sales_share_duty"),  # where none is sold
        *("sales_share_choice", "swap_share"),
        *("considering", "appeal", "feasible"),  # where sales are given
        *("cars_direct", "cars_operational", "cars_well_to_wheel", "cars_life_cycle"),  # without trucks
    ),
    "nev": ("intensity_direct", "intensity_operational", "intensity_well_to_wheel", "intensity_life_cycle"),
    "steel": (
        "utilisation",  # without a fleet beside the announced plants
        # where both routes take the same of the input
        *("break_even_hydrogen", "break_even_power", "break_even_carbon"),
    ),
}
#: Years after the first that are run here.
YEARS_AFTER = 9


def shortened(scenario):
    """A scenario, and its reference, over its first years."""
    first, last = scenario.years
    reference = scenario.reference and shortened(scenario.reference)
    return replace(scenario, years=(first, min(last, first + YEARS_AFTER)), reference=reference)


SHIPPED = tuple(shortened(carbonsim.load_scenario(name)) for name in shipped_scenarios())


def scenarios_of(sector):
    """Of the scenarios that run a sector the largest with a reference, without one, and with most sectors."""
    own = [each for each in SHIPPED if sector.name in each.sectors]
    own.sort(key=lambda each: (len(each.sectors), -each.draws))
    with_reference = [each for each in own if each.reference is not None]
    without = [each for each in own if each.reference is None]
    joint = [each for each in own if len(each.sectors) > 1]
    found = (*with_reference[:1], *without[:1], *joint[-1:])
    return tuple({each.name: each for each in found}.values())


def named(value):
    return value.name


CASES = [
    pytest.param(sector, scenario, id=f"{sector.name}-{scenario.name}")
    for sector in sectors()
    for scenario in scenarios_of(sector)
]
each_sector = pytest.mark.parametrize("sector", sectors(), ids=named)
each_scenario = pytest.mark.parametrize("scenario", SHIPPED, ids=named)
each_case = pytest.mark.parametrize(("sector", "scenario"), CASES)


def years_of(scenario):
    return np.arange(scenario.years[0], scenario.years[1] + 1)


def block(scenario, start, count, seed=1):
    return Inputs(scenario, years_of(scenario), count, block_scores(scenario, seed, start, count))


def alone(sector, inputs):
    """The sector by itself."""
    return simulate(inputs, [sector], Markets(inputs))


@each_sector
def test_a_sector_has_its_section_and_a_shipped_scenario(sector):
    assert sector.name in catalogue().sectors
    assert scenarios_of(sector)


def names_that_may_be_blank(scenario):
    """Variables of `BLANK_KEYS`, and of rows that only the reference has."""
    return {
        row.variable.name
        for each in sectors_of(scenario)
        for row in each.variables(scenario)
        if row.key in BLANK_KEYS.get(each.name, ()) or not row.offered
    }


def test_what_may_be_blank_is_reported():
    for each in sectors():
        known = {row.key for scenario in scenarios_of(each) for row in each.variables(scenario)}
        assert set(BLANK_KEYS.get(each.name, ())) <= known


@each_scenario
def test_series_have_the_right_shape_and_no_gaps_but_where_there_is_nothing(scenario):
    result = carbonsim.run(scenario, draws=6)
    may_be_blank = names_that_may_be_blank(scenario)
    years = len(years_of(scenario))
    assert set(result.central) == set(result.variables)
    assert set(result.ensemble) <= set(result.variables)
    # claims and outcomes need the draws of all that stands at a boundary
    assert {name for name, variable in result.variables.items() if variable.stem} <= set(result.ensemble)
    for variable, values in result.central.items():
        assert values.shape == (years,)
        assert np.all(np.isfinite(values) | (np.isnan(values) & (variable in may_be_blank))), variable
    for variable, values in result.ensemble.items():
        assert values.shape == (years, 6)
        assert np.all(np.isfinite(values) | (np.isnan(values) & (variable in may_be_blank))), variable


def marks(variable):
    """What a name has in brackets, but for the unit and the component of an emission."""
    _, _, inside = variable.name.removesuffix("]").partition(" [")
    return [
        mark
        for mark in inside.split(", ")
        if mark and mark not in variable.unit and mark.lower() not in COMPONENTS
    ]


@each_scenario
def test_a_figure_at_several_boundaries_has_one_stem(scenario):
    """A claim on the figure is answered at all of them, with the range of the draws."""
    known = reported_variables(scenario)
    stems = {}
    for variable in known.values():
        if variable.stem:
            stems.setdefault(variable.stem, []).append(variable)
    for variable in known.values():
        if marks(variable):
            assert variable.boundary or variable.product or variable.variant, variable.name
            # beside it stands the figure at another boundary, of another product or case
            assert len(stems.get(variable.stem, ())) > 1 or variable.stem.endswith("|All Sectors"), variable
            plain = known.get(variable.name.partition(" [")[0])
            assert plain is None or plain.stem == variable.stem, variable.name
    for stem, variables in stems.items():
        assert "{" not in stem
        told = [(variable.boundary, variable.product, variable.variant) for variable in variables]
        assert len(set(told)) == len(told), stem


@each_case
def test_units_are_known_and_names_are_unique(sector, scenario):
    rows = sector.variables(scenario)
    names = [row.variable.name for row in rows]
    assert names
    assert len(names) == len(set(names))
    for row in rows:
        parse_unit(row.variable.unit)
        assert row.variable.description
        assert row.factor > 0


def test_names_said_to_be_iamc_are_in_the_common_definitions():
    with IAMC.open(encoding="utf-8") as file:
        known = {line["variable"] for line in csv.DictReader(file)}
    rows = [row for scenario in SHIPPED for each in sectors_of(scenario) for row in each.variables(scenario)]
    claimed = {row.variable.name for row in rows if row.variable.origin == "iamc"}
    assert claimed
    assert claimed <= known


@each_case
def test_what_is_made_is_of_the_goods_and_never_less_than_nothing(sector, scenario):
    made = alone(sector, block(scenario, 0, 3)).made
    assert set(made) == set(GOODS)
    for amount in made.values():
        assert np.isfinite(amount).all()
        assert np.all(amount >= 0)


@each_case
def test_blocks_of_any_size_give_the_same_bits(sector, scenario):
    full = alone(sector, block(scenario, 0, 11)).series
    for start, count in ((0, 3), (3, 2), (5, 6)):
        part = alone(sector, block(scenario, start, count)).series
        for name, values in part.items():
            assert np.array_equal(values, full[name][:, start : start + count], equal_nan=True), name


@each_sector
def test_the_same_seed_gives_the_same_draws_and_another_seed_others(sector):
    moved = []
    for scenario in scenarios_of(sector):
        first, second, third = (alone(sector, block(scenario, 0, 4, seed)).series for seed in (0, 0, 1))
        assert all(np.array_equal(first[name], second[name], equal_nan=True) for name in first)
        moved.append(any(not np.array_equal(first[name], third[name], equal_nan=True) for name in first))
    assert any(moved)  # a scenario may state exact numbers alone, but not all of them


@each_case
def test_a_sector_alone_in_saved_markets_gives_the_same_numbers(sector, scenario):
    inputs = block(scenario, 0, 3)
    lived = simulate(inputs, sectors_of(scenario), Markets(inputs))
    replayed = simulate(inputs, [sector], ReplayedMarkets(lived.prices))
    for name, values in replayed.series.items():
        assert np.array_equal(values, lived.series[name], equal_nan=True), name


@each_case
def test_a_draw_at_the_centre_is_the_central_run(sector, scenario):
    zero = {name: np.zeros(1) for name in block_scores(scenario, 1, 0, 1)}
    drawn = alone(sector, Inputs(scenario, years_of(scenario), 1, zero)).series
    expected = alone(sector, Inputs(scenario, years_of(scenario), 1, {})).series
    assert drawn
    for name, values in ((name, expected[name]) for name in drawn):
        scale = max(1.0, float(np.max(np.abs(values), initial=0.0, where=~np.isnan(values))))
        assert np.allclose(drawn[name], values, rtol=1e-9, atol=TOLERANCE * scale, equal_nan=True), name


@each_sector
def test_the_engine_gives_the_same_bits_whatever_its_block(sector, monkeypatch):
    scenario = scenarios_of(sector)[0]
    monkeypatch.setattr(engine_run, "BLOCK", 7)
    small = carbonsim.run(scenario, draws=22)
    monkeypatch.setattr(engine_run, "BLOCK", 250)
    large = carbonsim.run(scenario, draws=22)
    for name in small.ensemble:
        assert np.array_equal(small.ensemble[name], large.ensemble[name], equal_nan=True), name


@each_sector
def test_a_plan_equal_to_its_reference_differs_in_nothing(sector):
    scenario = scenarios_of(sector)[0]
    if scenario.reference is None:
        pytest.skip(f"no shipped scenario of {sector.name} has a reference")
    result = carbonsim.run(replace(scenario, settings=scenario.reference.settings), draws=5)
    for name, variable in result.variables.items():
        if variable.stem.startswith(("Emission Reduction|", "Cost Saving|", "Extra Cost|")):
            assert np.all(result.ensemble[name] == 0), name

"""Points of moved parameters: each is what `run --set` gives with its values."""

from dataclasses import replace

import numpy as np
import pytest

from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.moved_runs import MovedRuns, with_values
from carbonsim.engine.movers import mover, movers
from carbonsim.engine.one_value import read_once
from carbonsim.engine.run import run
from carbonsim.scenario.levers import held, override

FUJIAN, SHORT = "fujian-trunk-line", "years=[2023, 2027]"
STEEL, STEEL_SHORT = "zhanjiang-shaft-furnace", "years=[2023, 2025]"
DRAWS, OF_DRAWS, SEED = 6, 20, 7
#: Exogenous and policies, constants and paths, with ranges and without.
KEYS = {
    FUJIAN: (
        "drivers.fuels.diesel.price",
        "drivers.grid_emission_factor",
        "freight.stock",
        "freight.swap.stations",
        "freight.duties.tractor_trunk.mileage",
    ),
    STEEL: ("drivers.grid_emission_factor", "steel.plants.zhanjiang.load", "steel.power_efficiency"),
}
ONCE = {FUJIAN: "freight.line.hours.h00.price_ratio", STEEL: "steel.routes.zhanjiang_shaft.hydrogen_share"}
YEARS = {FUJIAN: SHORT, STEEL: STEEL_SHORT}


def moved(scenario, keys, share=0.4):
    """A point at which parameters stand a part of the way to the ends of their ranges."""
    found = {}
    for place, key in enumerate(keys):
        each = mover(scenario.settings[key], scenario.years[0] + 1)
        found |= each.moved(each.at_share(share if place % 2 else -share))
    return found


def alone(name, point, draws):
    """Series of a run of a file with the values."""
    overrides = [override(key, quantity) for key, quantity in point.items()]
    return run(load_scenario(name, [YEARS[name], *overrides]), draws=draws, seed=SEED)


def same(found, wanted, name):
    """A series is the same to rounding: that of its largest year, for differences pass through 0."""
    largest = np.nanmax(np.abs(wanted)) if np.isfinite(wanted).any() else 0.0
    np.testing.assert_allclose(found, wanted, rtol=1e-12, atol=1e-12 * largest, err_msg=name)


@pytest.mark.parametrize("name", KEYS)
def test_a_deterministic_point_is_a_run_with_its_values(name):
    scenario = load_scenario(name, [YEARS[name]])
    points = [{}, moved(scenario, KEYS[name]), moved(scenario, KEYS[name][:1], -0.9)]
    runs = MovedRuns(scenario)
    found = runs.series(points, runs.pair.variables)
    for place, point in enumerate(points):
        for variable, central in alone(name, point, 1).central.items():
            same(found[variable][:, place, 0], central, variable)


@pytest.mark.parametrize("name", KEYS)
def test_draws_are_the_first_of_a_run_with_its_values(name):
    scenario = load_scenario(name, [YEARS[name]])
    points = [{}, moved(scenario, KEYS[name])]
    runs = MovedRuns(scenario, DRAWS, SEED, OF_DRAWS)
    found = runs.series(points, runs.pair.drawn.plan)
    for place, point in enumerate(points):
        for variable, draws in alone(name, point, OF_DRAWS).ensemble.items():
            same(found[variable][:, place], draws[:, :DRAWS], variable)


def test_what_is_correlated_with_a_held_parameter_is_drawn_as_a_file_draws_it():
    scenario = load_scenario(FUJIAN, [SHORT])
    assert scenario.correlations
    points = [{}, *(moved(scenario, [key]) for key in ("freight.imitation", "freight.volatility"))]
    runs = MovedRuns(scenario, DRAWS, SEED, OF_DRAWS)
    names = [name for name in runs.pair.drawn.plan if "Sales Share" in name]
    found = runs.series(points, names)
    for place, point in enumerate(points):
        draws = alone(FUJIAN, point, OF_DRAWS).ensemble
        for name in names:
            same(found[name][:, place], draws[name][:, :DRAWS], name)


def test_a_single_draw_is_no_deterministic_run_of_it():
    scenario = load_scenario(FUJIAN, [SHORT])
    name = "Emission Reduction|CO2|Transportation|Truck"
    two = MovedRuns(scenario, 2, SEED, OF_DRAWS).series([{}], [name])[name]
    assert two[-1, 0, 0] != two[-1, 0, 1]


@pytest.mark.parametrize("name", KEYS)
def test_what_a_model_reads_once_is_run_apart(name):
    scenario = load_scenario(name, [YEARS[name]])
    key = ONCE[name]
    own = held(scenario.quantity(key))
    other = replace(own, central=tuple(value * 0.9 + 0.01 for value in own.central))
    both = moved(scenario, KEYS[name][:2])
    points = [{key: other}, both, {key: other, **both}, {}]
    runs = MovedRuns(scenario)
    assert key in runs.read_once
    found = runs.series(points, runs.pair.variables)
    for place, point in enumerate(points):
        for variable, central in alone(name, point, 1).central.items():
            same(found[variable][:, place, 0], central, variable)


def test_what_is_read_once_is_found_by_a_run():
    scenario = load_scenario(STEEL, [STEEL_SHORT])
    keys = [*KEYS[STEEL], ONCE[STEEL]]
    assert read_once(scenario, keys) == {ONCE[STEEL]}


def test_values_without_an_answer_are_blank_and_leave_others_alone():
    scenario = load_scenario(STEEL, [STEEL_SHORT])
    each = mover(scenario.settings["steel.arc_furnace.efficiency"], 2024)
    worst = mover(scenario.settings["steel.routes.best_blast_furnace.fuel_rate"], 2024)
    points = [each.moved(each.high), worst.moved(100.0), {}]
    runs = MovedRuns(scenario)
    (name,) = list(runs.pair.variables)[:1]
    found = runs.series(points, [name])[name]
    apart = np.stack([runs.series([point], [name])[name][:, 0] for point in points], axis=1)
    np.testing.assert_array_equal(found, apart)
    assert np.isnan(found).all(axis=(0, 2)).tolist() == [False, True, False]


def test_policies_are_moved_in_the_policy_case_alone():
    scenario = load_scenario(FUJIAN, [SHORT])
    point = moved(scenario, KEYS[FUJIAN])
    found = with_values(scenario, point)
    for key in point:
        is_policy = scenario.settings[key].definition.role == "plan"
        same = found.reference.settings[key].value == scenario.reference.settings[key].value
        assert same == is_policy, key


def test_points_of_a_batch_are_those_of_another(monkeypatch):
    scenario = load_scenario(STEEL, [STEEL_SHORT])
    points = [each.moved(each.high) for each in list(movers(scenario, 2024))[:30]]
    runs = MovedRuns(scenario)
    name = "Works Saving|CO2|Iron and Steel|Shaft Furnace [Natural Gas, hot metal, Operational]"
    whole = runs.series(points, [name])[name]
    monkeypatch.setattr("carbonsim.engine.moved_runs.WIDTH", 7)
    np.testing.assert_array_equal(runs.series(points, [name])[name], whole)

"""Runs at points of levers: each is what `run --set` gives there, and one batch mixes no columns."""

import random
from dataclasses import replace

import numpy as np
import pytest

from carbonsim.core.errors import OneValueError, ScenarioError
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.headline import discount_factors
from carbonsim.engine.lever_runs import (
    SAMPLING,
    LeverRuns,
    check_levers,
    columns_at,
    overrides_at,
    with_held_levers,
)
from carbonsim.engine.pair import Pair
from carbonsim.engine.run import run
from carbonsim.engine.sampling import pair_scores
from carbonsim.kernel.columns import ByColumn
from carbonsim.kernel.inputs import Inputs
from carbonsim.scenario.levers import held
from carbonsim.scenario.places import shipped_scenarios
from carbonsim.scenario.quantity import Quantity

DRAWS = 5
SHORT = "years=[2023, 2032]"
WITH_LEVERS = [name for name in shipped_scenarios() if load_scenario(name).levers]
GRID = "drivers.grid_emission_factor"
STATIONS = "freight.swap.stations"


def points_of(levers):
    """Two points by chance, and that at which the levers are on."""
    chance = random.Random(2026)
    drawn = [tuple(chance.uniform(one.low, one.high) for one in levers) for _ in range(2)]
    return [*drawn, tuple(one.target for one in levers)]


@pytest.mark.parametrize("name", WITH_LEVERS)
def test_a_point_is_what_a_run_with_its_values_gives(name):
    scenario = load_scenario(name, [SHORT])
    points = points_of(scenario.levers)
    series = Pair(scenario).drawn.plan
    (batch,) = LeverRuns(scenario, DRAWS, 3).batches(points, series)
    for place, point in enumerate(points[1:], start=1):
        alone = load_scenario(name, [SHORT, f"sampling={SAMPLING}", *overrides_at(scenario.levers, point)])
        result = run(alone, draws=DRAWS, seed=3)
        for one in series:
            np.testing.assert_allclose(
                batch.plan[one][:, place], result.ensemble[one], rtol=1e-12, err_msg=one
            )
        for one, values in batch.reference.items():
            np.testing.assert_allclose(values[:, place], result.reference.ensemble[one], rtol=1e-12)


def test_a_deterministic_point_is_the_central_run():
    scenario = load_scenario("fujian-full-conversion", [SHORT])
    points = points_of(scenario.levers)
    name = "Emission Reduction|CO2|Transportation|Truck [Operational]"
    (batch,) = LeverRuns(scenario, 1, 0).batches(points, [name])
    for place, point in enumerate(points):
        alone = load_scenario("fujian-full-conversion", [SHORT, *overrides_at(scenario.levers, point)])
        central = run(alone, draws=1).central[name]
        np.testing.assert_allclose(batch.plan[name][:, place, 0], central, rtol=1e-12)


def test_points_do_not_hang_on_how_many_are_run_at_once(monkeypatch):
    scenario = load_scenario("fujian-trunk-line", [SHORT])
    points, name = points_of(scenario.levers), "Extra Cost|Transportation|Truck [Owner]"
    (whole,) = LeverRuns(scenario, DRAWS, 1).batches(points, [name])
    monkeypatch.setattr("carbonsim.engine.lever_runs.WIDTH", DRAWS)
    parts = list(LeverRuns(scenario, DRAWS, 1).batches(points, [name]))
    assert [part.first for part in parts] == [0, 1, 2]
    joined = np.concatenate([part.plan[name] for part in parts], axis=1)
    np.testing.assert_array_equal(joined, whole.plan[name])


def test_an_exogenous_parameter_moves_both_cases_and_a_policy_its_own():
    scenario = load_scenario("fujian-trunk-line", [SHORT])
    names = ["Price|Carbon [CNY]", "Emission Factor|CO2|Electricity", "Swap Stations|Transportation|Truck"]
    pair = Pair(scenario)
    own = {key: held(scenario.quantity(key)) for key in (GRID, STATIONS)}
    column = np.array([0, 1])
    half = {
        key: ByColumn((one, replace(one, central=tuple(v / 2 for v in one.central))), column)
        for key, one in own.items()
    }
    names = [name for name in names if name in pair.variables]
    found = pair.by_column({}, 2, half, pair.own)
    factor = "Emission Factor|CO2|Electricity"
    for case in (found.plan, found.reference):
        np.testing.assert_allclose(case[factor][:, 1], case[factor][:, 0] / 2)
    stations = next(name for name in pair.own if name.startswith("Swap Stations"))
    assert (found.plan[stations][3:, 1] < found.plan[stations][3:, 0]).all()
    np.testing.assert_array_equal(found.reference[stations][:, 1], found.reference[stations][:, 0])


def test_columns_with_one_value_give_the_bits_of_an_ordinary_run():
    scenario = load_scenario("fujian-trunk-line", [SHORT])
    pair = Pair(with_held_levers(scenario))
    scores = pair_scores(pair.scenario, 1, 0, DRAWS)
    ordinary = pair.evaluate(scores, DRAWS, lean=True)
    point = tuple(lever.base for lever in scenario.levers)
    found = pair.by_column(scores, DRAWS, columns_at(scenario.levers, [point], DRAWS), pair.variables)
    for name, values in found.plan.items():
        np.testing.assert_array_equal(values, ordinary.plan[name], err_msg=name)


def test_the_discount_rate_may_be_a_lever(tmp_path):
    file = tmp_path / "plan.yaml"
    rate = "drivers.discount_rate"
    file.write_text(
        f"extends: carbonsim:fujian-trunk-line\nlevers: [{{name: rate, set: {{{rate}: 8 %/yr}}}}]\n",
        encoding="utf-8",
    )
    scenario = load_scenario(file, [SHORT])
    (batch,) = LeverRuns(scenario, DRAWS, 1).batches([(0.045,), (0.08,)], [])
    years = np.arange(2023, 2033)
    for place, value in enumerate((0.045, 0.08)):
        alone = load_scenario(file, [SHORT, f"{rate}={value} 1/yr"])
        expected = discount_factors(alone, years, {}, 1)[:, 0]
        np.testing.assert_allclose(batch.discounting[:, place, 0], expected, rtol=1e-12)


def test_what_a_model_reads_once_for_all_draws_cannot_be_a_lever(tmp_path):
    file = tmp_path / "plan.yaml"
    key = "steel.routes.zhanjiang_shaft.hydrogen_share"
    file.write_text(
        f"extends: carbonsim:zhanjiang-shaft-furnace\nlevers:\n  - name: hydrogen\n    set: {{{key}: 0.2}}\n",
        encoding="utf-8",
    )
    with pytest.raises(ScenarioError) as raised:
        check_levers(load_scenario(file))
    (problem,) = raised.value.problems
    assert (problem.line, problem.key) == (3, f"levers.hydrogen.set.{key}")
    assert "the model reads one value of it for all draws" in problem.message


def test_a_price_that_learns_needs_the_years_of_its_path(tmp_path):
    file = tmp_path / "plan.yaml"
    text = (
        "extends: carbonsim:fujian-trunk-line\nlevers: [{name: packs, set: {drivers.battery.price: VALUE}}]\n"
    )
    file.write_text(text.replace("VALUE", "{path: {2023: 800, 2030: 300}, unit: CNY/kWh}"), encoding="utf-8")
    with pytest.raises(ScenarioError, match="goes by the years of its path"):
        check_levers(load_scenario(file))
    file.write_text(text.replace("VALUE", "{times: 0.8}"), encoding="utf-8")
    check_levers(load_scenario(file))


def test_a_point_without_an_answer_is_told_with_its_settings(tmp_path):
    file = tmp_path / "plan.yaml"
    route = "steel.routes.best_blast_furnace"
    file.write_text(
        "extends: carbonsim:zhanjiang-shaft-furnace\n"
        "levers:\n  - name: fuel\n"
        f"    set: {{{route}.fuel_rate: 200 kg/t, {route}.coal_rate: 150 kg/t}}\n",
        encoding="utf-8",
    )
    scenario = load_scenario(file, [SHORT])
    for draws in (1, DRAWS):
        with pytest.raises(ScenarioError) as raised:
            list(LeverRuns(scenario, draws, 0).batches([(0.0,), (1.0,)], []))
        (problem,) = raised.value.problems
        assert (problem.line, problem.key) == (3, "levers.fuel")
        assert "with fuel at 1 there is no answer" in problem.message


def test_what_parameters_say_together_is_checked_at_the_ends(tmp_path):
    file = tmp_path / "plan.yaml"
    file.write_text(
        "extends: carbonsim:fujian-trunk-line\n"
        "levers:\n  - name: tax\n    set: {drivers.fuels.diesel.tax: 8 CNY/L}\n",
        encoding="utf-8",
    )
    scenario = load_scenario(file)
    with pytest.raises(ScenarioError, match=r"with tax at 8 there is no answer: drivers\.fuels\.diesel"):
        check_levers(scenario)


def test_held_levers_have_no_range_and_no_correlation(tmp_path):
    file = tmp_path / "plan.yaml"
    file.write_text(
        "extends: carbonsim:fujian-trunk-line\nlevers: [{name: a, set: {freight.imitation: {times: 0.9}}}]\n",
        encoding="utf-8",
    )
    scenario = load_scenario(file)
    found = with_held_levers(scenario)
    assert scenario.settings["freight.imitation"].ranged
    assert not found.settings["freight.imitation"].ranged
    assert not found.reference.settings["freight.imitation"].ranged
    named = {name for one in found.correlations for name in one.names}
    assert "freight.imitation" not in named
    assert len(found.correlations) == 1 == len(found.reference.correlations)


def test_columns_of_a_quantity_with_a_range_are_drawn_each():
    key = "drivers.fuels.diesel.price"
    scenario = load_scenario("fujian-trunk-line")
    years, score = np.array([2030]), {key: np.array([1.0, -1.0, 1.0, -1.0])}
    wide, narrow = (
        Quantity((), (7.0,), (7.0 - width,), (7.0 + width,), "linear", "CNY/L") for width in (2.0, 1.0)
    )
    columns = {key: ByColumn((wide, narrow, held(wide)), np.array([0, 0, 1, 2]))}
    found = Inputs(scenario, years, 4, score, columns=columns).series(key)[0]
    assert found[0] - 7 == pytest.approx(2 * (found[2] - 7))
    assert found[1] == pytest.approx(14 - found[0])
    assert found[3] == 7.0


def test_path_years_are_those_of_all_columns():
    one, two = (
        Quantity(years, (1.0, 2.0), None, None, "linear", "1") for years in ((2020, 2030), (2020, 2031))
    )
    assert ByColumn((one, one), np.array([0, 1])).path_years("a.b") == (2020, 2030)
    with pytest.raises(OneValueError, match=r"a\.b"):
        ByColumn((one, two), np.array([0, 1])).path_years("a.b")

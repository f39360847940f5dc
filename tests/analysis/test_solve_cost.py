"""Several parameters that meet a target at least cost, against a grid of all combinations."""

import numpy as np
import pytest

import carbonsim
from carbonsim.analysis.solve import solve
from carbonsim.core.errors import ScenarioError
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.figure_runs import FigureRuns
from carbonsim.engine.headline import headlines
from carbonsim.engine.moved_runs import MovedRuns
from carbonsim.engine.varied import point_of, varied_of
from carbonsim.scenario.vary import read_vary

TRUCKS = "Emission Reduction|CO2|Transportation|Truck [Operational]"
COST = "Discounted Extra Cost|Transportation|Truck [Resource]"
STATIONS, TOLLS = "freight.swap.stations=5..60", "freight.toll_discount=0..0.8"


@pytest.fixture(scope="module")
def plan():
    return load_scenario("fujian-trunk-line", ["years=[2023, 2026]"])


@pytest.fixture(scope="module")
def grid(plan):
    """Reduction in 2026 and discounted costs of 21 times 21 combinations, and the combinations."""
    varied = varied_of(plan, [read_vary(STATIONS), read_vary(TOLLS)], 2026)
    sides = [np.linspace(one.low, one.high, 21) for one in varied]
    values = np.array([(first, second) for first in sides[0] for second in sides[1]])
    runs = MovedRuns(plan)
    known = {one.name: one for one in headlines(runs.pair.variables.values(), runs.pair.years)}
    costs = [one for name, one in known.items() if name.startswith("Discounted Extra Cost")]
    reduction = known[f"Cumulative {TRUCKS}"]
    found = FigureRuns(runs, (reduction, *costs), checked=False).values(
        [point_of(varied, each) for each in values]
    )
    return values, found[0, :, 0], {one.name: found[1 + place, :, 0] for place, one in enumerate(costs)}


@pytest.mark.parametrize("actor", ["Owner", "Resource", "Operating"])
def test_no_combination_of_a_grid_is_cheaper(plan, grid, actor):
    values, reduction, costs = grid
    cost = COST.replace("Resource", actor)
    level = float(np.quantile(reduction, 0.6))
    until = f"Cumulative {TRUCKS} >= {level!r} Mt CO2"
    found = solve(plan, until, [STATIONS, TOLLS], cost=None if actor == "Resource" else cost).combination
    assert found.cost_name == cost and found.reached
    cheapest = np.min(costs[cost][reduction >= level])
    assert found.cost <= cheapest + 1e-9 * abs(cheapest)
    assert found.figure >= level * (1 - 1e-12)
    assert found.confirmed == pytest.approx(found.figure, rel=1e-9)
    # nor is it cheaper than a grid that fine can hide
    assert found.cost >= cheapest - 0.05 * np.ptp(costs[cost])
    assert found.binding == (np.min(costs[cost]) < cheapest)
    assert values.min() >= 0.0


def test_where_no_combination_reaches_it_the_nearest_is_told(plan, grid):
    _, reduction, _ = grid
    level = float(reduction.max()) * 2
    found = solve(plan, f"Cumulative {TRUCKS} >= {level!r} Mt CO2", [STATIONS, TOLLS]).combination
    assert not found.reached and not found.binding
    assert found.figure >= float(reduction.max()) * (1 - 1e-9)


def test_without_a_cost_the_smallest_change_is_found():
    plan = load_scenario("fujian-no-policy", ["years=[2023, 2025]"])
    stocks = "Stocks|Transportation|Truck|Battery-Electric"
    cheap = load_scenario("fujian-no-policy", ["years=[2023, 2025]", "freight.toll_discount=0.3"])
    level = float(carbonsim.run(cheap, draws=1).central[stocks][-1])
    until = f"{stocks} >= {level!r} million in 2025"
    fuel = "drivers.fuels.diesel.price=4..12 CNY/L"
    found = solve(plan, until, [TOLLS, fuel])
    together = found.combination
    assert together.cost_name == "" and together.reached
    for place, one in enumerate(found.solved):
        for edge in one.searches[0].edges:  # a change of one alone is a combination, too
            width = one.parameter.high - one.parameter.low
            assert together.cost <= abs(edge.value - one.parameter.value) / width + 1e-6, place


def test_an_equality_is_no_target_of_several(plan):
    with pytest.raises(ScenarioError, match="expected one side"):
        solve(plan, f"{TRUCKS} = 0.01 Mt CO2/yr in 2026", [STATIONS, TOLLS])


def test_an_unknown_cost_is_refused_with_the_nearest(plan):
    with pytest.raises(ScenarioError) as caught:
        solve(plan, f"{TRUCKS} >= 0.01 Mt CO2/yr in 2026", [STATIONS, TOLLS], cost=COST.replace("Res", "Rez"))
    assert f"did you mean {COST!r}?" in str(caught.value)


def test_a_share_of_draws_may_decide(plan, grid):
    level = float(np.quantile(grid[1], 0.3))
    until = f"Cumulative {TRUCKS} >= {level!r} Mt CO2"
    found = solve(plan, until, [STATIONS, TOLLS], draws=6, share=0.8).combination
    assert found.kind == "share" and found.reached
    assert found.share == found.confirmed >= 0.8 - 1e-9
    assert np.isfinite(found.median)
    again = load_scenario("fujian-trunk-line", [*plan.overrides, *found.overrides])
    drawn = carbonsim.run(again, draws=6)[TRUCKS].sum(axis=0)
    assert np.mean(drawn >= level * (1 - 1e-12)) == found.share

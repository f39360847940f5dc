"""Announced plants: what they make, and what they do not make where less is asked for."""

import numpy as np
import pytest

import carbonsim
from carbonsim.core.errors import ScenarioError

SITE, CHINA = "zhanjiang-shaft-furnace", "china-steel-hydrogen"
DOWN = "Production Turned Down|Iron and Steel|Steel"
STEEL = "Production|Iron and Steel|Steel"
MEGA = 1e6


@pytest.fixture(scope="module")
def plants(modelled):
    """One plant of 2 Mt/yr of liquid steel at a load of 0.9."""
    return modelled(
        SITE,
        "steel.plants.zhanjiang.capacity=2 Mt/yr",
        "steel.plants.zhanjiang.load=0.9",
        "steel.plants.zhanjiang.route=best_blast_furnace",
    ).plants


def test_turned_down_is_what_demand_lacks(plants):
    # 2 Mt/yr at a load of 0.9 make 1.8 Mt
    demand = np.array([0.0, 0.3, 1.8, 5.0]) * MEGA
    down = plants.turned_down(0, demand)
    assert down == pytest.approx(np.array([1.8, 1.5, 0.0, 0.0]) * MEGA)
    made = np.stack([plants.output(0, one[None]).sum(axis=0)[0] for one in demand])
    assert made == pytest.approx(np.array([0.0, 0.3, 1.8, 1.8]) * MEGA)
    assert made + down == pytest.approx(np.full(4, 1.8 * MEGA))


def test_iron_of_a_shaft_is_turned_to_steel_before_it_is_turned_down(modelled):
    model = modelled(SITE, "steel.plants.zhanjiang.capacity=1 Mt/yr", "steel.plants.zhanjiang.load=1")
    place = model.routes.names.index("zhanjiang_shaft")
    steel = MEGA / model.made["reduced_iron"][place]
    assert model.plants.turned_down(0, np.zeros(1)) == pytest.approx(steel)
    assert model.plants.turned_down(0, steel - 5.0) == pytest.approx(5.0, rel=1e-6)


def test_a_trace_of_a_plant_is_turned_down_without_a_warning(modelled):
    plants = modelled(SITE, "steel.plants.zhanjiang.capacity=1e-100 Mt/yr").plants
    with np.errstate(all="raise"):
        assert plants.turned_down(0, np.array([1e3])) == 0
        assert plants.output(0, np.array([1e3])).sum() <= 1e-90


@pytest.fixture(scope="module")
def unsure(tmp_path_factory):
    """Demand that nobody knows well, above and below what the plants make."""
    path = tmp_path_factory.mktemp("unsure") / "unsure.yaml"
    path.write_text(
        f"carbonsim: 1\nname: unsure\nextends: carbonsim:{SITE}\nyears: [2025, 2027]\nclaims: []\n"
        "steel:\n"
        "  casting_yield: 1\n"
        "  demand: {value: 6, low: 1, high: 11, unit: Mt/yr}\n"
        "  plants: {zhanjiang: {route: best_blast_furnace, capacity: 5 Mt/yr, load: 0.8}}\n",
        encoding="utf-8",
    )
    return carbonsim.run(carbonsim.load_scenario(path), draws=200)


def test_draws_that_turn_plants_down_run_and_say_so(unsure):
    assert np.all(unsure.central[DOWN] == 0)
    made, down = unsure.ensemble[STEEL], unsure.ensemble[DOWN]
    assert 0.1 < np.mean(down[0] > 0) < 0.9
    # what is made is all that is asked for: with what is turned down it is 4 Mt in those draws
    assert np.where(down > 0, made + down, 4.0) == pytest.approx(np.full(down.shape, 4.0))
    assert np.all(made[down > 0] < 4.0)
    assert np.all(down[made > 4.0 * (1 + 1e-9)] == 0)
    assert unsure.left_out.draws == 0


def test_a_known_demand_above_the_plants_turns_nothing_down(ran):
    assert np.all(ran(CHINA).central[DOWN] == 0)


def test_an_empty_family_says_what_its_rows_have():
    with pytest.raises(ScenarioError) as caught:
        carbonsim.load_scenario(CHINA, ["steel.plants=null"])
    (problem,) = caught.value.problems
    assert problem.message == "found nothing, expected rows by name, each with label, route, capacity, load"
    assert problem.hint == "rows are inherited one by one: remove a row with <name>: null"

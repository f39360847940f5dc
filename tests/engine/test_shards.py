"""Shards of several batches, wherever they begin: the draws are those of one batch of all of them."""

import numpy as np
import pytest

import carbonsim
from carbonsim.engine.pair import Pair
from carbonsim.engine.sampling import pair_scores
from carbonsim.engine.shards import Job, make_shard
from carbonsim.results.claim_figures import of_one_year

SERIES = "Emissions|CO2|Energy|Demand|Transportation|Light-Duty Vehicle"
DRAWS, SHARD, BATCH = 10, 6, 2
POINTS = (of_one_year(SERIES, 3), of_one_year(SERIES, 0))


@pytest.fixture(scope="module")
def scenario():
    return carbonsim.load_scenario("china-nev-no-policy", ["years=[2024, 2027]"])


@pytest.fixture(scope="module")
def whole(scenario):
    """The series in all draws, (years, draws)."""
    return Pair(scenario).evaluate(pair_scores(scenario, 7, 0, DRAWS, DRAWS), DRAWS).plan[SERIES]


@pytest.mark.parametrize("shard", [0, 1])
def test_each_draw_stands_in_its_place(scenario, whole, shard):
    made = make_shard(Job(scenario, 7, DRAWS, SHARD, BATCH, POINTS), shard)
    place = slice(shard * SHARD, min((shard + 1) * SHARD, DRAWS))
    np.testing.assert_allclose(made.points, whole[[3, 0], place], rtol=1e-12)
    assert not made.left.any() and made.left.shape == (whole[:, place].shape[1],)
    assert made.causes == ()

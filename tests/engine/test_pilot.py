"""The pilot of a streamed ensemble: its draws are made once, and change no bit of the first shard."""

from dataclasses import fields, replace

import numpy as np
import pytest

import carbonsim
from carbonsim.engine import ensemble, shards
from carbonsim.engine.pair import Pair
from carbonsim.engine.pilot import counted, first_shard
from carbonsim.engine.run import run
from carbonsim.engine.shards import Job, make_draws, make_shard
from carbonsim.results.claim_figures import of_one_year

DRAWS, SHARD, BATCH = 330, 250, 100
SERIES = "Emissions|CO2|Energy|Demand|Transportation|Light-Duty Vehicle"
POINTS = (of_one_year(SERIES, 2), of_one_year(SERIES, 0))


@pytest.fixture(scope="module")
def scenario():
    return carbonsim.load_scenario("china-nev-no-policy", ["years=[2024, 2026]"])


@pytest.mark.parametrize("pilot", [50, 150, SHARD])
def test_the_first_shard_has_the_bits_of_one_that_was_made_at_once(scenario, pilot):
    pair = Pair(scenario)
    job = Job(scenario, 7, DRAWS, SHARD, BATCH, POINTS, pilot=pilot)
    first = make_draws(job, 0, 0, pilot)
    job = replace(job, layout=ensemble._layout(pair, first.kept))
    found = first_shard(counted(job, first, len(pair.years)), make_shard(job, 0))
    expected = make_shard(replace(job, pilot=0), 0)
    assert expected.part is None
    for field in fields(expected):
        ours, theirs = getattr(found, field.name), getattr(expected, field.name)
        assert np.array_equal(ours, theirs), field.name


def test_causes_of_draws_without_an_answer_are_those_of_both_parts(scenario):
    job = Job(scenario, 7, DRAWS, SHARD, BATCH, (), pilot=50)
    first = make_draws(job, 0, 0, 50)
    job = replace(job, layout=ensemble._layout(Pair(scenario), first.kept))
    part = replace(counted(job, first, 3), causes=(("cold", 2), ("dry", 1)))
    whole = first_shard(part, replace(make_shard(job, 0), causes=(("hot", 1), ("cold", 3))))
    assert whole.causes == (("cold", 5), ("dry", 1), ("hot", 1))


@pytest.mark.usefixtures("small_shards")
def test_each_draw_is_made_once_and_told_once(scenario, monkeypatch):
    made, told, scores = [], [], shards.pair_scores

    def noted(scenario, seed, first, count, draws):
        made.extend(range(first, first + count))
        return scores(scenario, seed, first, count, draws)

    monkeypatch.setattr(shards, "pair_scores", noted)
    run(scenario, draws=DRAWS, progress=lambda done, total: told.append((done, total)))
    assert sorted(made) == list(range(DRAWS))
    assert told == sorted(set(told))
    assert told[-1] == (DRAWS, DRAWS)

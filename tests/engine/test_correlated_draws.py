"""Draws of correlated parameters: correlated as declared, all others as before."""

import numpy as np
import pytest
from scipy import stats

import carbonsim
from carbonsim.core.errors import ScenarioError
from carbonsim.engine.run import ensemble_values
from carbonsim.engine.sampling import block_scores, pair_scores, setting_scores
from carbonsim.kernel.inputs import Inputs
from carbonsim.scenario.header import METHODS

DIESEL, LNG = "drivers.fuels.diesel.price", "drivers.fuels.lng.price"
DISCOUNT, OWNERS = "drivers.discount_rate", "freight.owner_discount_rate"
CARBON, LOAD = "drivers.carbon_price", "freight.duties.tractor_trunk.load"
PLAN = "extends: carbonsim:fujian-trunk-line\nname: mine\ncorrelations:\n"


@pytest.fixture
def load(tmp_path):
    def load(*items, sets=()):
        path = tmp_path / "mine.yaml"
        path.write_text(PLAN + "".join(f"  - {item}\n" for item in items), encoding="utf-8")
        return carbonsim.load_scenario(path, sets)

    return load


def pair(first, second, rank):
    return f"{{between: [{first}, {second}], rank: {rank}}}"


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("rank", [0.7, -0.5])
def test_draws_have_the_rank_correlation(load, method, rank):
    scenario = load(pair(DIESEL, LNG, rank), pair(LNG, CARBON, 0.3), sets=[f"sampling={method}"])
    draws = 8192
    drawn = {
        address: setting_scores(scenario, scenario.settings[address], 1, 0, draws, draws)
        for address in (DIESEL, LNG, CARBON)
    }
    inputs = Inputs(scenario, np.array([2030]), draws, drawn)
    values = {address: inputs.series(address)[0] for address in drawn}
    for first, second, wanted in ((DIESEL, LNG, rank), (LNG, CARBON, 0.3), (DIESEL, CARBON, 0.0)):
        assert stats.spearmanr(values[first], values[second]).statistic == pytest.approx(wanted, abs=0.04)
    for scores in drawn.values():
        assert stats.kstest(scores, "norm").pvalue > 1e-3


@pytest.mark.parametrize("method", METHODS)
def test_all_others_keep_their_bits(load, method):
    plain = carbonsim.load_scenario("fujian-trunk-line", [f"sampling={method}"])
    shipped = [pair(*one.names, one.rank) for one in plain.correlations]
    mixed = load(pair(DIESEL, LNG, 0.7), *shipped, sets=[f"sampling={method}"])
    before, after = pair_scores(plain, 1, 0, 12, 12), pair_scores(mixed, 1, 0, 12, 12)
    changed = {address for address in before if not np.array_equal(before[address], after[address])}
    # the first of the group keeps its own, too
    assert changed == {LNG}


@pytest.mark.parametrize("method", METHODS)
def test_blocks_and_single_parameters_have_the_same_bits(load, method):
    scenario = load(pair(DIESEL, LNG, 0.7), pair(LNG, CARBON, -0.2), sets=[f"sampling={method}"])
    whole = pair_scores(scenario, 1, 0, 30, 30)
    block = pair_scores(scenario, 1, 7, 11, 30)
    assert all(np.array_equal(block[address], whole[address][..., 7:18]) for address in block)
    alone = setting_scores(scenario, scenario.settings[LNG], 1, 7, 11, 30)
    assert np.array_equal(alone, block[LNG])
    assert np.array_equal(block_scores(scenario.reference, 1, 7, 11, 30)[LNG], block[LNG])


def test_the_order_of_the_list_does_not_matter(load):
    items = [pair(DIESEL, LNG, 0.7), pair(CARBON, LNG, -0.2)]
    first = pair_scores(load(*items), 1, 0, 9)
    second = pair_scores(load(pair(LNG, CARBON, -0.2), items[0]), 1, 0, 9)
    assert all(np.array_equal(first[address], second[address]) for address in first)


def test_rows_drawn_together_correlate_as_one(load):
    scenario = load(pair(LOAD, DIESEL, 0.8))
    drawn = block_scores(scenario, 1, 0, 4000)
    assert np.array_equal(drawn[LOAD], drawn["freight.duties.dump_mixer.load"])
    assert stats.spearmanr(drawn[LOAD], drawn[DIESEL]).statistic == pytest.approx(0.8, abs=0.03)
    with pytest.raises(ScenarioError, match="rows that are drawn together share one draw"):
        load(pair(LOAD, "freight.duties.dump_mixer.load", 0.8))


def test_what_each_year_draws_anew_cannot_be_correlated(tmp_path):
    path = tmp_path / "mine.yaml"
    item = pair("drivers.carbon_price", "nev.surprise", 0.5)
    path.write_text(f"extends: carbonsim:china-nev\nname: mine\ncorrelations: [{item}]\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match="each year has a draw of its own"):
        carbonsim.load_scenario(path)


def test_a_run_uses_them(load):
    result = carbonsim.run(load(pair(DISCOUNT, OWNERS, 0.9)), draws=60, seed=1)
    together = ensemble_values(result, DISCOUNT), ensemble_values(result, OWNERS)
    # a rank correlation of 60 pairs has the standard error (1 - 0.81) / sqrt(60): four of them
    error = (1.0 - 0.9**2) / np.sqrt(60)
    assert stats.spearmanr(*together).statistic == pytest.approx(0.9, abs=4 * error)
    plain = carbonsim.run(carbonsim.load_scenario("fujian-trunk-line"), draws=60, seed=1)
    name = "Emissions|CO2|Energy|Demand|Transportation|Truck"
    assert not np.array_equal(result.ensemble[name], plain.ensemble[name])
    assert np.array_equal(result.central[name], plain.central[name])

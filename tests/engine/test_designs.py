"""Latin hypercube and Sobol draws: even, keyed by name, the same for any block."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.special import ndtr

import carbonsim
from carbonsim.engine import sobol as sobol_module
from carbonsim.engine.dimensions import dimensions
from carbonsim.engine.loop import simulate
from carbonsim.engine.run import ensemble_values
from carbonsim.engine.sampling import block_scores, pair_scores, scores, setting_scores
from carbonsim.engine.sobol import registered, sobol
from carbonsim.engine.stratified import latin_hypercube
from carbonsim.scenario.header import METHODS

NAMES = tuple(dimensions())[:40]
PRICE = "drivers.fuels.diesel.price"
#: Draws are the same however many years are run.
FEW_YEARS = "years=[2023, 2026]"


def scenario_with(method, name="fujian-trunk-line", *overrides):
    return carbonsim.load_scenario(name, [f"sampling={method}", *overrides])


# Latin hypercube -------------------------------------------------------------------------------------------


@given(name=st.text(max_size=30), seed=st.integers(0, 2**63), draws=st.integers(1, 2000))
def test_each_stratum_has_one_draw(name, seed, draws):
    shares = latin_hypercube([name], seed, 0, draws, draws)[0]
    assert np.array_equal(np.sort(np.floor(shares * draws)), np.arange(draws))


def test_strata_of_many_draws():
    draws = 1_000_003
    shares = latin_hypercube(["a"], 1, 0, draws, draws)[0]
    assert np.array_equal(np.sort(np.floor(shares * draws)), np.arange(draws))


@given(draws=st.integers(2, 500), start=st.integers(0, 400), count=st.integers(1, 100))
def test_a_block_of_a_latin_hypercube_can_be_made_alone(draws, start, count):
    start = min(start, draws - 1)
    count = min(count, draws - start)
    whole = latin_hypercube(["a", "b"], 7, 0, draws, draws)
    assert np.array_equal(latin_hypercube(["b"], 7, start, count, draws)[0], whole[1, start : start + count])


def test_draws_beyond_the_last_are_finite():
    shares = latin_hypercube(["a"], 1, 250, 2, 251)
    assert np.all((shares > 0) & (shares < 1))


def test_latin_hypercubes_differ_by_seed_and_name():
    base, name = latin_hypercube(["a", "b"], 1, 0, 50, 50)
    assert not np.array_equal(base, name)
    assert not np.array_equal(base, latin_hypercube(["a"], 2, 0, 50, 50)[0])


def test_places_within_a_stratum_are_uniform():
    shares = latin_hypercube(["a"], 1, 0, 5000, 5000)[0]
    assert stats.kstest(shares * 5000 % 1, "uniform").pvalue > 1e-3


def test_a_latin_hypercube_needs_the_number_of_all_draws():
    with pytest.raises(ValueError, match="number of all draws"):
        block_scores(scenario_with("latin-hypercube"), 1, 0, 5)


def test_an_unknown_method_is_an_error():
    scenario = replace(carbonsim.load_scenario("fujian-trunk-line"), sampling="halton")
    with pytest.raises(ValueError, match="found 'halton', expected plain or sobol"):
        block_scores(scenario, 1, 0, 5)


# Sobol -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("power", [0, 1, 5, 10])
def test_each_dimension_has_one_draw_in_each_stratum(power):
    shares = sobol(tuple(dimensions()), 3, 0, 2**power)
    assert np.array_equal(
        np.sort(np.floor(shares * 2**power), axis=1), np.tile(np.arange(2**power), (len(dimensions()), 1))
    )


def test_the_first_two_dimensions_are_a_net():
    # any box of 2^a by 2^(8 - a) of them holds one of the first 2^8 draws
    shares = sobol(NAMES[:2], 5, 0, 256)
    for power in range(9):
        boxes = np.floor(shares[0] * 2**power) * 2 ** (8 - power) + np.floor(shares[1] * 2 ** (8 - power))
        assert len(set(boxes.tolist())) == 256


def test_pairs_of_dimensions_fill_the_square():
    places = np.floor(sobol(NAMES, 5, 0, 4096) * 16).astype(int)
    random = np.floor(ndtr([scores(5, name, 0, 4096) for name in NAMES]) * 16).astype(int)

    def unevenness(cells):
        pairs = [(a, b) for a in range(len(NAMES)) for b in range(a)]
        return np.mean([np.bincount(cells[a] * 16 + cells[b], minlength=256).var() for a, b in pairs])

    assert unevenness(places) < 0.25 * unevenness(random)


def test_a_smooth_mean_is_found_far_better_than_by_plain_draws():
    # the mean of the product of 1 + (u - 1/2) / j is 1
    weights = 1 / np.arange(1, 11)[:, None]

    def errors(shares_of):
        means = [np.prod(1 + weights * (shares_of(seed) - 0.5), axis=0).mean() for seed in range(20)]
        return math.sqrt(np.mean(np.square(np.array(means) - 1)))

    plain = errors(lambda seed: ndtr([scores(seed, name, 0, 1024) for name in NAMES[:10]]))
    latin = errors(lambda seed: latin_hypercube(NAMES[:10], seed, 0, 1024, 1024))
    even = errors(lambda seed: sobol(NAMES[:10], seed, 0, 1024))
    assert latin < 0.5 * plain
    assert even < 0.1 * plain


@given(start=st.integers(0, 3000), count=st.integers(1, 60), seed=st.integers(0, 2**63))
def test_a_block_of_a_sobol_sequence_can_be_made_alone(start, count, seed):
    whole = sobol(NAMES[:3], seed, 0, start + count)
    assert np.array_equal(sobol(NAMES[1:3], seed, start, count), whole[1:, start:])


def test_sobol_draws_differ_by_seed_and_name():
    first, second = sobol(NAMES[:2], 1, 0, 16)
    assert not np.array_equal(first, second)
    assert not np.array_equal(first, sobol(NAMES[:1], 2, 0, 16)[0])


def test_a_draw_is_uniform_over_seeds():
    third = [float(sobol(NAMES[7:8], seed, 2, 1)[0, 0]) for seed in range(1000)]
    assert stats.kstest(third, "uniform").pvalue > 1e-3


def test_another_parameter_in_the_register_changes_no_other(monkeypatch):
    before = sobol(NAMES[:5], 1, 0, 32)
    longer = {**dimensions(), "freight.new": len(dimensions())}
    monkeypatch.setattr(sobol_module, "dimensions", lambda: longer)
    after = sobol([*NAMES[:5], "freight.new"], 1, 0, 32)
    assert np.array_equal(after[:5], before)


def test_what_is_not_registered_is_drawn_plainly():
    scenario = scenario_with("sobol")
    settings = {
        **scenario.settings,
        "drivers.mine": replace(scenario.settings[PRICE], address="drivers.mine"),
    }
    drawn = block_scores(replace(scenario, settings=settings), 1, 0, 8)
    assert registered(["drivers.mine"]) == ()
    assert np.array_equal(drawn["drivers.mine"], scores(1, "drivers.mine", 0, 8))
    assert not np.array_equal(drawn[PRICE], scores(1, PRICE, 0, 8))


# In a scenario ---------------------------------------------------------------------------------------------


def test_draws_are_plain_unless_another_method_is_asked_for():
    scenario = carbonsim.load_scenario("fujian-trunk-line")
    assert scenario.sampling == "plain"
    drawn = block_scores(scenario, 1, 3, 8)
    mixed = {name for one in scenario.correlations for name in one.names}
    for address, setting in scenario.settings.items():
        if address in drawn and not setting.definition.yearly and setting.draw_name not in mixed:
            assert np.array_equal(drawn[address], scores(1, setting.draw_name, 3, 8))


@pytest.mark.parametrize("method", METHODS)
def test_any_block_has_the_bits_of_the_whole(method):
    scenario = scenario_with(method, "china-nev")
    whole = pair_scores(scenario, 1, 0, 40, 40)
    for start, count in ((0, 1), (3, 5), (17, 23)):
        block = pair_scores(scenario, 1, start, count, 40)
        assert block.keys() == whole.keys()
        for address, drawn in block.items():
            assert np.array_equal(drawn, whole[address][..., start : start + count]), address


@pytest.mark.parametrize("method", METHODS)
def test_plan_and_reference_share_their_draws(method):
    scenario = scenario_with(method)
    both = pair_scores(scenario, 1, 0, 6, 6)
    for one in (scenario, scenario.reference):
        alone = block_scores(one, 1, 0, 6, 6)
        assert all(np.array_equal(both[address], drawn) for address, drawn in alone.items())
        assert alone.keys() <= both.keys()
    setting = scenario.settings[PRICE]
    assert np.array_equal(setting_scores(scenario, setting, 1, 0, 6, 6), both[PRICE])


@pytest.mark.parametrize("method", METHODS)
def test_values_of_an_ensemble_are_those_of_its_run(method, monkeypatch):
    scenario = scenario_with(method, "fujian-no-policy", FEW_YEARS)
    address = "drivers.discount_rate"
    seen = []

    def read(inputs, *rest):
        if inputs.draws > 1:
            seen.append(inputs.constant(address))
        return simulate(inputs, *rest)

    monkeypatch.setattr("carbonsim.engine.run.BLOCK", 10)
    monkeypatch.setattr("carbonsim.engine.pair.simulate", read)
    result = carbonsim.run(scenario, draws=24, seed=4)
    assert np.array_equal(ensemble_values(result, address), np.concatenate(seen))


@pytest.mark.parametrize("method", ["sobol", "latin-hypercube"])
def test_a_run_repeats_itself_whatever_its_blocks(method, monkeypatch):
    scenario = scenario_with(method, "fujian-no-policy", FEW_YEARS)
    whole = carbonsim.run(scenario, draws=11, seed=4).ensemble
    monkeypatch.setattr("carbonsim.engine.run.BLOCK", 5)
    parts = carbonsim.run(scenario, draws=11, seed=4).ensemble
    assert whole.keys() == parts.keys()
    assert all(np.array_equal(whole[name], parts[name]) for name in whole)

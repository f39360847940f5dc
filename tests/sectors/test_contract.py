"""The contract of every sector: what the engine and the results may rely on."""

import csv
from pathlib import Path

import numpy as np
import pytest

import carbonsim
from carbonsim.core.balance import TOLERANCE
from carbonsim.engine import run as engine_run
from carbonsim.engine.loop import simulate
from carbonsim.engine.markets import Markets, ReplayedMarkets
from carbonsim.engine.sampling import block_scores
from carbonsim.scenario.units import parse_unit
from carbonsim.sectors import sectors
from carbonsim.sectors.contract import Inputs

SCENARIOS = ("fujian-trunk-line", "fujian-no-policy", "fujian-full-conversion", "china-trucks-hindcast")
IAMC = Path(__file__).parents[1] / "data" / "iamc_names.csv"
YEARS = "years=[2023, 2032]"


def load(name, *overrides):
    years = () if name == "china-trucks-hindcast" else (YEARS,)
    return carbonsim.load_scenario(name, [*years, *overrides])


def block(scenario, start, count, seed=1):
    years = np.arange(scenario.years[0], scenario.years[1] + 1)
    return Inputs(scenario, years, count, block_scores(scenario, seed, start, count))


@pytest.mark.parametrize("name", SCENARIOS)
def test_series_have_the_right_shape_and_no_gaps(name):
    scenario = load(name)
    result = carbonsim.run(scenario, draws=6)
    years = scenario.years[1] - scenario.years[0] + 1
    assert set(result.central) == set(result.variables)
    assert set(result.ensemble) <= set(result.variables)
    assert len(result.ensemble) > len(result.variables) / 2
    for variable, values in result.central.items():
        assert values.shape == (years,)
        assert np.isfinite(values).all(), variable
    for variable, values in result.ensemble.items():
        assert values.shape == (years, 6)
        assert np.isfinite(values).all(), variable


@pytest.mark.parametrize("sector", sectors(), ids=lambda sector: sector.name)
def test_units_are_known_and_names_are_unique(sector):
    rows = sector.variables(load("fujian-trunk-line"))
    names = [row.variable.name for row in rows]
    assert len(names) == len(set(names))
    for row in rows:
        parse_unit(row.variable.unit)
        assert row.variable.description
        assert row.factor > 0


def test_names_said_to_be_iamc_are_in_the_common_definitions():
    with IAMC.open(encoding="utf-8") as file:
        known = {line["variable"] for line in csv.DictReader(file)}
    scenario = load("fujian-trunk-line")
    rows = [row for sector in sectors() for row in sector.variables(scenario)]
    claimed = {row.variable.name for row in rows if row.variable.origin == "iamc"}
    assert claimed
    assert claimed <= known


@pytest.mark.parametrize("sector", sectors(), ids=lambda sector: sector.name)
def test_blocks_of_any_size_give_the_same_bits(sector):
    scenario = load("fujian-trunk-line")
    whole = block(scenario, 0, 11)
    full = simulate(whole, [sector], Markets(whole)).series
    for start, count in ((0, 3), (3, 2), (5, 6)):
        inputs = block(scenario, start, count)
        part = simulate(inputs, [sector], Markets(inputs)).series
        for name, values in part.items():
            assert np.array_equal(values, full[name][:, start : start + count]), name


@pytest.mark.parametrize("sector", sectors(), ids=lambda sector: sector.name)
def test_the_same_seed_gives_the_same_draws_and_another_seed_others(sector):
    scenario = load("fujian-trunk-line")
    one, same, other = (block(scenario, 0, 4, seed) for seed in (0, 0, 1))
    first, second, third = (simulate(each, [sector], Markets(each)).series for each in (one, same, other))
    assert all(np.array_equal(first[name], second[name]) for name in first)
    assert any(not np.array_equal(first[name], third[name]) for name in first)


@pytest.mark.parametrize("sector", sectors(), ids=lambda sector: sector.name)
def test_a_sector_alone_in_saved_markets_gives_the_same_numbers(sector):
    inputs = block(load("fujian-trunk-line"), 0, 3)
    lived = simulate(inputs, sectors(), Markets(inputs))
    replayed = simulate(inputs, [sector], ReplayedMarkets(lived.prices))
    for name, values in replayed.series.items():
        assert np.array_equal(values, lived.series[name]), name


def test_the_engine_gives_the_same_bits_whatever_its_block(monkeypatch):
    scenario = load("fujian-trunk-line")
    monkeypatch.setattr(engine_run, "BLOCK", 7)
    small = carbonsim.run(scenario, draws=22)
    monkeypatch.setattr(engine_run, "BLOCK", 250)
    large = carbonsim.run(scenario, draws=22)
    for name in small.ensemble:
        assert np.array_equal(small.ensemble[name], large.ensemble[name]), name


def test_two_scenarios_share_their_draws():
    plan, other = load("fujian-trunk-line"), load("fujian-trunk-line", "freight.swap.stations=20 station")
    price = "drivers.fuels.diesel.price"
    assert np.array_equal(block(plan, 0, 5).series(price), block(other, 0, 5).series(price))


def test_a_draw_at_the_centre_is_the_central_run():
    scenario = load("fujian-trunk-line")
    years = np.arange(scenario.years[0], scenario.years[1] + 1)
    zero = {name: np.zeros(1) for name in block_scores(scenario, 1, 0, 1)}
    inputs = Inputs(scenario, years, 1, zero)
    drawn = simulate(inputs, sectors(), Markets(inputs)).series
    middle = Inputs(scenario, years, 1, {})
    expected = simulate(middle, sectors(), Markets(middle)).series
    assert drawn
    for name, values in ((name, expected[name]) for name in drawn):
        scale = max(1.0, float(np.abs(values).max()))
        assert np.allclose(drawn[name], values, rtol=1e-9, atol=TOLERANCE * scale), name


def test_a_plan_equal_to_its_reference_differs_in_nothing():
    result = carbonsim.run(load("fujian-trunk-line", "freight.swap.stations=4 station"), draws=5)
    for name, variable in result.variables.items():
        if variable.stem.startswith(("Emission Reduction|", "Cost Saving|", "Extra Cost|")):
            assert np.all(result.ensemble[name] == 0), name

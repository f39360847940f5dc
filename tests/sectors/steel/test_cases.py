"""What shafts save, case by case: sizes at full load, signs, and what each boundary counts."""

import numpy as np
import pytest

from carbonsim.sectors.steel.cases import HOT_METAL, LIQUID_STEEL, balance
from carbonsim.sectors.steel.iron import shaft

CHINA, SITE = "china-steel-current-policies", "zhanjiang-shaft-furnace"
ZERO, GRID, GAS, FOR_POWER, FOR_GAS, FOR_COAL = range(6)
#: China's average of 2023, and Guangdong's as the scenario of Zhanjiang has it in 2024 [kg CO2/kWh].
NATIONAL = 0.5306
PROVINCE = 0.4403 * (1 - 0.38 * 2 / 8)
MILLION = np.array([1e6])


def saved(model, product, boundary, grid, capacity=MILLION):
    """Savings of all cases [Mt CO2/yr]."""
    return model.outputs.cases.savings(0, np.array([grid]), capacity)[product, boundary][:, 0] / 1e9


@pytest.fixture(scope="module")
def model(modelled):
    return modelled(CHINA)


def test_cases_are_in_the_order_of_this_file(model):
    names = tuple(model.outputs.cases.routes.names)
    assert names.index("hydrogen_shaft") == 6
    cases = model.outputs.cases.cases
    assert [case.hydrogen_power for case in cases[:2]] == ["zero_carbon", "grid"]
    assert [case.with_shaft[HOT_METAL].hydrogen[0] > 0 for case in cases] == [True, True, *[False] * 4]


@pytest.mark.parametrize("scenario", [CHINA, SITE])
def test_size_of_savings_at_equal_iron(modelled, scenario):
    # a million tonnes of reduced iron at full load, with the CO2 of the grid
    national = saved(modelled(scenario), HOT_METAL, "operational", NATIONAL)
    province = saved(modelled(scenario), HOT_METAL, "operational", PROVINCE)
    assert 1.25 <= province[ZERO] <= 1.65
    assert 0.8 <= national[GAS] <= province[GAS] <= 1.15
    assert -0.2 <= national[GRID] <= 0.15
    # With the national grid zero-carbon hydrogen saves 1.18 to 1.21 Mt, less than the 1.25 first expected:
    # electrolysers alone run on wind and sun; gas heater, blowers and the power that blast-furnace gas no
    # longer makes, together 0.87 to 0.89 MWh a tonne, come from the grid.
    assert 1.15 <= national[ZERO] <= 1.25
    direct = saved(modelled(scenario), HOT_METAL, "direct", NATIONAL)[ZERO]
    assert 0.8 <= (direct - national[ZERO]) / NATIONAL <= 0.95


def test_what_replaces_coke_oven_gas_decides(model):
    for product in (HOT_METAL, LIQUID_STEEL):
        clean = saved(model, product, "operational", 0.0)
        assert clean[FOR_POWER] > clean[FOR_GAS] > clean[FOR_COAL]
        # where the grid burns coal alone, gas for gas saves more than power from the grid
        dirty = saved(model, product, "operational", 1.0)
        assert dirty[FOR_POWER] < dirty[FOR_COAL] < dirty[FOR_GAS]
        # the grid moves what buys power more; replaced by a fuel, the works makes as much power as before
        direct = saved(model, product, "direct", 0.0)
        assert np.array_equal(direct, clean)


def test_grid_power_for_hydrogen_saves_less_the_dirtier_the_grid(model):
    for product in (HOT_METAL, LIQUID_STEEL):
        series = [saved(model, product, "operational", grid) for grid in (0.0, 0.2, 0.4, 0.6)]
        assert np.all(np.diff(series, axis=0) < 0)
        gap = [one[ZERO] - one[GRID] for one in series]
        assert gap[0] == pytest.approx(0, abs=1e-12)
        # about 50 kg a tonne at 50 kWh, so 2.5 MWh a tonne
        assert 2.3 <= gap[1] / 0.2 <= 3.0


def test_equal_steel_takes_more_power_when_iron_is_cold(modelled):
    cold = modelled(
        CHINA, *(f"steel.routes.{name}.hot_charging=0" for name in ("gas_shaft", "hydrogen_shaft"))
    )
    hot = modelled(CHINA)
    for place in (ZERO, GAS):
        one, other = (model.outputs.cases.cases[place].with_shaft for model in (cold, hot))
        more = one[LIQUID_STEEL].power - other[LIQUID_STEEL].power
        # Tenova 2013: 130-160 kWh a tonne of steel
        assert 100 <= more[0] <= 200
        assert one[HOT_METAL].power == other[HOT_METAL].power
        assert one[LIQUID_STEEL].direct == other[LIQUID_STEEL].direct
    for boundary, sign in (("operational", -1), ("direct", 0)):
        difference = saved(cold, LIQUID_STEEL, boundary, 0.5) - saved(hot, LIQUID_STEEL, boundary, 0.5)
        assert np.sign(difference.round(12))[[ZERO, GRID, GAS]].tolist() == [sign] * 3


def test_savings_grow_with_capacity(model):
    for product in (HOT_METAL, LIQUID_STEEL):
        for boundary in ("direct", "operational", "upstream", "market-covered"):
            one = saved(model, product, boundary, NATIONAL)
            assert np.allclose(saved(model, product, boundary, NATIONAL, 3 * MILLION), 3 * one, rtol=1e-12)
            assert np.all(saved(model, product, boundary, NATIONAL, 0 * MILLION) == 0)


def test_the_market_counts_what_it_covers(modelled):
    for product in (HOT_METAL, LIQUID_STEEL):
        # the works at Zhanjiang reports as one: all routes are covered
        site = modelled(SITE)
        covered = saved(site, product, "market-covered", NATIONAL)
        assert np.allclose(covered, saved(site, product, "direct", NATIONAL), rtol=1e-12)
        # in China shafts are outside, so that all that furnaces no longer emit seems saved; ovens whose gas
        # is taken are inside, with what they burn in its place
        china = modelled(CHINA)
        left = [
            (case.without[product].direct[0] - case.with_shaft[product].at_ovens[0]) / 1e3
            for case in china.outputs.cases.cases
        ]
        assert np.allclose(saved(china, product, "market-covered", NATIONAL), left, rtol=1e-12)
        assert left[3] > left[0] > left[5]


@pytest.mark.parametrize("replacement", ["natural_gas", "coal"])
def test_fuel_restores_the_power_of_gas_taken(model, replacement):
    # joule by joule in the same burners, also where a part of the gas is flared
    row = {name: values[5] for name, values in model.routes.constants.items()}
    supply = model.outputs.cases.supply
    flows = shaft(model.p, row).flows
    plain, replaced = (
        balance(model.p, flows, choice, np.zeros(1), supply) for choice in ("power", replacement)
    )
    assert replaced.power == pytest.approx(flows["electricity"], rel=1e-12)
    assert plain.power > replaced.power
    assert plain.direct < replaced.direct


def test_bought_hydrogen_brings_its_supply(modelled):
    made, bought = modelled(CHINA), modelled(CHINA, "steel.hydrogen.supply=bought")
    grid = NATIONAL
    for product in (HOT_METAL, LIQUID_STEEL):
        # no electrolyser on the grid: both cases are alike, at the operational boundary the best there is
        one = saved(bought, product, "operational", grid)
        assert one[ZERO] == one[GRID] == saved(made, product, "operational", grid)[ZERO]
        assert np.array_equal(one[GAS:], saved(made, product, "operational", grid)[GAS:])

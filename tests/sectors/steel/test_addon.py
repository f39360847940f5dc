"""Off-gas fermentation beside a works: what passes through, what is missed, and with which sign."""

from dataclasses import replace

import numpy as np
import pytest

import carbonsim
from carbonsim.core.errors import BalanceError
from carbonsim.sectors.steel.fermentation import check_fermentation, ferment
from carbonsim.sectors.steel.gases import gas_of
from tests.sectors.unasked import run_unasked

SHOUGANG = "steel.fermentation.gas=360 million Nm3/yr"


def run(*overrides):
    return run_unasked("zhanjiang-blast-furnace", "years=[2023, 2025]", *overrides)


@pytest.fixture(scope="module")
def without():
    return run()


@pytest.fixture(scope="module")
def beside():
    return run(SHOUGANG)


def test_products_of_shougang_hold_what_94_kt_of_co2_do(beside):
    # 45 kt of ethanol and 5 kt of protein from 360 million Nm3: 45 x 0.521 and 5 x 0.455 of carbon
    assert beside.central["Fermentation|Carbon through Products"] == pytest.approx(0.094, abs=0.001)


def test_carbon_of_products_is_never_stored(without, beside):
    name = "Emissions|CO2|Iron and Steel"
    assert beside.central[name] == pytest.approx(without.central[name], rel=1e-12)
    assert not np.any(beside.central["Carbon Capture|Iron and Steel"])


def test_lost_power_is_bought_and_the_net_effect_is_that_of_the_works(without, beside):
    name = "Emissions|CO2|Iron and Steel [Operational]"
    added = beside.central[name] - without.central[name]
    assert added == pytest.approx(beside.central["Fermentation|Net Emissions|Grid Power"], rel=1e-9)
    assert np.all(added > 0)


def test_each_replacement_of_the_lost_power_has_its_sign(beside):
    power, gas, coal = (
        beside.central[f"Fermentation|Net Emissions|{word}"] for word in ("Grid Power", "Natural Gas", "Coal")
    )
    displaced = (
        beside.central["Fermentation|Petrol Displaced"] + beside.central["Fermentation|Feed Displaced"]
    )
    # in Guangdong the add-on emits more than its products displace, whatever replaces the gas
    assert np.all(power > displaced)
    assert np.all(gas > power)
    assert np.all(coal > gas)
    # 180 kt are claimed to be saved
    assert np.all(displaced - power < 0)


def test_a_clean_grid_turns_the_sign():
    clean = run(SHOUGANG, "drivers.grid_emission_factor=0.02 kg CO2/kWh")
    displaced = clean.central["Fermentation|Petrol Displaced"]
    assert np.all(clean.central["Fermentation|Net Emissions|Grid Power"] < displaced)


def test_products_beyond_the_electrons_of_the_gas_are_refused():
    with pytest.raises(carbonsim.ScenarioError, match="more electrons"):
        run(SHOUGANG, "steel.fermentation.ethanol=0.3 kg/Nm3")


def test_a_broken_balance_of_fermentation_is_found():
    share = {"CO": 0.6, "CO2": 0.16, "H2": 0.01, "N2": 0.23}
    gas = {name: np.array([value]) for name, value in share.items()}
    made = ferment(gas_of(gas), gas["CO"] + gas["H2"], *(np.array([x]) for x in (0.125, 0.0139, 0.455, 4.2)))
    check_fermentation(made, gas)
    with pytest.raises(BalanceError, match="carbon of fermentation"):
        check_fermentation(replace(made, gas_carbon=made.gas_carbon * 1.001), gas)
    with pytest.raises(BalanceError, match="electrons of fermentation"):
        check_fermentation(replace(made, electrons_given=made.electrons_given * 1.001), gas)


def test_without_a_plant_its_products_need_not_be_possible(without):
    # no gas is sent to it: what a cubic metre would become is nobody's concern
    other = run("steel.fermentation.ethanol=0.3 kg/Nm3")
    assert all(np.array_equal(other.central[name], values) for name, values in without.central.items())


def test_a_gas_without_electrons_of_which_nothing_is_made(beside):
    nothing = ["steel.fermentation.ethanol=0 kg/Nm3", "steel.fermentation.protein=0 kg/Nm3"]
    burning = ["steel.gases.converter.carbon_monoxide=0", "steel.gases.converter.hydrogen=0"]
    other = run(
        "steel.fermentation.gas=1 million Nm3/yr", "steel.gases.converter.methane=0.3", *nothing, *burning
    )
    assert np.all(other.central["Fermentation|Carbon through Products"] == 0)
    assert np.all(beside.central["Fermentation|Carbon through Products"] > 0)


def test_a_year_by_hand():
    # 360 million Nm3 of gas make 45 kt of ethanol and 5.004 kt of protein
    scenario = carbonsim.load_scenario(
        "zhanjiang-blast-furnace",
        [
            "years=[2023, 2024]",
            SHOUGANG,
            "steel.fermentation.feed_factor=2 kg CO2e/kg",
            "steel.fermentation.petrol_factor=0.07 kg CO2/MJ",
        ],
    )
    central = carbonsim.run(scenario).central
    assert central["Fermentation|Feed Displaced"] == pytest.approx([2 * 0.0139 * 0.36] * 2, rel=1e-9)
    assert central["Fermentation|Petrol Displaced"] == pytest.approx([45e-3 * 26.8 * 0.07] * 2, rel=2e-3)


def test_feed_is_displaced_in_proportion_to_protein(beside):
    twice = run(SHOUGANG, "steel.fermentation.protein=0.0278 kg/Nm3", "steel.fermentation.ethanol=0.1 kg/Nm3")
    feed = "Fermentation|Feed Displaced"
    assert twice.central[feed] == pytest.approx(2 * beside.central[feed], rel=1e-9)
    none = run(SHOUGANG, "steel.fermentation.protein=0 kg/Nm3")
    assert not none.central[feed].any()

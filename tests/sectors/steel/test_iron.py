"""Flows of iron by hand, with the shipped parameters: ore and its grade, power, gas and pellets."""

import numpy as np
import pytest

from carbonsim.sectors.steel.iron import hot_metal, pellet_plant, shaft

SITE, BLAST, HYDROGEN = "zhanjiang-blast-furnace", "average_blast_furnace", "hydrogen_shaft"


@pytest.fixture(scope="module")
def model(modelled):
    return modelled(SITE)


@pytest.fixture(scope="module")
def made(model):
    """Flows of a tonne of hot metal."""
    return hot_metal(model.p, row_of(model, BLAST))


def row_of(model, name):
    return model.routes.row(model.routes.names.index(name))


def ovens(model, made):
    """Coke of a tonne of hot metal, with breeze [t]."""
    return made["coking_coal"] * model.p.coke_oven["yield"]


def test_ore_and_pellets_hold_the_iron_of_the_metal(model, made):
    bf = model.p.blast_furnace
    charged = made["ore"] * bf["fines_iron"] + made["pellets"] * bf["pellet_iron"]
    metal = 1 - bf["hot_metal_carbon"] - bf["hot_metal_silicon"]
    assert charged * bf["iron_yield"] == pytest.approx(metal, rel=1e-12)


def test_the_grade_is_per_cent_of_iron_beyond_the_one_quoted(model, made):
    bf, quoted = model.p.blast_furnace, 100 * model.p.steel["quoted_iron"]
    tonnes = ((made["ore"], bf["fines_iron"]), (made["pellets"], bf["pellet_iron"]))
    expected = sum(amount * (100 * iron - quoted) for amount, iron in tonnes)
    assert made["ore_grade"] == pytest.approx(expected, rel=1e-9)


def test_power_is_that_of_furnace_oxygen_sinter_ovens_and_pellets(model, made):
    p, bf, steel = model.p, model.p.blast_furnace, model.p.steel
    parts = (
        bf["electricity"],
        bf["oxygen"] * steel["oxygen_electricity"],
        bf["sinter"] * steel["sinter_electricity"],
        ovens(model, made) * p.coke_oven["electricity"],
        made["pellets"] * steel["pellet_electricity"] * steel["pellets_made_on_site"],
    )
    assert made["electricity"] == pytest.approx(sum(parts), rel=1e-12)
    recovered = bf["top_gas_power"] + ovens(model, made) * p.coke_oven["quenching_power"]
    assert made["own_power"] == pytest.approx(recovered, rel=1e-12)


def test_oven_gas_lights_the_sinter(model, made):
    left = ovens(model, made) * model.p.coke_oven["gas"] - made["coke_oven_gas"]
    assert left == pytest.approx(model.p.blast_furnace["sinter"] * model.p.steel["sinter_gas"], rel=1e-9)


def test_gas_of_the_furnace_keeps_its_carbon_for_each_gigajoule(made):
    share = made["blast_furnace_gas_carbon"] / made["blast_furnace_gas"]
    # carbon monoxide and dioxide: 60 to 80 kg of carbon in a gigajoule
    assert 60 < share[0] < 80


@pytest.mark.parametrize("on_site", [0.0, 0.4, 1.0])
def test_pellets_are_fired_here_or_by_those_who_sell_them(model, on_site):
    steel = {"pellet_gas": np.array([0.9]), "pellet_electricity": np.array([30.0])}
    p = type(model.p)(**{**vars(model.p), "steel": {**steel, "pellets_made_on_site": np.array([on_site])}})
    found = pellet_plant(p, np.array([2.0]))
    assert found["natural_gas"][0] == found["firing_gas"][0] == pytest.approx(1.8 * on_site)
    assert found["natural_gas_elsewhere"][0] == pytest.approx(1.8 * (1 - on_site))
    assert found["electricity"][0] == found["firing_power"][0] == pytest.approx(60.0 * on_site)


def test_a_shaft_charges_what_its_fines_leave_and_heats_by_power_and_gas(model):
    p, row = model.p, row_of(model, HYDROGEN)
    one = shaft(p, row)
    charged = one.iron.ore / (1 - p.shaft["fines_loss"])
    assert one.flows["dr_pellets"] == pytest.approx(charged, rel=1e-12)
    grade = charged * 100 * (row["ore_iron"] - p.steel["quoted_iron"])
    assert one.flows["ore_grade"] == pytest.approx(grade, rel=1e-9)
    power = one.heat * row["electric_heating"] / p.shaft["electric_heater_efficiency"] * 1000 / 3.6
    expected = p.shaft["electricity"] + power + one.flows["firing_power"]
    assert one.flows["electricity"] == pytest.approx(expected, rel=1e-9)


def test_a_shaft_heated_by_gas_burns_it_instead(model):
    row = row_of(model, HYDROGEN)
    electric, gas = (shaft(model.p, {**row, "electric_heating": np.array([share])}) for share in (1.0, 0.0))
    fired = electric.heat / model.p.shaft["gas_heater_efficiency"]
    assert gas.flows["natural_gas"] - electric.flows["natural_gas"] == pytest.approx(fired, rel=1e-9)
    saved = electric.heat / model.p.shaft["electric_heater_efficiency"] * 1000 / 3.6
    assert electric.flows["electricity"] - gas.flows["electricity"] == pytest.approx(saved, rel=1e-9)
    burnt = fired * model.p.natural_gas.carbon
    assert gas.flows["stack_carbon"] - electric.flows["stack_carbon"] == pytest.approx(burnt, rel=1e-9)


def test_shares_beyond_the_whole_leave_no_natural_gas_in_the_shaft(model):
    row = row_of(model, HYDROGEN)
    both = {**row, "hydrogen_share": np.array([0.9]), "coke_oven_gas_share": np.array([0.9])}
    half = {**row, "hydrogen_share": np.array([0.5]), "coke_oven_gas_share": np.array([0.5])}
    for stream, amount in shaft(model.p, both).flows.items():
        assert amount == pytest.approx(shaft(model.p, half).flows[stream], rel=1e-9, abs=1e-9), stream

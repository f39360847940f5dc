"""Arc furnace and smelter: balances of iron, slag, carbon and energy, and published power."""

from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.core.conversions import KWH_PER_GJ
from carbonsim.sectors.steel.melting import arc_furnace_charge, arc_furnace_melt, liquid_heat, scrap_charge
from carbonsim.sectors.steel.shaft import reduced_iron
from carbonsim.sectors.steel.smelter import smelt

FE, C, OX, SI = 55.845, 12.011, 15.999, 28.085  # IUPAC weights [kg/kmol]
FEO = FE + OX
SIO2 = SI + 2 * OX
# heat of burning to hematite, CO2 and silica from formation enthalpies [MJ/kmol]
BURN_FE, BURN_FEO, BURN_C, BURN_CO, BURN_SI = 412.1, 140.1, 393.51, 282.98, 910.7

ORE = st.floats(0.6, 0.69)
METALLISATION = st.floats(0.85, 1.0)
CARBON = st.floats(0.005, 0.03)
HOT = st.floats(0.0, 1.0)
SLAG_OXIDE = st.floats(0.0, 0.35)

STEEL_IRON, STEEL_CARBON, SCRAP_IRON, SCRAP_LIME, LIME = 0.988, 0.001, 0.96, 0.03, 1.6
METAL_CARBON, METAL_SILICON = 0.045, 0.004


def a(*values):
    return np.array(values, dtype=float)


def product(ore=0.675, metallisation=0.94, carbon=0.02):
    return reduced_iron(a(ore), a(metallisation), a(carbon))


def charged(iron, scrap=0.16, oxide=0.25):
    return arc_furnace_charge(
        iron, *(a(x) for x in (scrap, STEEL_IRON, SCRAP_IRON, 0, LIME, SCRAP_LIME, oxide))
    )


def scrap_only(oxide=0.25):
    return scrap_charge(a(STEEL_IRON), a(SCRAP_IRON), a(0), a(SCRAP_LIME), a(oxide))


def melted(iron, charge, hot=0.0, carbon=12.0, gas=0.3, efficiency=0.65):
    return arc_furnace_melt(iron, charge, a(hot), a(carbon), a(STEEL_CARBON), a(2.0), a(gas), a(efficiency))


def smelted(iron, hot=1.0, silicon=METAL_SILICON, oxide=0.05, electrodes=2.0, lime=1.0, efficiency=0.75):
    values = (hot, METAL_CARBON, silicon, lime, oxide, 2.0, electrodes, efficiency)
    return smelt(iron, *(a(x) for x in values))


# Charge --------------------------------------------------------------------------------------------------


@given(ore=ORE, metallisation=METALLISATION, scrap=st.floats(0, 0.8), oxide=SLAG_OXIDE)
def test_iron_and_slag_of_an_arc_furnace_close(ore, metallisation, scrap, oxide):
    iron = product(ore, metallisation)
    charge = charged(iron, scrap, oxide)
    into = charge.reduced_iron * iron.iron + charge.scrap * SCRAP_IRON
    assert into == pytest.approx(STEEL_IRON + charge.iron_oxide * FE / FEO, rel=1e-9)
    dirt = charge.reduced_iron * iron.gangue + charge.scrap * (1 - SCRAP_IRON)
    assert charge.slag == pytest.approx(dirt + charge.lime + charge.iron_oxide, rel=1e-9)
    assert charge.iron_oxide == pytest.approx(oxide * charge.slag, rel=1e-9)
    assert charge.lime == pytest.approx(
        charge.reduced_iron * iron.gangue * LIME + charge.scrap * SCRAP_LIME, rel=1e-9
    )
    assert charge.scrap == pytest.approx(scrap)


@given(oxide=SLAG_OXIDE)
def test_iron_and_slag_of_scrap_close(oxide):
    charge = scrap_only(oxide)
    assert charge.reduced_iron == 0
    assert charge.scrap * SCRAP_IRON == pytest.approx(STEEL_IRON + charge.iron_oxide * FE / FEO, rel=1e-9)
    dirt = charge.scrap * (1 - SCRAP_IRON)
    assert charge.slag == pytest.approx(dirt + charge.lime + charge.iron_oxide, rel=1e-9)
    assert charge.lime == pytest.approx(charge.scrap * SCRAP_LIME, rel=1e-9)


def test_clean_scrap_becomes_as_much_steel():
    charge = scrap_charge(a(1), a(1), a(0), a(0), a(0.25))
    assert charge.scrap == 1
    assert charge.slag == 0
    # 1.03-1.12 t of scrap a tonne in practice
    assert 1.03 < scrap_only().scrap < 1.12


def test_scrap_charge_is_the_limit_of_the_arc_furnace():
    alone = scrap_only()
    iron = product()
    both = charged(iron, float(alone.scrap[0]))
    np.testing.assert_allclose(both.reduced_iron, 0, atol=1e-12)
    for name in ("scrap", "lime", "slag", "iron_oxide"):
        np.testing.assert_allclose(getattr(both, name), getattr(alone, name), rtol=1e-9)


def test_no_such_charge():
    iron = product()
    with pytest.raises(ValueError, match="scrap alone holds more iron"):
        charged(iron, 1.3)
    with pytest.raises(ValueError, match="besides iron oxide"):
        charged(iron, 0.1, 1.0)
    with pytest.raises(ValueError, match="besides iron oxide"):
        scrap_only(1.2)
    with pytest.raises(ValueError, match="slag takes all iron"):
        charged(product(0.3), 0.0, 0.6)
    with pytest.raises(ValueError, match="slag takes all iron"):
        scrap_charge(a(1), a(0.2), a(0), a(0.1), a(0.6))


# Arc furnace ---------------------------------------------------------------------------------------------


@given(
    ore=ORE,
    metallisation=METALLISATION,
    dri_carbon=CARBON,
    scrap=st.floats(0, 0.8),
    hot=HOT,
    efficiency=st.floats(0.45, 0.65),
)
def test_carbon_and_energy_of_an_arc_furnace_close(ore, metallisation, dri_carbon, scrap, hot, efficiency):
    iron = product(ore, metallisation, dri_carbon)
    charge = charged(iron, scrap)
    melt = melted(iron, charge, hot, efficiency=efficiency)
    amount = charge.reduced_iron
    assert melt.carbon_charged >= 12.0
    carbon = melt.carbon_charged + 1000 * (amount * dri_carbon + charge.scrap * STEEL_CARBON)
    assert carbon == pytest.approx(melt.carbon_burnt + 1000 * STEEL_CARBON, rel=1e-9)
    assert_closed(iron, charge, melt, hot, carbon, 0.3)
    assert melt.off_gas == pytest.approx(melt.carbon_burnt / C * BURN_CO / 1000, rel=1e-9)


def test_energy_of_a_scrap_furnace_closes():
    charge = scrap_only()
    melt = melted(product(), charge)
    assert_closed(product(), charge, melt, 0.0, 12.0 + 1000 * charge.scrap * STEEL_CARBON, 0.3)


def assert_closed(iron, charge, melt, hot, carbon, gas):
    """All that goes in and comes out against hematite and CO2, term by term."""
    metal = charge.reduced_iron * iron.iron * iron.metallisation + charge.scrap * SCRAP_IRON
    into = (
        melt.electricity * 0.0036
        + gas
        + charge.reduced_iron * iron.heat * hot
        + carbon / C * BURN_C / 1000
        + metal / FE * BURN_FE
        + charge.reduced_iron * iron.wustite / FEO * BURN_FEO
    )
    out = (
        75.61 / FE  # liquid iron at 1873 K
        + charge.slag * 2.0
        + melt.loss
        + melt.off_gas
        + STEEL_CARBON / C * BURN_C
        + STEEL_IRON / FE * BURN_FE
        + charge.iron_oxide / FEO * BURN_FEO
    )
    assert into == pytest.approx(out, rel=1e-9)


def test_oxygen_burns_what_iron_oxide_does_not():
    iron = product(carbon=0.02)
    charge = charged(iron, 0.0)
    melt = melted(iron, charge)
    from_oxide = (charge.reduced_iron * iron.wustite - charge.iron_oxide) / FEO * 1000
    kmol = (melt.carbon_burnt / C - from_oxide) / 2
    assert melt.oxygen == pytest.approx(kmol * 22.414, rel=1e-9)
    # little carbon and much wüstite: more carbon is charged, and none is blown
    poor = product(metallisation=0.8, carbon=0.0)
    assert melted(poor, charged(poor, 0.0, 0.1), carbon=2.0).oxygen == pytest.approx(0, abs=1e-9)


def test_power_of_cold_reduced_iron():
    # 100 % cold: Agora 750, Vogl 912 kWh/t (PIK, POSTED)
    iron = product(carbon=0.02)
    power = melted(iron, charged(iron, 0.0), efficiency=0.55).electricity[0]
    assert 750 <= power <= 912


def test_power_of_hot_reduced_iron():
    # 100 % hot: Rechberger 475, Agora 590, Vogl 753 kWh/t (PIK, POSTED)
    for carbon, efficiency in ((0.0, 0.55), (0.02, 0.55), (0.0, 0.65)):
        iron = product(carbon=carbon)
        assert 475 <= melted(iron, charged(iron, 0.0), 1.0, efficiency=efficiency).electricity[0] <= 753


def test_saving_of_hot_charging():
    # 141 and 149 kWh/t from a maker's table (Tenova); 130-160
    iron = product(carbon=0.02)
    charge = charged(iron)
    cold, hot = melted(iron, charge), melted(iron, charge, 1.0)
    assert 130 <= (cold.electricity - hot.electricity)[0] <= 160
    assert cold.loss == hot.loss


def test_power_of_scrap():
    # ECORYS 400, CMU 470, Worrell 474, Vogl 667 kWh/t (PIK, POSTED)
    for efficiency in (0.55, 0.6, 0.65, 0.7):
        assert 400 <= melted(product(), scrap_only(), efficiency=efficiency).electricity[0] <= 667


def test_power_falls_with_what_else_brings_heat():
    iron = product()
    charge = charged(iron)
    power = melted(iron, charge).electricity
    assert melted(iron, charge, carbon=20.0).electricity < power
    assert melted(iron, charge, efficiency=0.75).electricity < power
    assert power - melted(iron, charge, gas=0.4).electricity == pytest.approx(0.1 / 0.0036, rel=1e-9)
    worse = product(metallisation=0.88)
    assert melted(worse, charged(worse)).electricity > power  # its wüstite has to be reduced


def test_a_furnace_that_needs_no_power():
    iron = product()
    plain = melted(iron, charged(iron), gas=0.0)
    # burners give what is needed and no more
    full = melted(iron, charged(iron), gas=5.0)
    assert full.electricity == pytest.approx(0, abs=1e-9)
    assert full.natural_gas == pytest.approx(plain.electricity * 0.0036, rel=1e-9)
    with pytest.raises(ValueError, match="more heat than the furnace needs"):
        melted(iron, charged(iron), carbon=500.0)


def test_perfect_furnace_of_pure_iron():
    # nothing but iron to melt: 375 kWh/t (365-390, NIST and CRC data as in Cooper et al.)
    iron = reduced_iron(a(2 * FE / (2 * FE + 3 * OX)), a(1), a(0))
    charge = arc_furnace_charge(iron, *(a(x) for x in (0, 1, 1, 0, 0, 0, 0)))
    melt = arc_furnace_melt(iron, charge, a(0), a(0), a(0), a(2), a(0), a(1))
    assert melt.electricity[0] == pytest.approx(liquid_heat("Fe") * KWH_PER_GJ)
    assert melt.electricity[0] == pytest.approx(375, abs=5)
    assert melt.loss == 0
    assert melt.oxygen == 0


def test_heat_of_liquids():
    assert liquid_heat("Fe") == pytest.approx(1.350, abs=0.03)  # GJ/t, Cooper et al.
    assert liquid_heat("C") > liquid_heat("Fe")


# Smelter -------------------------------------------------------------------------------------------------


@given(ore=ORE, metallisation=METALLISATION, dri_carbon=CARBON, hot=HOT, oxide=st.floats(0.0, 0.15))
def test_iron_carbon_and_slag_of_a_smelter_close(ore, metallisation, dri_carbon, hot, oxide):
    iron = product(ore, metallisation, dri_carbon)
    made = smelted(iron, hot, oxide=oxide)
    amount, oxide_out = made.reduced_iron, made.slag * oxide
    metal = 1 - METAL_CARBON - METAL_SILICON
    assert amount * iron.iron == pytest.approx(metal + oxide_out * FE / FEO, rel=1e-9)
    silica = METAL_SILICON * SIO2 / SI
    assert made.slag == pytest.approx(amount * iron.gangue + made.lime - silica + oxide_out, rel=1e-9)
    carbon = amount * dri_carbon * 1000 + 2.0 + made.coal_carbon
    assert carbon == pytest.approx(made.melt.carbon_burnt + METAL_CARBON * 1000, rel=1e-9)
    # carbon monoxide takes the oxygen of wüstite and silica and no more, while coal is charged
    if made.coal_carbon > 0:
        oxygen = (amount * iron.wustite - oxide_out) / FEO + 2 * METAL_SILICON / SI
        assert made.melt.carbon_burnt / C == pytest.approx(1000 * oxygen, rel=1e-9)


def smelter_terms(iron, made, hot, silicon, oxide):
    """Energy in and out against hematite, silica and CO2, without the heat of liquid silicon."""
    amount, metal = made.reduced_iron, 1 - METAL_CARBON - silicon
    carbon = amount * iron.carbon * 1000 + 2.0 + made.coal_carbon
    into = (
        made.melt.electricity * 0.0036
        + amount * iron.heat * hot
        + carbon / C * BURN_C / 1000
        + amount * iron.iron * iron.metallisation / FE * BURN_FE
        + amount * iron.wustite / FEO * BURN_FEO
    )
    out = (
        metal * 75.61 / FE
        + METAL_CARBON * 32.32 / C
        + made.slag * 2.0
        + made.melt.loss
        + made.melt.off_gas
        + metal / FE * BURN_FE
        + METAL_CARBON / C * BURN_C
        + silicon / SI * BURN_SI
        + made.slag * oxide / FEO * BURN_FEO
    )
    return into, out


@given(ore=ORE, metallisation=METALLISATION, dri_carbon=CARBON, hot=HOT, oxide=st.floats(0.0, 0.15))
def test_energy_of_a_smelter_closes(ore, metallisation, dri_carbon, hot, oxide):
    iron = product(ore, metallisation, dri_carbon)
    into, out = smelter_terms(iron, smelted(iron, hot, 0.0, oxide), hot, 0.0, oxide)
    assert into == pytest.approx(out, rel=1e-9)


def test_energy_of_a_smelter_closes_with_silicon():
    iron = product()
    into, out = smelter_terms(iron, smelted(iron), 1.0, METAL_SILICON, 0.05)
    assert into == pytest.approx(out + METAL_SILICON * 91.55 / SI, rel=1e-9)


def test_power_of_a_smelter():
    # 500-800 kWh per tonne of hot metal with hot iron of an ore of blast-furnace grade (estimate)
    assert 500 <= smelted(product(0.62, 0.94, 0.01)).melt.electricity[0] <= 800
    assert 500 <= smelted(product(0.65, 0.94, 0.03)).melt.electricity[0] <= 800


def test_carbon_that_iron_brings_spares_coal():
    poor, rich = smelted(product(carbon=0.0)), smelted(product(carbon=0.03))
    assert poor.coal_carbon > rich.coal_carbon > 0
    # hot metal, wüstite and silicon: 45 kg, 0.06 x 951 / 55.845 kmol and 2 x 4 / 28.085 kmol of carbon
    by_hand = 45 + 0.06 * 951 / FE * C + 2 * 4 / SI * C - 2.0
    assert smelted(product(carbon=0.0), oxide=0.0).coal_carbon == pytest.approx(by_hand, rel=1e-9)
    assert smelted(product(carbon=0.08)).coal_carbon == 0


def test_hot_iron_spares_a_smelter_its_heat():
    iron = product()
    cold, hot = smelted(iron, 0.0), smelted(iron, 1.0)
    spared = (cold.melt.electricity - hot.melt.electricity) * 0.0036
    assert spared == pytest.approx(hot.reduced_iron * iron.heat, rel=1e-9)


def test_no_such_smelter():
    with pytest.raises(ValueError, match="besides iron oxide"):
        smelted(product(), oxide=1.0)
    with pytest.raises(ValueError, match="more heat than the smelter needs"):
        smelted(product(carbon=0.3), lime=0.0, efficiency=1.0)


def test_no_slag_below_nothing():
    with pytest.raises(ValueError):
        smelted(product(0.69), silicon=0.03)


# Draws ---------------------------------------------------------------------------------------------------


def furnaces(ore, metallisation, carbon, scrap, oxide, hot, gas, efficiency):
    """All results of the furnaces, one after the other."""
    iron = reduced_iron(ore, metallisation, carbon)
    charge = arc_furnace_charge(
        iron, scrap, a(STEEL_IRON), a(SCRAP_IRON), a(0), 2 * carbon + 1.0, a(SCRAP_LIME), oxide
    )
    melt = arc_furnace_melt(iron, charge, hot, 10 * gas, a(STEEL_CARBON), 2 * metallisation, gas, efficiency)
    alone = scrap_charge(0.98 * metallisation, a(SCRAP_IRON), a(0), a(SCRAP_LIME), oxide)
    made = smelt(
        iron, hot, carbon + 0.02, carbon / 10, 1.0 + scrap, oxide / 5, 2 * metallisation, gas, efficiency
    )
    smelter = (made.reduced_iron, made.lime, made.slag, made.coal_carbon, *astuple(made.melt))
    return (*astuple(charge), *astuple(melt), *astuple(alone), *smelter)


def test_draws_are_those_of_each():
    inputs = [
        a(0.62, 0.66, 0.69),
        a(0.9, 0.94, 1.0),
        a(0.0, 0.01, 0.03),
        a(0.0, 0.2, 0.5),
        a(0.0, 0.2, 0.3),
        a(0.0, 0.5, 1.0),
        a(0.0, 0.2, 0.4),
        a(0.5, 0.6, 0.7),
    ]
    together = furnaces(*inputs)
    for draw in range(3):
        alone = furnaces(*(value[[draw]] for value in inputs))
        for whole, one in zip(together, alone, strict=True):
            np.testing.assert_allclose(whole[[draw]], one, rtol=1e-12)

"""Coke oven, blast furnace and converter: balances of carbon, energy and iron, and published gas."""

from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.sectors.steel.hot_metal import (
    blast_furnace,
    coking_coal_carbon,
    converter,
    metal_energy,
    metal_heat,
)

FE, C, SI = 55.845, 12.011, 28.085  # IUPAC weights [kg/kmol]
CARBON, SILICON = 0.045, 0.004
# fuel and coal [kg/t], hydrogen [kg/t], its replacement, coke and coal (carbon, MJ/kg), metal, blast [GJ/t],
# slag [t/t], its heat [GJ/t], heat of top gas [GJ/t], loss
CENTRAL = {
    "fuel_rate": 505.0,
    "coal_rate": 152.0,
    "hydrogen": 0.0,
    "hydrogen_replacement": 1.0,
    "coke": (0.85, 28.4),
    "coal": (0.76, 28.5),
    "metal_carbon": CARBON,
    "metal_silicon": SILICON,
    "blast_heat": 1.89,
    "slag": 0.3,
    "slag_enthalpy": 2.0,
    "top_gas_heat": 0.25,
    "heat_loss": 0.04,
}


def a(*values):
    return np.array(values, dtype=float)


def arrays(values):
    return tuple(a(x) for x in values) if isinstance(values, tuple) else a(values)


def furnace(**changes):
    return blast_furnace(**{name: arrays(value) for name, value in (CENTRAL | changes).items()})


# Coke oven -----------------------------------------------------------------------------------------------


def test_carbon_of_coking_coal():
    # 0.754 t of coke, 7.29 GJ of gas per tonne of coke (He et al. 2017), 12 kg C/GJ, 56 kg of tar and benzol
    share = coking_coal_carbon(a(0.754), a(0.85), a(7.29), a(12.0), a(56.0), a(0.92))
    assert share == pytest.approx(0.754 * (0.85 + 7.29 * 0.012 + 0.056 * 0.92), rel=1e-12)
    assert 0.70 <= share <= 0.80


def test_coke_alone_and_no_coke():
    assert coking_coal_carbon(a(0.8), a(0.85), a(0), a(12), a(0), a(0.9)) == pytest.approx(0.68)
    assert coking_coal_carbon(a(0), a(0.85), a(7), a(12), a(50), a(0.9)) == 0


# Blast furnace -------------------------------------------------------------------------------------------


def test_gas_of_a_blast_furnace():
    # He et al. 2017: 5.51 GJ per tonne of hot metal; range of Chinese works 4.5-5.9
    assert 4.5 <= furnace().gas[0] <= 5.9
    assert 4.5 <= furnace(fuel_rate=518.0, coal_rate=144.0).gas[0] <= 5.9  # key enterprises in 2009, CISA


def test_energy_by_hand():
    blast = furnace()
    into = (0.353 * 28.4 + 0.152 * 28.5) + 1.89
    assert blast.energy_in == pytest.approx(into, rel=1e-12)
    # iron to hematite 412.1, carbon 393.51 and silicon 910.7 MJ/kmol; liquid at 1873 K: 75.61, 32.32, 91.55
    metal = 0.951 / FE * (412.1 + 75.61) + 0.045 / C * (393.51 + 32.32) + 0.004 / SI * (910.7 + 91.55)
    assert blast.gas == pytest.approx(into * 0.96 - metal - 0.6 - 0.25, rel=1e-9)


@given(
    fuel=st.floats(470, 560),
    coal=st.floats(60, 200),
    hydrogen=st.floats(0, 12),
    replacement=st.floats(0.7, 1.1),
    carbon=st.floats(0.035, 0.05),
    silicon=st.floats(0.0, 0.01),
)
def test_energy_and_carbon_close(fuel, coal, hydrogen, replacement, carbon, silicon):
    blast = furnace(
        fuel_rate=fuel,
        coal_rate=coal,
        hydrogen=hydrogen,
        hydrogen_replacement=replacement,
        metal_carbon=carbon,
        metal_silicon=silicon,
    )
    into = blast.coke * 28.4 + blast.coal * 28.5 + hydrogen * 241.83 / 2.016 / 1000 + 1.89
    assert blast.energy_in == pytest.approx(into, rel=1e-9)
    iron = 1 - carbon - silicon
    metal = iron / FE * (412.1 + 75.61) + carbon / C * (393.51 + 32.32) + silicon / SI * (910.7 + 91.55)
    assert blast.energy_in == pytest.approx(blast.gas + blast.loss + metal + 0.6 + 0.25, rel=1e-9)
    assert blast.loss == pytest.approx(0.04 * blast.energy_in)
    fuels = 1000 * (blast.coke * 0.85 + blast.coal * 0.76)
    assert fuels == pytest.approx(blast.gas_carbon + 1000 * carbon, rel=1e-9)


def test_hydrogen_replaces_coal_by_energy():
    none, some = furnace(), furnace(hydrogen=15.0)
    # 15 kg of 119.96 MJ/kg, lower, against coal of 28.5
    assert (none.coal - some.coal)[0] * 1000 == pytest.approx(15 * 119.96 / 28.5, rel=1e-4)
    assert some.coke == none.coke
    assert some.gas == pytest.approx(none.gas, rel=1e-12)
    assert none.gas_carbon - some.gas_carbon == pytest.approx((none.coal - some.coal) * 760, rel=1e-9)
    half = furnace(hydrogen=15.0, hydrogen_replacement=0.5)
    assert none.coal - half.coal == pytest.approx((none.coal - some.coal) / 2, rel=1e-9)
    assert half.gas > some.gas


def test_more_fuel_makes_more_gas():
    less, more = furnace(), furnace(fuel_rate=515.0)
    assert more.gas - less.gas == pytest.approx(0.01 * 28.4 * 0.96, rel=1e-9)
    assert more.gas_carbon - less.gas_carbon == pytest.approx(8.5, rel=1e-9)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"coal_rate": 600.0}, "coal is more than all fuel"),
        ({"hydrogen": 50.0}, "hydrogen replaces more coal"),
        ({"fuel_rate": 300.0}, "fuel is too little"),
        ({"coke": (0.05, 28.4), "coal": (0.05, 28.5)}, "fuel is too little"),
    ],
)
def test_no_such_furnace(changes, words):
    with pytest.raises(ValueError, match=words):
        furnace(**changes)


def test_energy_and_heat_of_pure_metals():
    assert metal_energy(a(0), a(0))[0] == pytest.approx(412.1 / FE, rel=1e-9)
    assert metal_energy(a(1), a(0))[0] == pytest.approx(393.51 / C, rel=1e-9)  # 32.8 MJ/kg, graphite
    assert metal_energy(a(0), a(1))[0] == pytest.approx(910.7 / SI, rel=1e-9)
    assert metal_heat(a(0), a(0))[0] == pytest.approx(75.61 / FE, rel=1e-9)
    # hot metal carries 1.2-1.5 GJ/t
    assert 1.2 < metal_heat(a(CARBON), a(SILICON))[0] < 1.5


# Converter -----------------------------------------------------------------------------------------------

VESSEL = {
    "scrap": 0.16,
    "scrap_iron": 0.96,
    "steel_iron": 0.988,
    "steel_carbon": 0.001,
    "metal_iron": 0.951,
    "metal_carbon": CARBON,
    "iron_yield": 0.97,
    "monoxide_share": 0.88,
    "recovery": 0.85,
}


def vessel(**changes):
    return converter(**{name: a(value) for name, value in (VESSEL | changes).items()})


def test_gas_of_a_converter():
    # He et al. 2017: 0.782 GJ per tonne of steel; 0.6-0.9
    assert 0.6 <= vessel().gas[0] <= 0.9
    kmol = (vessel().gas_carbon / C * 0.88)[0]
    assert vessel().gas[0] == pytest.approx(kmol * 0.28298, rel=1e-9)


@given(
    scrap=st.floats(0, 0.4), yield_=st.floats(0.9, 1), monoxide=st.floats(0.5, 1), recovery=st.floats(0, 1)
)
def test_iron_and_carbon_of_a_converter_close(scrap, yield_, monoxide, recovery):
    made = vessel(scrap=scrap, iron_yield=yield_, monoxide_share=monoxide, recovery=recovery)
    iron = made.hot_metal * 0.951 + scrap * 0.96
    assert iron * yield_ == pytest.approx(0.988, rel=1e-9)
    into = 1000 * (made.hot_metal * CARBON + scrap * 0.001)
    assert into == pytest.approx(made.gas_carbon + made.carbon_burnt + 1.0, rel=1e-9)


def test_gas_that_is_not_recovered():
    made = vessel(recovery=0.0)
    assert made.gas == made.gas_carbon == 0
    assert vessel(recovery=1.0).carbon_burnt == pytest.approx(0, abs=1e-12)
    assert vessel(monoxide_share=0.0).gas == 0
    assert vessel(scrap=0.3).hot_metal < vessel().hot_metal


def test_no_such_converter():
    with pytest.raises(ValueError, match="scrap alone holds more iron"):
        vessel(scrap=1.2)
    # scrap holds the carbon of steel: of little metal and less scrap than steel there is too little
    with pytest.raises(ValueError, match="hold less carbon than the steel"):
        vessel(scrap=0.98, scrap_iron=1.0, iron_yield=1.0, steel_carbon=0.02)


# Draws ---------------------------------------------------------------------------------------------------


def works(fuel, coal, hydrogen, scrap, recovery):
    """All results of oven, furnace and converter, one after the other."""
    fixed = {
        name: arrays(value)
        for name, value in CENTRAL.items()
        if name not in ("fuel_rate", "coal_rate", "hydrogen")
    }
    vessels = {name: a(value) for name, value in VESSEL.items() if name not in ("scrap", "recovery")}
    return (
        *astuple(blast_furnace(fuel_rate=fuel, coal_rate=coal, hydrogen=hydrogen, **fixed)),
        *astuple(converter(scrap=scrap, recovery=recovery, **vessels)),
        coking_coal_carbon(recovery, scrap + 0.6, fuel / 70, a(12), coal / 3, a(0.92)),
        metal_energy(scrap / 5, scrap / 50),
        metal_heat(scrap / 5, scrap / 50),
    )


def test_draws_are_those_of_each():
    inputs = [
        a(490, 505, 530),
        a(100, 152, 180),
        a(0, 5, 15),
        a(0, 0.16, 0.3),
        a(0.5, 0.8, 1.0),
    ]
    together = works(*inputs)
    for draw in range(3):
        alone = works(*(value[[draw]] for value in inputs))
        for whole, one in zip(together, alone, strict=True):
            np.testing.assert_allclose(whole[[draw]], one, rtol=1e-13)

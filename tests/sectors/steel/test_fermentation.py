"""Fermentation of converter gas: its carbon and electrons, and the plant at Shougang Jingtang."""

from dataclasses import astuple
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from carbonsim.sectors.steel.chemistry import carbon_dioxide, oxygen_capacity, substance
from carbonsim.sectors.steel.fermentation import (
    ELECTRONS_GIVEN,
    ETHANOL_ELECTRONS,
    Fermentation,
    ethanol_energy,
    ethanol_limit,
    ferment,
)
from carbonsim.sectors.steel.gases import gas_of

C, NORMAL = 12.011, 22.414
PROTEIN_CARBON, PROTEIN_ELECTRONS = 0.455, 4.2


def a(*values):
    return np.array(values, dtype=float)


def gas(**fractions):
    return gas_of({name: a(share) for name, share in fractions.items()})


PURE = gas(CO=1.0)
CONVERTER = gas(CO=0.60, CO2=0.16, N2=0.23, H2=0.01)


def made(one, reducing, ethanol, protein=0.0):
    return ferment(one, a(reducing), a(ethanol), a(protein), a(PROTEIN_CARBON), a(PROTEIN_ELECTRONS))


def test_pure_monoxide_keeps_a_third_of_its_carbon():
    # 6 CO + 3 H2O = C2H5OH + 4 CO2
    result = made(PURE, 1.0, ethanol_limit(a(1))[0])
    assert result.product_carbon / result.gas_carbon == pytest.approx(1 / 3, rel=1e-12)
    assert result.rest_carbon / result.gas_carbon == pytest.approx(2 / 3, rel=1e-12)
    assert result.electrons_taken == pytest.approx(result.electrons_given, rel=1e-12)


def test_most_ethanol():
    # one mole of 46.07 g from six of 22.414 L: 0.343 kg/Nm3
    assert ethanol_limit(a(1))[0] == pytest.approx(46.069 / (6 * 22.414), rel=1e-6)
    assert ethanol_limit(a(1))[0] == pytest.approx(0.343, abs=0.0005)
    assert ethanol_limit(a(0))[0] == 0
    assert ethanol_limit(a(0.55))[0] == pytest.approx(0.55 * ethanol_limit(a(1))[0])


def test_electrons_are_twice_the_oxygen_of_burning():
    assert oxygen_capacity("CO") * 2 == oxygen_capacity("H2") * 2 == ELECTRONS_GIVEN
    assert oxygen_capacity("C2H6O") * 2 == ETHANOL_ELECTRONS * substance("C2H6O").atoms["carbon"]


@given(
    monoxide=st.floats(0.3, 0.8),
    hydrogen=st.floats(0, 0.1),
    ethanol=st.floats(0, 0.15),
    protein=st.floats(0, 0.02),
)
def test_carbon_and_electrons_close(monoxide, hydrogen, ethanol, protein):
    one = gas(CO=monoxide, H2=hydrogen, N2=1.0 - monoxide - hydrogen)
    reducing = monoxide + hydrogen
    kmol, kmol_protein = ethanol / 46.069 * 2, protein * PROTEIN_CARBON / C
    taken, given_ = 6 * kmol + PROTEIN_ELECTRONS * kmol_protein, 2 * reducing / NORMAL
    assume(taken < given_)
    result = made(one, reducing, ethanol, protein)
    assert result.gas_carbon == pytest.approx(monoxide * C / NORMAL, rel=1e-9)
    assert result.product_carbon + result.rest_carbon == pytest.approx(result.gas_carbon, rel=1e-9)
    assert result.product_carbon == pytest.approx((kmol + kmol_protein) * C, rel=1e-6, abs=1e-12)
    assert result.electrons_given == pytest.approx(given_, rel=1e-9)
    assert result.electrons_taken == pytest.approx(taken, rel=1e-6, abs=1e-12)
    assert result.rest_carbon >= 0


def test_shougang_jingtang():
    # 360 M Nm3 of off-gas, 45 kt of ethanol and 5 kt of protein a year (Huanbohai News 2025); carbon of
    # the products by hand: 45 x 2 x 12.011/46.069 + 5 x 0.455 = 25.7 kt, 94 kt CO2
    result = made(CONVERTER, 0.61, 45 / 360, 5 / 360)
    through = carbon_dioxide(result.product_carbon * 360)[0]
    assert 93 <= through <= 95.5
    assert result.electrons_taken < result.electrons_given
    # the claimed saving of 180 kt is more than all products hold
    assert through < 180
    assert 0.125 / ethanol_limit(a(0.61))[0] == pytest.approx(0.60, abs=0.01)


def test_nothing_made_leaves_all_carbon():
    result = made(CONVERTER, 0.61, 0.0)
    assert result.product_carbon == result.electrons_taken == 0
    assert result.rest_carbon == result.gas_carbon
    assert result.gas_energy == CONVERTER.heating_value


def test_more_electrons_than_there_are():
    most = ethanol_limit(a(0.61))[0]
    made(CONVERTER, 0.61, most)
    for ethanol, protein in ((most * 1.001, 0.0), (most, 0.01), (0.0, 0.4)):
        with pytest.raises(ValueError, match="more electrons"):
            made(CONVERTER, 0.61, ethanol, protein)


def test_more_carbon_than_there_is():
    lean = gas(H2=0.9, CO=0.1)
    with pytest.raises(ValueError, match="more carbon than the gas"):
        made(lean, 1.0, 0.3)


def test_hydrogen_may_keep_all_carbon():
    # 2 CO + 4 H2 = C2H5OH + H2O
    result = made(gas(CO=1.0, H2=2.0), 1.0, ethanol_limit(a(1))[0])
    assert result.product_carbon == pytest.approx(result.gas_carbon, rel=1e-12)


def test_energy_of_ethanol():
    assert ethanol_energy() == pytest.approx(26.8, abs=0.05)  # MJ/kg, lower
    # 1235 of 6 x 283 MJ stay
    kept = ethanol_limit(a(1))[0] * ethanol_energy() / PURE.heating_value[0]
    assert kept == pytest.approx(0.727, abs=0.005)


def test_draws_are_those_of_each():
    ethanol, protein, reducing = a(0.0, 0.1, 0.125), a(0.0, 0.01, 0.014), a(0.5, 0.61, 0.7)
    carbon, electrons = a(0.4, 0.455, 0.5), a(4.0, 4.2, 4.4)
    together = ferment(CONVERTER, reducing, ethanol, protein, carbon, electrons)
    for i in range(3):
        draw = (value[[i]] for value in (reducing, ethanol, protein, carbon, electrons))
        alone = ferment(CONVERTER, *draw)
        for whole, one in zip(astuple(together), astuple(alone), strict=True):
            np.testing.assert_allclose(np.broadcast_to(whole, 3)[[i]], one, rtol=1e-14)
    np.testing.assert_array_equal(
        ethanol_limit(reducing), [ethanol_limit(reducing[[i]])[0] for i in range(3)]
    )


def test_a_year_by_hand():
    plant = Fermentation.__new__(Fermentation)
    plant.volume, plant.zero = [a(360e6)], a(0)
    c = {"ethanol": 0.125, "protein": 0.01, "electricity": 0.9, "petrol_factor": 0.07, "feed_factor": 1.5}
    plant.c = {name: a(value) for name, value in c.items()}
    plant.made = made(CONVERTER, 0.61, 0.125, 0.01)
    plant.p = SimpleNamespace(steel={"flared_share": a(0.05), "power_efficiency": a(0.4)})
    year = plant.year(0)
    # 45,000 t of ethanol at 0.9 kWh/kg, and 3,600 t of protein
    assert year.power[0] == pytest.approx(45e6 * 0.9)
    assert year.feed[0] == pytest.approx(3600 * 1.5)
    assert year.petrol[0] == pytest.approx(45_000 * ethanol_energy() * 0.07)
    energy = 360e6 * CONVERTER.heating_value[0] / 1000
    assert year.gas_energy[0] == pytest.approx(energy)
    assert year.lost_power[0] == pytest.approx(energy * 0.95 * 0.4 * 1000 / 3.6)
    assert year.carbon_through[0] == pytest.approx(
        360e3 * plant.made.product_carbon[0] * 44.009 / 12.011, rel=1e-5
    )

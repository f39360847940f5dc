"""Gases by composition: heating value, carbon and oxygen capacity; mixtures."""

from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.sectors.steel.chemistry import carbon_dioxide, heating_value
from carbonsim.sectors.steel.gases import NORMAL_VOLUME, SPECIES, gas_of, mix

# shares by volume: mid-points of Chinese handbook ranges for clean dry coke-oven gas (with 0.5 % O2 left
# out); three references for blast-furnace gas; the estimate for recovered converter gas
COKE_OVEN = {"H2": 0.575, "CH4": 0.25, "CO": 0.065, "C2H4": 0.03, "CO2": 0.0225, "N2": 0.05}
BLAST_FURNACE = {"CO": 0.235, "CO2": 0.19, "N2": 0.545, "H2": 0.027}
CONVERTER = {"CO": 0.60, "CO2": 0.16, "N2": 0.23, "H2": 0.01}


def gas(**fractions):
    return gas_of({name: np.array([share]) for name, share in fractions.items()})


def factor(one):
    """Kilograms of CO2 for each gigajoule."""
    return float(carbon_dioxide(one.carbon)[0])


def assert_same(one, other):
    np.testing.assert_allclose(astuple(one), astuple(other), rtol=1e-12)


@pytest.mark.parametrize(
    ("fractions", "heat", "carbon"),
    [
        (COKE_OVEN, (16.5, 19.0), (39.7, 47.5)),  # ranges from the ranges of composition; MPP uses 44 kg/GJ
        (BLAST_FURNACE, (3.1, 3.7), (236, 262)),  # read 3.32 MJ/Nm3; MPP uses 260 kg/GJ
        (CONVERTER, (6.3, 9.0), (182, 208)),  # the same for 50-70 % CO
    ],
    ids=["coke oven", "blast furnace", "converter"],
)
def test_gas_of_a_works(fractions, heat, carbon):
    one = gas(**fractions)
    assert heat[0] <= one.heating_value[0] <= heat[1]
    assert carbon[0] <= factor(one) <= carbon[1]


def test_coke_oven_gas_by_hand():
    # 0.575 x 10.79 + 0.25 x 35.79 + 0.065 x 12.63 + 0.03 x 59.0 over a sum of 0.9925
    assert gas(**COKE_OVEN).heating_value[0] == pytest.approx(17.88, abs=0.03)


@pytest.mark.parametrize(
    ("name", "heat", "carbon", "hydrogen_part"),
    [
        ("H2", 10.79, 0.0, 1.0),
        ("CO", 12.63, 155.5, 0.0),  # 44.009 / 282.98
        ("CH4", 35.8, 54.9, 3 / 4),  # CH4 + H2O = CO + 3 H2
        ("C2H4", 59.0, 66.5, 4 / 6),  # C2H4 + 2 H2O = 2 CO + 4 H2
        ("C2H6", 63.7, 61.6, 5 / 7),  # C2H6 + 2 H2O = 2 CO + 5 H2
    ],
)
def test_pure_gas(name, heat, carbon, hydrogen_part):
    one = gas(**{name: 1.0})
    assert one.heating_value[0] == pytest.approx(heat, abs=0.05)
    assert factor(one) == pytest.approx(carbon, abs=0.1)
    assert one.hydrogen_part[0] == pytest.approx(hydrogen_part, rel=1e-12)


def test_oxygen_capacity_by_hand():
    assert gas(H2=1.0).oxygen_capacity[0] == pytest.approx(1000 / 241.83, rel=1e-4)
    assert gas(CH4=1.0).oxygen_capacity[0] == pytest.approx(4000 / 802.3, rel=1e-4)


def test_only_proportions_count():
    assert_same(gas(**COKE_OVEN), gas(**{name: 37.0 * share for name, share in COKE_OVEN.items()}))


def test_what_does_not_burn_thins_the_gas_only():
    pure, thin = gas(CH4=1.0), gas(CH4=0.5, N2=0.5)
    assert thin.heating_value == pytest.approx(pure.heating_value / 2)
    assert_same(astuple_but_heat(pure), astuple_but_heat(thin))


def astuple_but_heat(one):
    return type(one)(np.ones(1), one.carbon, one.oxygen_capacity, one.hydrogen_part)


def test_dioxide_in_a_gas_counts_as_its_carbon():
    assert factor(gas(CO=0.5, CO2=0.5)) == pytest.approx(2 * factor(gas(CO=1.0)), rel=1e-12)


def test_species_are_substances():
    assert all(heating_value(name) >= -1e-9 for name in SPECIES.values())


@pytest.mark.parametrize(
    ("fractions", "words"),
    [
        ({"H2": 0.0, "CO": 0.0}, "all 0"),
        ({}, "all 0"),
        ({"N2": 1.0}, "nothing in the gas burns"),
        ({"N2": 0.5, "CO2": 0.5}, "nothing in the gas burns"),
    ],
)
def test_no_such_gas(fractions, words):
    with pytest.raises(ValueError, match=words):
        gas(**fractions)


def test_one_bad_draw_is_enough():
    with pytest.raises(ValueError, match="nothing in the gas burns"):
        gas_of({"H2": np.array([0.5, 0.0]), "N2": np.array([0.5, 1.0])})


def test_no_fraction_below_nothing():
    with pytest.raises(ValueError):
        gas(H2=1.2, N2=-0.2)


# Mixtures ------------------------------------------------------------------------------------------------


@given(part=st.floats(0.0, 1.0))
def test_mixture_by_energy_is_the_mixture_by_volume(part):
    rich, lean = gas(CH4=1.0), gas(H2=0.6, CO=0.3, N2=0.1)
    shares = (part * rich.heating_value, (1.0 - part) * lean.heating_value)
    whole = gas(CH4=part, H2=0.6 * (1.0 - part), CO=0.3 * (1.0 - part), N2=0.1 * (1.0 - part))
    assert_same(mix((rich, lean), shares), whole)


@given(part=st.floats(0.0, 1.0))
def test_carbon_and_capacity_are_linear_in_energy(part):
    rich, lean = gas(CH4=1.0), gas(**COKE_OVEN)
    both = mix((rich, lean), (np.array([part]), np.array([1.0 - part])))
    for name in ("carbon", "oxygen_capacity"):
        straight = part * getattr(rich, name) + (1.0 - part) * getattr(lean, name)
        np.testing.assert_allclose(getattr(both, name), straight, rtol=1e-12)


def test_mixture_of_one_gas_is_that_gas():
    one, other = gas(**COKE_OVEN), gas(CH4=1.0)
    assert_same(mix((one,), (np.array([3.0]),)), one)
    assert_same(mix((one, other), (np.array([3.0]), np.array([0.0]))), one)
    assert_same(mix((one, one), (np.array([1.0]), np.array([2.0]))), one)


def test_shares_of_a_mixture_are_scaled():
    gases = (gas(H2=1.0), gas(CH4=1.0))
    assert_same(
        mix(gases, (np.array([0.2]), np.array([0.3]))), mix(gases, (np.array([4.0]), np.array([6.0])))
    )


@pytest.mark.parametrize("shares", [(0.0, 0.0), (1.5, -0.5), (-1.0, -1.0)])
def test_no_such_mixture(shares):
    with pytest.raises(ValueError, match="shares of a gas mixture"):
        mix((gas(H2=1.0), gas(CH4=1.0)), tuple(np.array([share]) for share in shares))


def test_each_gas_has_a_share():
    with pytest.raises(ValueError, match="shorter"):
        mix((gas(H2=1.0), gas(CH4=1.0)), (np.ones(1),))


# Draws ---------------------------------------------------------------------------------------------------


def test_draws_are_those_of_each():
    hydrogen, methane, nitrogen = np.array([0.5, 0.6, 0.0]), np.array([0.3, 0.2, 0.9]), np.full(3, 0.05)
    share = np.array([0.0, 0.4, 1.0])
    whole = gas_of({"H2": hydrogen, "CH4": methane, "N2": nitrogen})
    mixed = mix((whole, gas(CO=1.0)), (share, 1.0 - share))
    for draw in range(3):
        one = gas(H2=hydrogen[draw], CH4=methane[draw], N2=nitrogen[draw])
        part = mix((one, gas(CO=1.0)), (share[[draw]], 1.0 - share[[draw]]))
        assert_same(type(one)(*(value[[draw]] for value in astuple(whole))), one)
        assert_same(type(part)(*(value[[draw]] for value in astuple(mixed))), part)


def test_normal_volume():
    # 8.314463 J/(mol K) x 273.15 K / 101.325 kPa
    assert pytest.approx(8.314463 * 273.15 / 101.325, abs=5e-4) == NORMAL_VOLUME

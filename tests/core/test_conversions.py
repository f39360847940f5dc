"""Conversions by how they are defined: the International System of Units, atoms, standards."""

import pytest

from carbonsim.core import conversions

#: Name -> its value, from the definitions of the two units.
DEFINED = {
    "KWH_PER_MJ": 1e6 / 3.6e6,
    "KWH_PER_GWH": 1e9 / 1e3,
    "KWH_PER_GJ": 1e9 / 3.6e6,
    "MJ_PER_GJ": 1e9 / 1e6,
    "GJ_PER_TJ": 1e12 / 1e9,
    # GB/T 2589-2020: 7000 kcal of 4.1868 kJ
    "MJ_PER_KGCE": 7000 * 4.1868 / 1e3,
    # IPCC Guidelines 2006, by the rounded masses of carbon (12) and oxygen (16)
    "CO2_PER_CARBON": (12 + 2 * 16) / 12,
    # 42 US gallons of 231 cubic inches of 2.54 cm
    "LITRES_PER_BARREL": 42 * 231 * 2.54**3 / 1e3,
    "KW_PER_GW": 1e9 / 1e3,
    "TONNES_PER_MEGATONNE": 1e6,
    "KILOGRAMS_PER_TONNE": 1e3,
    "YEAR": 1.0,
    "MINUTES_PER_HOUR": 60.0,
    "DAYS_PER_YEAR": 365.0,
    "PERCENT": 100.0,
    "HUNDRED_KILOMETRES": 100.0,
}


@pytest.mark.parametrize("name", DEFINED)
def test_a_conversion_is_what_its_units_say(name):
    assert getattr(conversions, name) == pytest.approx(DEFINED[name], rel=1e-12)


def test_all_of_them_are_held_against_their_units():
    assert {name for name in vars(conversions) if name.isupper()} == DEFINED.keys()

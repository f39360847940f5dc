"""Stoichiometry and heats of reaction, against textbook values and a balance of atoms."""

import csv
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.core.errors import DataError
from carbonsim.sectors.steel.chemistry import (
    carbon_dioxide,
    elements,
    heating_value,
    hematite_share,
    hydrogen_for_reduction,
    iron_energy,
    oxygen_capacity,
    oxygen_removed,
    substance,
    substances,
)

METALLISATION = np.array([0.0, 0.5, 0.94, 1.0])

# left, right, heat at 298 K in kJ/mol with steam: Smith and Van Ness, Introduction to Chemical Engineering
# Thermodynamics, and Perry's Chemical Engineers' Handbook; water gas shift by hand, -241.8 - 110.5 + 393.5
REACTIONS = {
    "hematite with hydrogen": ({"Fe2O3": 1, "H2": 3}, {"Fe": 2, "H2O": 3}, 98.7),
    "hematite with monoxide": ({"Fe2O3": 1, "CO": 3}, {"Fe": 2, "CO2": 3}, -24.8),
    "wüstite with hydrogen": ({"FeO": 1, "H2": 1}, {"Fe": 1, "H2O": 1}, 30.2),
    "wüstite with monoxide": ({"FeO": 1, "CO": 1}, {"Fe": 1, "CO2": 1}, -11.0),
    "hematite with methane": ({"Fe2O3": 1, "CH4": 3}, {"Fe": 2, "CO": 3, "H2": 6}, 717.2),
    "steam reforming": ({"CH4": 1, "H2O": 1}, {"CO": 1, "H2": 3}, 206.2),
    "dry reforming": ({"CH4": 1, "CO2": 1}, {"CO": 2, "H2": 2}, 247.3),
    "water gas shift": ({"CO": 1, "H2O": 1}, {"CO2": 1, "H2": 1}, -41.2),
    "Boudouard": ({"C": 1, "CO2": 1}, {"CO": 2}, 172.5),
}


def total(side, value):
    return sum(count * value(substance(name)) for name, count in side.items())


def each(equation, *vectors):
    """An equation of arrays, one draw at a time."""
    return [float(equation(*draw)[0]) for draw in zip(*(np.split(v, v.size) for v in vectors), strict=True)]


# Reactions -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("left", "right", "heat"), REACTIONS.values(), ids=REACTIONS)
def test_heat_of_reaction_of_the_textbook(left, right, heat):
    made = total(right, lambda one: one.formation_enthalpy) - total(left, lambda one: one.formation_enthalpy)
    assert made == pytest.approx(heat, abs=0.5)


@pytest.mark.parametrize(("left", "right", "heat"), REACTIONS.values(), ids=REACTIONS)
def test_atoms_and_mass_of_a_reaction_balance(left, right, heat):
    for element in elements():
        assert total(left, lambda one, e=element: one.atoms[e]) == total(
            right, lambda one, e=element: one.atoms[e]
        )
    masses = (total(side, lambda one: one.molar_mass) for side in (left, right))
    assert next(masses) == pytest.approx(next(masses), rel=1e-14)
    assert np.isfinite(heat)


def test_fermentation_and_burning_of_ethanol_balance():
    # 6 CO + 3 H2O = C2H5OH + 4 CO2
    for element in elements():
        left = 6 * substance("CO").atoms[element] + 3 * substance("H2O").atoms[element]
        right = substance("C2H6O").atoms[element] + 4 * substance("CO2").atoms[element]
        assert left == right


def test_heat_of_reduction_with_hydrogen_per_tonne_of_iron():
    # 98.7 kJ/mol for two atoms: 98.7 / (2 x 55.845)
    heat = iron_energy(1.0) - 1.5 * heating_value("H2")
    assert heat / substance("Fe").molar_mass == pytest.approx(0.884, abs=0.005)


# Data files ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["elements.csv", "substances.csv"])
def test_each_row_has_a_source_or_says_that_it_is_an_estimate(name):
    text = files("carbonsim.sectors.steel").joinpath(name).read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert rows
    for row in rows:
        assert row["confidence"] in {"published", "derived", "estimate"}, row
        assert row["source"] or row["confidence"] == "estimate", row
        assert row["note"] or row["confidence"] != "estimate", row


# NIST-JANAF tables, H - H(298.15) in kJ/mol at 600, 700, 1000 and 1100 K
JANAF = {
    "H2": (8.811, 11.749, 20.680, 23.719),
    "H2O": (10.499, 14.192, 26.000, 30.191),
    "CO": (8.942, 12.023, 21.690, 25.035),
    "CO2": (12.907, 17.754, 33.397, 38.884),
    "N2": (8.894, 11.937, 21.463, 24.760),
}


@pytest.mark.parametrize("name", JANAF)
def test_heat_of_a_gas_is_that_of_the_janaf_tables(name):
    for temperature in (673, 1073):
        expected = np.interp(temperature, [600, 700, 1000, 1100], JANAF[name])
        assert substance(name).content(temperature) == pytest.approx(expected, abs=0.06)


def test_heat_rises_with_temperature():
    for one in substances().values():
        contents = [one.heat_content[t] for t in sorted(one.heat_content)]
        assert contents == sorted(contents)
        assert all(content > 0 for content in contents)


def test_elements_have_no_formation_enthalpy():
    for name in ("Fe", "C", "H2", "N2", "Si"):
        assert substance(name).formation_enthalpy == 0


def test_liquid_iron():
    # 365-390 kWh/t from NIST and CRC data; Cooper et al. use 375
    kwh = substance("Fe").specific_content(1873) / 3.6 * 1000
    assert kwh == pytest.approx(375, abs=5)


def test_heat_content_where_there_is_none():
    with pytest.raises(DataError, match="CH4 has no heat content at 673 K"):
        substance("CH4").content(673)
    with pytest.raises(DataError, match="Fe has no heat content at 300 K"):
        substance("Fe").specific_content(300)


def test_unknown_substance():
    with pytest.raises(KeyError):
        substance("Fe3C")


# Equations -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fuel", "value"),
    # MJ/kmol, lower: Perry; carbon is its formation enthalpy of CO2
    [("CO", 283.0), ("H2", 241.8), ("CH4", 802.3), ("C2H4", 1323.0), ("C2H6", 1428.6), ("C", 393.5)],
)
def test_heating_value_of_the_handbook(fuel, value):
    assert heating_value(fuel) == pytest.approx(value, abs=0.3)


def test_heating_value_of_ethanol():
    assert heating_value("C2H6O") / substance("C2H6O").molar_mass == pytest.approx(26.8, abs=0.05)


@pytest.mark.parametrize("burnt", ["CO2", "H2O", "N2"])
def test_what_is_burnt_has_no_heating_value_and_takes_up_no_oxygen(burnt):
    assert heating_value(burnt) == pytest.approx(0.0, abs=1e-12)
    assert oxygen_capacity(burnt) == 0


@pytest.mark.parametrize(
    ("gas", "oxygen"), [("H2", 1), ("CO", 1), ("C", 2), ("CH4", 4), ("C2H4", 6), ("C2H6", 7), ("C2H6O", 6)]
)
def test_oxygen_of_burning(gas, oxygen):
    assert oxygen_capacity(gas) == oxygen


def test_carbon_dioxide():
    assert carbon_dioxide(0.0) == 0.0
    assert carbon_dioxide(3.0) == pytest.approx(3.0 * 44.009 / 12.011, rel=1e-12)  # IUPAC weights
    np.testing.assert_array_equal(
        carbon_dioxide(np.array([1.0, 2.5])), each(carbon_dioxide, np.array([1.0, 2.5]))
    )


def test_hydrogen_of_pure_hematite():
    # Fe2O3 + 3 H2: 3 x 2.016 / (2 x 55.845) = 54.15 kg per tonne of iron
    assert hydrogen_for_reduction(1.0) == pytest.approx(3 * 2.016 / (2 * 55.845) * 1000, rel=1e-12)
    assert hydrogen_for_reduction(1.0) == pytest.approx(54.15, abs=0.005)


def test_hydrogen_to_wustite_is_a_third():
    assert hydrogen_for_reduction(0.0) == pytest.approx(hydrogen_for_reduction(1.0) / 3, rel=1e-12)


def test_oxygen_of_hematite_and_wustite():
    assert oxygen_removed(1.0) == 1.5
    assert oxygen_removed(0.0) == 0.5
    assert oxygen_removed(1) == 1.5


@given(low=st.floats(0, 1), high=st.floats(0, 1))
def test_more_metal_takes_more_oxygen_and_holds_more_energy(low, high):
    low, high = sorted((low, high))
    assert oxygen_removed(low) <= oxygen_removed(high)
    assert hydrogen_for_reduction(low) <= hydrogen_for_reduction(high)
    assert iron_energy(low) <= iron_energy(high)


@pytest.mark.parametrize("metallisation", [-0.01, 1.01, np.array([0.5, 1.5])])
@pytest.mark.parametrize("equation", [oxygen_removed, hydrogen_for_reduction])
def test_there_is_no_such_metallisation(equation, metallisation):
    with pytest.raises(ValueError, match="metallisation must be between 0 and 1"):
        equation(metallisation)


def test_energy_of_iron():
    assert iron_energy(1.0) == pytest.approx(824.2 / 2, rel=1e-12)  # 2 Fe + 3/2 O2 = Fe2O3
    assert iron_energy(0.0) == pytest.approx(824.2 / 2 - 272.0, rel=1e-12)  # 2 FeO + 1/2 O2 = Fe2O3
    # published as 7.4 MJ/kg, the energy of iron as a fuel
    assert iron_energy(1.0) / substance("Fe").molar_mass == pytest.approx(7.38, abs=0.02)


def test_hematite():
    assert hematite_share(0.0) == 0.0
    assert hematite_share(2 * 55.845 / 159.687) == pytest.approx(1.0, rel=1e-12)  # 69.94 % iron
    assert hematite_share(0.67) == pytest.approx(0.958, abs=0.0005)
    with pytest.raises(ValueError, match="no ore holds more iron than hematite"):
        hematite_share(0.70)
    with pytest.raises(ValueError, match="no ore"):
        hematite_share(np.array([0.6, 0.75]))


@pytest.mark.parametrize("equation", [oxygen_removed, hydrogen_for_reduction, iron_energy])
def test_draws_are_those_of_each(equation):
    np.testing.assert_array_equal(equation(METALLISATION), each(equation, METALLISATION))


def test_hematite_of_draws_is_that_of_each():
    iron = np.array([0.55, 0.62, 0.675])
    np.testing.assert_array_equal(hematite_share(iron), each(hematite_share, iron))

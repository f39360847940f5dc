"""What burning a fuel emits: known values, limits, vector equals scalars, wrong input."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import carbonsim
from carbonsim.core.combustion import combustion_emission_factor

#: Petrol, kg/L: what turns the guideline's factor by mass into the one by volume.
DENSITY = 0.74


@pytest.mark.parametrize(
    ("heating_value", "carbon_content", "oxidised", "factor"),
    [
        (43.07, 18.9, 0.98, 2.925),  # petrol, guideline of China
        (42.65, 20.2, 0.98, 3.096),  # diesel, the same
        (1000.0, 12.0, 1.0, 44.0),  # carbon alone: 12 t make 44
    ],
)
def test_published_fuels(heating_value, carbon_content, oxidised, factor):
    found = combustion_emission_factor(heating_value, carbon_content, oxidised)
    assert found == pytest.approx(factor, abs=5e-4)


def test_what_does_not_burn_or_holds_no_carbon_emits_nothing():
    assert combustion_emission_factor(43.07, 18.9, 0.0) == 0.0
    assert combustion_emission_factor(120.0, 0.0, 1.0) == 0.0
    assert combustion_emission_factor(0.0, 18.9, 1.0) == 0.0


@given(heat=st.floats(1.0, 60.0), carbon=st.floats(1.0, 40.0), share=st.floats(0.1, 1.0))
def test_emissions_are_in_proportion_to_each(heat, carbon, share):
    once = float(combustion_emission_factor(heat, carbon, share))
    assert combustion_emission_factor(2 * heat, carbon, share) == pytest.approx(2 * once, rel=1e-12)
    assert combustion_emission_factor(heat, 2 * carbon, share) == pytest.approx(2 * once, rel=1e-12)
    assert combustion_emission_factor(heat, carbon, share / 2) == pytest.approx(once / 2, rel=1e-12)


def test_draws_are_as_one_by_one():
    arguments = (np.array([43.07, 44.3]), np.array([18.9, 18.9]), np.array([0.98, 1.0]))
    each = [float(combustion_emission_factor(*one)) for one in zip(*arguments, strict=True)]
    assert combustion_emission_factor(*arguments).tolist() == pytest.approx(each, rel=1e-15)


@pytest.mark.parametrize(
    "arguments",
    [(-1.0, 18.9, 0.98), (43.0, -0.1, 0.98), (43.0, 18.9, 1.01), (43.0, 18.9, np.array([0.9, -0.1]))],
)
def test_what_no_fuel_can_be_is_refused(arguments):
    with pytest.raises(ValueError, match=r"negative|between 0 and 1"):
        combustion_emission_factor(*arguments)


def test_the_low_factor_of_petrol_is_that_of_the_guideline():
    petrol = carbonsim.load_scenario("fujian-no-policy").quantity("drivers.fuels.petrol.emission_factor")
    guideline = float(combustion_emission_factor(43.07, 18.9, 0.98)) * DENSITY
    assert petrol.low is not None
    assert petrol.low[0] == pytest.approx(guideline, abs=0.005)

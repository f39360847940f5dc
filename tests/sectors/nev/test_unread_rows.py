"""Attributes that vehicles of a group do not have: they are told, and it is true that they do nothing."""

import numpy as np
import pytest

import carbonsim
from carbonsim.engine.warnings import scenario_warnings
from carbonsim.sectors.nev.powertrains import POWERTRAINS
from carbonsim.sectors.nev.sets import car_names
from carbonsim.sectors.nev.unread_rows import OF_GROUP

SHORT = "years=[2021, 2028]"
UNITS = {
    "sales": "vehicle/yr",
    "past_subsidy": "CNY/vehicle",
    "purchase_subsidy": "CNY/vehicle",
    "body_price": "CNY/vehicle",
    "maintenance": "CNY/km",
    "insurance": "CNY/vehicle/yr",
    "manufacturing_emissions": "t CO2e/vehicle",
}


@pytest.mark.parametrize(("group", "row"), [("car", "bus"), ("commercial", "hybrid")])
def test_what_a_group_does_not_have_is_told_and_does_nothing(group, row):
    usual = carbonsim.run(carbonsim.load_scenario("china-nev-no-policy", [SHORT]), draws=1).central
    for attribute in OF_GROUP[group]:
        key = f"{POWERTRAINS}.{row}.{attribute}"
        override = f"{key}=0.4 {UNITS.get(attribute, '')}".strip()
        scenario = carbonsim.load_scenario("china-nev-no-policy", [SHORT, override])
        (warning,) = (one for one in scenario_warnings(scenario) if one.key == key)
        assert "acts on nothing" in warning.message
        central = carbonsim.run(scenario, draws=1).central
        assert all(np.array_equal(usual[name], central[name], equal_nan=True) for name in usual), key


def test_what_does_not_apply_is_0_and_what_a_group_has_is_not_told():
    scenario = carbonsim.load_scenario(
        "china-nev-no-policy",
        [f"{POWERTRAINS}.bus.insurance=0 CNY/vehicle/yr", f"{POWERTRAINS}.bus.sales=5 vehicle/yr"],
    )
    assert not [one for one in scenario_warnings(scenario) if "group" in one.message]
    assert "bus" in car_names(scenario, "commercial")

"""A price of a volume or a mass of fuel is told what it is of its heat."""

import numpy as np
import pytest

from carbonsim.core.errors import ScenarioError
from carbonsim.engine.catalogue import catalogue, load_scenario
from carbonsim.scenario.heat_hints import by_heat, heating_values
from carbonsim.sectors.steel.gases import SPECIES, gas_of

STEEL = "zhanjiang-shaft-furnace"


def test_heating_values_are_those_of_the_parameters():
    settings = catalogue().defaults
    for row in heating_values():
        key, value = row.text("parameter"), row.number("value")
        if key in settings:
            assert (settings[key].value.central, settings[key].definition.unit) == (
                (value,),
                row.text("unit"),
            )
    natural = {
        substance: np.array(settings[f"steel.gases.natural.{name}"].value.central)
        for name, substance in SPECIES.items()
    }
    (row,) = (row for row in heating_values() if row.text("parameter") not in settings)
    assert float(gas_of(natural).heating_value[0]) == pytest.approx(row.number("value"), abs=0.05)


@pytest.mark.parametrize(
    ("override", "told"),
    [
        (
            "steel.prices.natural_gas=3.3 CNY/Nm3",
            "3.3 CNY/Nm3 is 91.16 CNY/GJ with 36.2 MJ/Nm3 of natural gas",
        ),
        ("steel.prices.natural_gas={value: 3.3, unit: CNY/Nm3}", "1 CNY/Nm3 is 27.62 CNY/GJ"),
        ("steel.prices.natural_gas=3.3 元/标方", "is 91.16 CNY/GJ"),
        ("steel.prices.coal=30 CNY/GJ", "30 CNY/GJ is 855 CNY/t with 28.5 MJ/kg of coal"),
        ("steel.prices.coking_coal=30 CNY/GJ", "is 870 CNY/t with 29 MJ/kg of coking coal"),
        ("steel.supply_emissions.natural_gas=0.8 kg CO2e/Nm3", "is 22.1 kg CO2e/GJ"),
        ("drivers.fuels.hydrogen.price=0.3 CNY/MJ", "is 36 CNY/kg with 120 MJ/kg of hydrogen"),
    ],
)
def test_a_price_of_a_volume_is_told_as_that_of_its_heat(override, told):
    with pytest.raises(ScenarioError) as caught:
        load_scenario(STEEL, [override])
    assert told in caught.value.problems[0].hint


def test_what_no_heating_value_converts_is_told_nothing():
    assert by_heat(1.0, "CNY/truck", "CNY/GJ", "steel.prices.natural_gas") == ""
    assert by_heat(1.0, "CNY/Nm3", "CNY/GJ", "steel.prices.ore") == ""
    assert by_heat(1.0, "CNY/(Nm3", "CNY/GJ", "steel.prices.natural_gas") == ""

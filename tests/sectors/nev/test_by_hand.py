"""A year of cars reckoned by hand from what the run says of kilometres and sales."""

import numpy as np
import pytest

import carbonsim

CARS = "Transportation|Light-Duty Vehicle"
KM = f"Distance Travelled|{CARS}|"
ROWS = {
    "petrol": "Internal Combustion|Petrol",
    "hybrid": "Internal Combustion|Hybrid",
    "plugin_hybrid": "Plug-in Hybrid|Plug-in Hybrid",
    "range_extended": "Plug-in Hybrid|Range-Extended",
    "battery": "Battery-Electric|Battery Car",
}
#: litres and kilowatt-hours per 100 km on the engine and on electricity, and the share of the latter
USE = {
    "petrol": (8.0, 0.0, 0.0),
    "hybrid": (6.0, 0.0, 0.0),
    "plugin_hybrid": (7.0, 18.0, 0.5),
    "range_extended": (7.5, 20.0, 0.7),
    "battery": (0.0, 16.0, 1.0),
}
EFFICIENCY, GRID = 0.9, 0.5


@pytest.fixture(scope="module")
def run():
    """Consumption that does not change with the year of sale, so that kilometres are all that is needed."""
    overrides = [
        f"nev.charging_efficiency={EFFICIENCY}",
        f"drivers.grid_emission_factor={GRID} kg CO2/kWh",
        "drivers.fuels.petrol.emission_factor=2.3 kg CO2/L",
        "drivers.fuels.petrol.supply_emission_factor=0.6 kg CO2e/L",
        "drivers.grid_supply_emission_ratio=0.2 kg CO2e/kg CO2",
        "drivers.fuels.petrol.heating_value=32 MJ/L",
    ]
    for row, (petrol, electricity, share) in USE.items():
        stem = f"nev.powertrains.{row}"
        overrides.append(f"{stem}.petrol_use={petrol} L/100km")
        overrides.append(f"{stem}.electricity_use={electricity} kWh/100km")
        overrides.append(f"{stem}.utility_factor={share}")
    return carbonsim.run(carbonsim.load_scenario("china-nev", overrides), draws=1)


def used(run):
    """Litres and kilowatt-hours from the grid of all cars, by year."""
    litres, power = 0.0, 0.0
    for row, (petrol, electricity, share) in USE.items():
        kilometres = run.central[KM + ROWS[row]] * 1e9
        litres = litres + kilometres * (1.0 - share) * petrol / 100.0
        power = power + kilometres * share * electricity / 100.0 / EFFICIENCY
    return litres, power


def test_a_plug_in_hybrid_drives_its_utility_factor_on_electricity(run):
    litres, power = used(run)
    assert run.central[f"Final Energy|{CARS}|Liquids"] == pytest.approx(litres * 32e6 / 1e18)
    assert run.central[f"Final Energy|{CARS}|Electricity"] == pytest.approx(power * 3.6e6 / 1e18)


def test_emissions_by_component(run):
    litres, power = used(run)
    name = "Emissions|{}|Energy|Demand|" + CARS + "{}"
    direct, grid = litres * 2.3 / 1e9, power * GRID / 1e9
    assert run.central[name.format("CO2", "")] == pytest.approx(direct)
    assert run.central[name.format("CO2", " [Electricity]")] == pytest.approx(grid)
    supply = litres * 0.6 / 1e9 + 0.2 * grid
    assert run.central[name.format("Kyoto Gases", " [Fuel Supply]")] == pytest.approx(supply)
    assert run.central[name.format("CO2", " [Operational]")] == pytest.approx(direct + grid)


def test_a_dirtier_grid_moves_the_operational_boundary_alone(cars):
    clean = cars("drivers.grid_emission_factor=0 kg CO2/kWh")
    dirty = cars("drivers.grid_emission_factor=1 kg CO2/kWh")
    direct = f"Emissions|CO2|Energy|Demand|{CARS}"
    assert np.array_equal(clean.central[direct], dirty.central[direct])
    assert np.all(dirty.central[f"{direct} [Operational]"] > clean.central[f"{direct} [Operational]"])
    assert clean.central[f"{direct} [Operational]"] == pytest.approx(clean.central[direct])


def test_the_purchase_tax_of_the_buyer_follows_the_rules_of_the_year():
    """A battery car of 452,000 CNY: free to 2023, 10,000 in 2024-25, 25,000 in 2026-27, 40,000 after."""
    overrides = [
        "nev.powertrains.battery.body_price=452000 CNY_2023/vehicle",
        "nev.battery_price_ratio=0.1",
        "nev.powertrains.battery.battery_capacity=0.000001 kWh/vehicle",
        *(f"nev.powertrains.battery.{kind}_subsidy=0 CNY/vehicle" for kind in ("past", "purchase")),
    ]
    result = carbonsim.run(carbonsim.load_scenario("china-nev", overrides), draws=1)
    paid = result.central[f"Purchase Price|{CARS}|{ROWS['battery']}"]
    expected = {2023: 452_000, 2024: 462_000, 2025: 462_000, 2026: 477_000, 2027: 477_000, 2028: 492_000}
    for year, price in expected.items():
        assert paid[year - result.years[0]] == pytest.approx(price, abs=1)


def test_what_owners_lay_out_is_what_others_get_and_resources(run):
    """Money between actors adds up to resources in every year; the balance in the run says the same."""
    actors = [name for name in run.central if name.startswith(f"Cost|{CARS}|") and name.count("|") == 3]
    actors = [name for name in actors if not name.endswith("Operating")]
    total = sum(run.central[name] for name in actors)
    assert total == pytest.approx(run.central[f"Cost|{CARS} [Resource]"])

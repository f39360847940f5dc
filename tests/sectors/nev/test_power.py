"""Electricity of new energy vehicles by use and the oil that it takes the place of: by hand, and counted."""

import numpy as np
import pytest

import carbonsim
from carbonsim.engine.markets import Markets
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.nev import oil_outputs, power_outputs
from carbonsim.sectors.nev.cars import Cars
from carbonsim.sectors.nev.equations import displaced_fuel
from carbonsim.sectors.nev.model import start, step

KINDS = ("Buses", "Vans and Light Trucks", "Heavy Trucks")
USES = ("Private Cars", "Taxis and Ride-Hailing", *KINDS)
NEV = "Transportation|New Energy Vehicle"
ELECTRICITY = f"Final Energy|{NEV}|Electricity"
TWH = 1e18 / 3.6e15
ROWS = {"Buses": "bus", "Vans and Light Trucks": "light_commercial", "Heavy Trucks": "heavy_truck"}


def at(result, variable, year):
    return float(result.central[variable][year - result.years[0]])


@pytest.fixture(scope="module")
def year(scenario):
    """Parameters, the fleet at the end of the second year, and what happened in it, at central values."""
    inputs = Inputs(scenario, np.arange(scenario.years[0], scenario.years[1] + 1), 1, {})
    p, markets = Cars(inputs), Markets(inputs)
    state, _ = step(p, start(p), markets.prices(0))
    state, flows = step(p, state, markets.prices(1))
    return p, state.fleet, flows


def from_packs(p, fleet, flows, group):
    """Electricity of the vehicles of a group, vehicle by year of sale [kWh/yr]."""
    row, total = p.ageing.of[group], 0.0
    for age in range(p.oldest + 1):
        vintage = flows.vintage - p.oldest + age
        cars = p.powertrains
        each = cars.motor_use.rows[row][vintage] / 100.0 * cars.utility_factor.rows[row][vintage]
        total += float((fleet.left[group, age] * p.ageing.driven[p.ageing.mileage[group], age] * each).sum())
    return total


def test_each_use_takes_what_its_vehicles_drive_and_need(year):
    p, fleet, flows = year
    efficiency = float(p.charging.efficiency[flows.vintage][0])
    found = power_outputs.electricity_nev_use(p, flows)[:, 0]
    groups = [from_packs(p, fleet, flows, group) / efficiency for group in range(len(p.ageing.of))]
    car, fast = p.powertrains.car[p.ageing.of], p.ageing.fast
    private = sum(
        power for power, is_car, quick in zip(groups, car, fast, strict=True) if is_car and not quick
    )
    taxis = sum(power for power, quick in zip(groups, fast, strict=True) if quick)
    commercial = [power for power, is_car in zip(groups, car, strict=True) if not is_car]
    assert found == pytest.approx([private, taxis, *commercial], rel=1e-12)
    assert power_outputs.electricity_nev(p, flows)[0] == pytest.approx(sum(groups), rel=1e-12)
    assert (found > 0).all()


def test_without_cars_that_leave_fast_all_are_private(cars):
    none = [
        f"nev.powertrains.{row}.fast_leaving_share=0"
        for row in ("plugin_hybrid", "range_extended", "battery")
    ]
    result = cars(*none)
    assert np.all(result.central[f"{ELECTRICITY}|Taxis and Ride-Hailing"] == 0)
    private = result.central[f"{ELECTRICITY}|Private Cars"]
    assert private == pytest.approx(
        result.central["Final Energy|Transportation|Light-Duty Vehicle|Electricity"]
    )


def test_power_of_a_car_without_plug_is_private():
    """A file may give it a use of electricity: then it is among what is reported, too."""
    overrides = [
        "nev.powertrains.hybrid.electricity_use=5 kWh/100km",
        "nev.powertrains.hybrid.utility_factor=0.2",
    ]
    result = carbonsim.run(carbonsim.load_scenario("china-nev", overrides), draws=1)
    of_cars = result.central["Final Energy|Transportation|Light-Duty Vehicle|Electricity"]
    assert sum(result.central[f"{ELECTRICITY}|{use}"] for use in USES[:2]) == pytest.approx(
        of_cars, rel=1e-12
    )


def test_electricity_of_all_is_that_of_cars_and_commercial_vehicles(cars):
    result = cars()
    parts = sum(result.central[f"{ELECTRICITY}|{use}"] for use in USES)
    assert result.central[ELECTRICITY] == pytest.approx(parts, rel=1e-12)
    commercial = sum(result.central[f"{ELECTRICITY}|{kind}"] for kind in KINDS)
    assert result.central[f"Final Energy|{NEV}|Commercial|Electricity"] == pytest.approx(
        commercial, rel=1e-12
    )


def test_commercial_vehicles_sold_are_those_that_were_counted_in_all(cars):
    """Buses, trucks and vans registered as the IEA has them, with the heavy trucks of the trade."""
    counted = {2021: 128_643, 2022: 248_670, 2023: 315_120, 2024: 581_800}
    for year, vehicles in counted.items():
        sold = sum(at(cars(), f"Sales|{NEV}|{kind}", year) for kind in KINDS)
        assert sold * 1e6 == pytest.approx(vehicles, rel=1e-3)


@pytest.mark.parametrize(("year", "counted"), [(2022, 542_600), (2023, 554_000), (2024, 544_000)])
def test_buses_in_use_are_about_those_of_the_cities(cars, year, counted):
    assert at(cars(), f"Stocks|{NEV}|Buses", year) * 1e6 == pytest.approx(counted, rel=0.06)


def test_buses_drive_what_the_monitoring_platform_has_of_them(year):
    """Buses: 1.48 billion km in November 2021 and 1.53 a month in early 2023; the year is between."""
    p, _, flows = year
    assert flows.year == 1  # 2022
    kilometres = flows.kilometres[p.powertrains.names.index("bus"), 0]
    assert 12 * 1.48e9 < kilometres < 1.1 * 12 * 1.53e9


def test_fuel_displaced_of_a_known_truck():
    assert float(displaced_fuel(145.0, 2.3, 35.8 / 3.6)) == pytest.approx(
        33.5, abs=0.1
    )  # a diesel tractor: 33 L
    assert displaced_fuel(0.0, 2.3, 10.0) == 0.0
    several = displaced_fuel(np.array([100.0, 200.0]), np.array([2.0, 3.0]), 10.0)
    assert several.tolist() == [
        float(displaced_fuel(100.0, 2.0, 10.0)),
        float(displaced_fuel(200.0, 3.0, 10.0)),
    ]


def test_oil_displaced_by_hand(year):
    p, _, flows = year
    commercial = ~p.powertrains.car
    packs = (flows.power * p.charging.efficiency[flows.vintage])[commercial, 0]
    litres = packs * [3.0, 3.0, 2.3] / (35.8 / 3.6)
    petrol = flows.displaced[p.powertrains.car, 0].sum()
    volume = petrol + litres.sum()
    assert oil_outputs.oil_displaced_volume(p, flows)[0] == pytest.approx(volume)
    assert oil_outputs.oil_displaced_kind(p, flows)[:, 0] == pytest.approx([petrol * 0.74, *(litres * 0.84)])
    assert oil_outputs.oil_displaced(p, flows)[0] == pytest.approx(petrol * 0.74 + litres.sum() * 0.84)
    assert oil_outputs.oil_displaced_barrels(p, flows)[0] == pytest.approx(volume / 158.987294928 / 365)


def test_vehicles_whose_power_another_sector_counts_displace_nothing_here(cars):
    unpowered = "nev.powertrains.heavy_truck.electricity_use=0 kWh/100km"
    result = cars(unpowered)
    assert np.all(result.central[f"Oil Displaced|{NEV}|Heavy Trucks"] == 0)
    assert not {"nev-power", "nev-oil"} & {check.name for check in result.checks}


def test_a_truck_charges_what_its_mileage_and_use_make_in_all_years():
    """One kind alone on the road with a fixed mileage: its power is its vehicles times it."""
    overrides = ["nev.mileage_decline=0 %/yr", "nev.mileage=10000 km/car/yr", "nev.charging_efficiency=0.9"]
    overrides += [
        f"nev.powertrains.{row}.{what}"
        for row in ROWS.values()
        for what in ("relative_mileage=3", "electricity_use=60 kWh/100km")
    ]
    result = carbonsim.run(carbonsim.load_scenario("china-nev", overrides), draws=1)
    for kind in KINDS:
        expected = result.central[f"Stocks|{NEV}|{kind}"] * 1e6 * 30_000 * 0.6 / 0.9 / 1e9  # TWh
        assert result.central[f"{ELECTRICITY}|{kind}"] * TWH == pytest.approx(expected)

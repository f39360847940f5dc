"""Figures of the press world to follow by hand: supply, stations, subsidies, waiting, differences."""

import numpy as np
import pytest

from carbonsim.core.finance import yearly_charge
from carbonsim.corridor import service_curves
from tests.sectors.unasked import run_unasked

TRUCK = "Transportation|Truck"
LITRES = 120_000 * 175_000 * 0.33
POWER = LITRES * 35.8 / 3.6 / 2.3  # kWh from packs
YEARS = "years=[2023, 2026]"


def run(*overrides):
    return run_unasked("fujian-full-conversion", *overrides)


def test_supply_of_fuel_and_of_power():
    # diesel 0.72 kg CO2e/L; power 0.17 kg CO2e per kg of direct CO2, 0.4092 kg/kWh, 0.90 from grid to pack
    result = run(YEARS)
    supply = f"Emissions|Kyoto Gases|Energy|Demand|{TRUCK} [Fuel Supply]"
    assert result.reference.central[supply][0] == pytest.approx(LITRES * 0.72 / 1e9, rel=1e-9)
    assert result.central[supply][0] == pytest.approx(POWER / 0.9 * 0.4092 * 0.17 / 1e9, rel=1e-9)


@pytest.mark.usefixtures("rough_curves")
def test_the_fee_passes_the_losses_of_charging_on_to_owners(monkeypatch):
    # so many stations that no truck waits
    nothing = np.zeros((len(service_curves.BLOCKS), len(service_curves.LOADS)))
    monkeypatch.setattr(service_curves, "at_speed", lambda *_: (nothing, nothing))
    tariff, stations = "drivers.electricity_tariff=0.6 CNY/kWh", "freight.swap.stations=100000 station"
    good = run(YEARS, tariff, stations, "freight.swap.grid_to_battery=0.9")
    poor = run(YEARS, tariff, stations, "freight.swap.grid_to_battery=0.6")
    operator, owner = f"Cost|{TRUCK}|Station Operator", f"Cost|{TRUCK}|Owner|Swapping"
    assert np.allclose(poor.central[operator], good.central[operator], rtol=1e-9)
    more = (poor.central[owner] - good.central[owner]) * 1e9
    assert np.allclose(more, POWER * 0.6 * (1 / 0.6 - 1 / 0.9), rtol=1e-9)


@pytest.mark.usefixtures("rough_curves")
def test_what_stations_cannot_serve_costs_what_charging_costs():
    plain = (
        YEARS,
        "freight.value_of_time=0 CNY/h",
        "drivers.electricity_tariff=0.6 CNY/kWh",
        # neither packs nor stations cost anything, and no charge is lost: the fee is 0
        *("freight.swap.rent_margin=0", "freight.swap.rent_residual=1", "freight.swap.rent_return=0 %/yr"),
        *("freight.swap.station_price=0 CNY/station", "freight.swap.site_rent=0 CNY/station/yr"),
        *("freight.swap.labour=0 CNY/swap", "freight.swap.grid_to_battery=1"),
        "freight.public_charging_price=1.5 CNY/kWh",
        "freight.charging_efficiency=0.9",
    )
    enough = run(*plain, "freight.swap.stations=100000 station").central
    few = run(*plain, "freight.swap.stations=300 station").central
    cost = f"Total Cost of Ownership|{TRUCK}|Trunk Tractor|Swap"
    unserved = few[f"Swap Demand Unserved|{TRUCK}"]
    assert np.all((unserved > 0) & (unserved < 1))
    per_km = POWER / (120_000 * 175_000)
    dearer = unserved[:-1] * per_km * (1.5 / 0.9 - 0.6)  # seen by buyers of the year after
    assert np.allclose((few[cost] - enough[cost])[1:], dearer, rtol=1e-9)


def test_nobody_waits_longer_than_a_charge_takes(request):
    few = (YEARS, "freight.swap.stations=300 station")
    patient = run(*few)  # a design that is shipped
    request.getfixturevalue("rough_curves")
    hasty = run(*few, "freight.charging_time=1 min")
    wait = f"Swap Waiting Time|{TRUCK}"
    assert np.all(patient.central[wait] > 1.0)
    assert np.all(hasty.central[wait] <= 1.0 + 1e-12)


def test_a_subsidy_is_spread_over_the_years_of_a_truck():
    result = run("freight.powertrains.battery_swap.purchase_subsidy=10000 CNY/truck")
    sales = result.central[f"Sales|{TRUCK}"][-10:].sum() * 1e6
    expected = -10_000 * sales * float(yearly_charge(0.045, 10)) / 1e9
    assert result.central[f"Cost|{TRUCK}|Owner|Subsidy"][-1] == pytest.approx(expected, rel=1e-9)


def test_differences_have_the_sign_of_their_names():
    result = run(YEARS)
    for boundary in ("Operating", "Owner", "Resource"):
        name = f"Cost|{TRUCK}|Operating" if boundary == "Operating" else f"Cost|{TRUCK} [{boundary}]"
        plan, reference = result.central[name], result.reference.central[name]
        assert np.allclose(result.central[f"Cost Saving|{TRUCK} [{boundary}]"], reference - plan)
        assert np.allclose(result.central[f"Extra Cost|{TRUCK} [{boundary}]"], plan - reference)
    direct = f"Emissions|CO2|Energy|Demand|{TRUCK}"
    reduction = result.reference.central[direct] - result.central[direct]
    assert np.allclose(result.central[f"Emission Reduction|CO2|{TRUCK}"], reduction)

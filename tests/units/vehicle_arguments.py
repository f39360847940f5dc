"""Values at which equations of cars and what sectors share are run, where they cannot be near 1."""

from dataclasses import fields
from types import SimpleNamespace

import numpy as np

from carbonsim.kernel.annuities import Annuity
from carbonsim.kernel.goods import Prices
from carbonsim.sectors.nev.cars import Cars
from carbonsim.sectors.nev.fleet import Fleet
from carbonsim.sectors.nev.model import Flows
from carbonsim.sectors.nev.parameters import NevParameters
from carbonsim.sectors.nev.record import Record
from tests.units.declared import Given, given
from tests.units.values import CENTRAL, LOW, SAMPLE, SCORE, SHARES, array

CARS = given(
    Cars,
    powertrains={
        "petrol": 0,
        "car": np.array([True, True]),
        "plug_in": np.array([False, True]),
        "body_price": SAMPLE[None, :, :2],
        "battery_capacity": SAMPLE[None, :, 2:],
        "subsidy": SAMPLE[None, :, :2] / 9.0,
        "electricity_use": SAMPLE[None, :, :2],
        "petrol_use": SAMPLE[None, :, 2:],
        "battery_range": LOW[None],
    },
    charging={"efficiency": SHARES, "pack_price_ratio": SHARES},
    purchase={"tax_relief": SHARES, "tax_rate": SHARES, "tax_relief_cap": SHARES},
    choice={
        "price_elasticity": array(-2.5),
        "running_cost": array(-2.0),
        "battery": array(0.3),
        "range": array(0.2),
        "reference_range": array(1.5),
        "fast_charging": array(0.7),
    },
    drivers={"pack_price": SHARES, "petrol_price": SHARES, "petrol_tax": SHARES / 2.0, "vat_rate": SHARES},
    electricity_price=SHARES,
    first=0,
)
SOLD = Given(
    **vars(CARS)
    | {"first": 1, "inputs": SimpleNamespace(draws=2), "annuity": Annuity(SHARES[:1], LOW)}
    | {"record": Record(*[None] * 2, sales=SAMPLE[None, :, :2], inflow=None)}
)
SPLITS = given(
    NevParameters,
    powertrains={"plug_in": np.array([0, 1]), "battery": 0, "no_plug": np.array([2]), "petrol": 2},
)
YEAR = {"p": CARS, "vintage": 0}
#: What happened in a year, of which each output takes something.
FLOWS = Flows(
    **dict.fromkeys(field.name for field in fields(Flows))
    | {"year": 0, "vintage": 0, "prices": Prices(LOW, LOW, CENTRAL, LOW)}
    | dict.fromkeys(("sales", "inflow", "retired", "stock", "petrol", "power"), SAMPLE[:, :2])
    | dict.fromkeys(("displaced", "kilometres", "packs_in_use", "packs_replaced"), SAMPLE[:, 2:])
    | {"packs_made": LOW, "power_fast": LOW / 9.0}
)
DRIVEN = given(
    NevParameters,
    powertrains={
        "car": np.array([True, True]),
        "battery_capacity": SAMPLE[None, :, 2:],
        "manufacturing_emissions": SAMPLE[None, :, 2:],
    },
    drivers={
        "petrol_emission_factor": SHARES,
        "petrol_supply_factor": SHARES,
        "grid_supply_ratio": SHARES,
        "pack_footprint": SHARES,
    },
    petrol_energy=CENTRAL,
)
OUTPUT = {"p": DRIVEN, "f": FLOWS}
#: A car and a commercial vehicle.
DISPLACING = given(
    NevParameters,
    powertrains={"car": np.array([True, False]), "displaced_diesel": SAMPLE[0, :2]},
    charging={"efficiency": SHARES},
    diesel_energy=CENTRAL,
)

ARGUMENTS = {
    "kernel.annuities.annuity": {"years": array(2.5, 4.0), "rate": array(0.05, 0.08)},
    "sectors.nev.accounts.fuel_tax": YEAR,
    "sectors.nev.energy_outputs.electricity_used": OUTPUT,
    "sectors.nev.energy_outputs.emissions": OUTPUT,
    "sectors.nev.energy_outputs.kilometres": OUTPUT,
    "sectors.nev.energy_outputs.liquids_used": OUTPUT,
    "sectors.nev.oil_outputs.displaced_fuels": {"p": DISPLACING, "f": FLOWS},
    "sectors.nev.fleet.stock": {
        "p": SimpleNamespace(ageing=SimpleNamespace(by_powertrain=lambda groups: groups[:1])),
        "fleet": Fleet(SAMPLE[None], SAMPLE, LOW),
    },
    "sectors.nev.model.made": {"flows": FLOWS},
    "sectors.nev.purchases.payments_before": {"p": SOLD},
    "sectors.nev.choice.energy_cost": YEAR,
    "sectors.nev.car_prices.car_price": YEAR | {"pack_price": array(0.3)},
    "sectors.nev.car_prices.tax_paid": YEAR | {"price": SAMPLE[:, :2], "relief": array(0.3)},
    "sectors.nev.car_prices.paid_by_law": YEAR | {"price": SAMPLE[:, :2]},
    "sectors.nev.car_prices.car_prices": YEAR | {"pack_price": array(0.3)},
    "sectors.nev.counterfactual.paid_without": YEAR
    | {"price": SAMPLE[:, :2], "removed": frozenset({"tax-relief"})},
    "sectors.nev.choice.attributes_utility": YEAR | {"paid": SAMPLE[:, :2]},
    "sectors.nev.choice.range_and_charging": YEAR | {"access": array(0.4)},
    "sectors.nev.choice.battery_constant": YEAR | {"access": array(0.4), "calibration": array(-0.5)},
    "sectors.nev.pack_prices.pack_prices": {
        "p": Given(
            **vars(CARS)
            | {
                "until": 1,
                "span": np.array([0, 1, 2]),
                "inputs": SimpleNamespace(
                    series=lambda *_: array(1.5, 2.0)[:, None], constant=lambda _: array(0.18)
                ),
            }
        )
    },
    "sectors.nev.calibration.log_density_of_sales": {
        "share": array(0.01, 0.02, 0.05, 0.13, 0.25, 0.3),
        "probability": np.array([[0.5], [0.5], [0.55], [0.6], [0.6], [0.7]]),
    },
    "sectors.nev.choice.alternative_specific_constants": {
        "split": np.array([[0.4, 0.5], [0.6, 0.5], [1.0, 1.0]]),
        "utility": SHARES,
        "p": SPLITS,
        "battery": SCORE,
    },
    "sectors.nev.estimation.fit": {
        "share": array(0.01, 0.02, 0.05, 0.13, 0.25, 0.3),
        "probability": np.array([[0.5], [0.5], [0.55], [0.6], [0.6], [0.7]]),
    },
    "sectors.shares.scaled_shares": {"shares": SHARES},
}

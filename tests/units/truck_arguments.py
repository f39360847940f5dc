"""Values at which equations of trucks are run, where they cannot be near 1.

Four powertrains, of which two burn a fuel each, one charges by plug and one swaps; two segments, two draws;
trucks of up to two years in the third year of sale, which is the first of the horizon.
"""

from dataclasses import fields
from types import SimpleNamespace

import numpy as np

from carbonsim.kernel.goods import Prices
from carbonsim.sectors.electrolysis import ElectrolyserFleet
from carbonsim.sectors.freight.ageing import Ageing
from carbonsim.sectors.freight.calibration import Fit
from carbonsim.sectors.freight.fleet import Fleet, InUse
from carbonsim.sectors.freight.model import Flows
from carbonsim.sectors.freight.ownership import ServiceLevel
from carbonsim.sectors.freight.stations import StationCapacity, StationLoad
from carbonsim.sectors.freight.trucks import Trucks
from tests.units.declared import OfOneTruck, given
from tests.units.values import CENTRAL, HIGH, LOW, SAMPLE, SCORE, SHARES, array


def spaced(*shape, low=0.3, high=1.2):
    """An array of different numbers."""
    return np.linspace(low, high, int(np.prod(shape))).reshape(shape)


BY_YEAR = spaced(1, 2)
BY_POWERTRAIN = spaced(4, 2)
BY_VINTAGE = spaced(3, 4, 2)
BY_SEGMENT = spaced(2, 2, high=0.9)
WORK = spaced(4, 2, 2)
PARAMETERS = {
    "inputs": SimpleNamespace(draws=2, memoised=lambda _: spaced(2, 2, 3, 2, low=0.8)),
    "oldest": 2,
    "is_recorded": lambda _: False,
    "sales_are_given": False,
    "ageing": Ageing(spaced(3, 2, high=0.9), spaced(3, 2), spaced(3, 2, low=0.1, high=0.3), LOW, BY_SEGMENT),
    "all_past": spaced(2, 2),
    "charging_hours": BY_YEAR,
    "consumption_index": BY_VINTAGE,
    "demand": spaced(1, 2, 2, low=8.0, high=9.0),
    "energy_use": WORK,
    "financed": BY_POWERTRAIN,
    "first_stock": BY_SEGMENT,
    "mileage_of_new": BY_SEGMENT,
    "mileage_of_owner": BY_SEGMENT,
    "paid_carbon_share": BY_YEAR,
    "vehicle_price": BY_VINTAGE,
    "powertrains": {
        "names": ("diesel", "gas", "plug-in", "swap"),
        "offered": np.array([True, True, False, True]),
        "pump": np.array([True, True, False, False]),
        "plug": np.array([False, False, True, False]),
        "swap": np.array([False, False, False, True]),
        "with_pack": np.array([False, False, True, True]),
        "fuel_row": np.array([0, 1, -1, -1]),
        "battery_capacity": BY_VINTAGE,
        "battery_leased": BY_POWERTRAIN / 2.0,
        "choice_constant": BY_POWERTRAIN,
        "electric_drive": array(0.0, 0.0, 1.0, 1.0)[:, None],
        "insurance": BY_POWERTRAIN,
        "maintenance": BY_POWERTRAIN,
        "manufacturing_emissions": BY_POWERTRAIN,
        "residual_value": BY_POWERTRAIN / 3.0,
        "stop_time": BY_POWERTRAIN,
        "subsidy": BY_VINTAGE / 9.0,
        "tank_energy": BY_POWERTRAIN,
        "tax_exemption": BY_VINTAGE / 2.0,
    },
    "segments": {
        "names": ("tractor", "drayage"),
        "battery_factor": BY_SEGMENT,
        "load": BY_SEGMENT,
        "mileage": BY_SEGMENT,
        "served_by_line": BY_SEGMENT,
        "toll": BY_SEGMENT,
    },
    "fuels": {
        "names": ("diesel", "gas"),
        "emission_factor": spaced(1, 2, 2),
        "energy": BY_SEGMENT,
        "price": spaced(1, 2, 2),
        "supply_factor": spaced(1, 2, 2),
    },
    "refuelling": {
        "charging_efficiency": BY_YEAR,
        "charging_loss_share": BY_YEAR,
        "charging_price": BY_YEAR,
        "speed": LOW,
        "toll_discount": BY_YEAR / 2.0,
        "value_of_time": BY_YEAR,
    },
    "packs": {"price_ratio": BY_YEAR, "usable_depth": BY_YEAR, "years": LOW},
    "purchase": {
        "choice_exponent": LOW,
        "holding_years": LOW,
        "owner_discount_rate": BY_YEAR[0] / 9.0,
        "tax_rate": BY_YEAR / 3.0,
    },
    "swap": {
        "battery_rent": BY_YEAR,
        "bays": BY_YEAR,
        "block_capacity": BY_YEAR,
        "block_charge_time": BY_YEAR,
        "blocks": BY_YEAR * 3.0,
        "chargers": BY_YEAR * 2.0,
        "count": BY_YEAR,
        "grid_connection": BY_YEAR,
        "grid_to_battery": BY_YEAR,
        "own_utilisation": BY_YEAR,
        "power_factor": BY_YEAR,
        "service_fee": BY_YEAR,
        "swap_time": BY_YEAR,
    },
    "drivers": {
        "electricity_tariff": BY_YEAR,
        "grid_supply_ratio": BY_YEAR,
        "pack_footprint": BY_YEAR,
        "vat_rate": BY_YEAR / 5.0,
    },
}
TRUCKS = given(Trucks, **PARAMETERS)
ONE_TRUCK = given(Trucks, of=OfOneTruck, **PARAMETERS)
PRICES = Prices(LOW, LOW, CENTRAL, LOW)
OLD = InUse(WORK, WORK, WORK, WORK, WORK)
CAPACITY = StationCapacity(LOW, LOW, LOW, LOW / 9.0, CENTRAL)
#: What happened in a year, of which each output takes something.
FLOWS = Flows(
    **dict.fromkeys(field.name for field in fields(Flows))
    | {"year": 0, "vintage": 2, "prices": PRICES, "capacity": CAPACITY, "packs_made": LOW}
    | dict.fromkeys(("stock", "sales", "kilometres", "energy", "packs"), WORK)
    | {"fuel": BY_SEGMENT, "electrolysers_made": LOW, "load": StationLoad(LOW, LOW, LOW / 9.0, LOW, LOW)}
)
YEAR = {"p": TRUCKS, "year": 0}
OUTPUT = {"p": TRUCKS, "f": FLOWS}
OWNED = {"p": ONE_TRUCK, "year": 0}
SERVED = OWNED | {"service": ServiceLevel(LOW / 9.0, LOW)}
SOLD = {"p": TRUCKS, "vintage": 2, "sales": WORK}
ELECTROLYSERS = {"life": array(1.5, 2.0), "capacity": HIGH, "price": LOW}

ARGUMENTS = {
    "sectors.freight.calibration.segment_shares": {
        "cost": np.array([[[1.0, 2.0], [1.5, 1.8]]]),
        "exponent": 2.0,
        "constants": SCORE,
        "weight": array(0.4, 0.6),
    },
    "sectors.freight.calibration.constants_of": {
        "cost": np.array([[[1.0, 2.0], [1.5, 1.8]]]),
        "shares": np.array([[0.3, 0.7]]),
        "exponent": 2.0,
        "weight": array(0.4, 0.6),
        "steps": 200,
        "tolerance": 1e-9,
    },
    "sectors.freight.calibration.drawn_shares": {
        "cost": np.array([[1.0, 2.0], [1.5, 1.8]]),
        "exponent": 2.0,
        "constants": SAMPLE,
        "weight": array(0.4, 0.6),
    },
    "sectors.freight.calibration.drawn_constants": {
        "fit": Fit(CENTRAL, SAMPLE[:, :2], LOW),
        "draws": 4,
        "generator": SimpleNamespace(
            standard_normal=SAMPLE.reshape,
            chisquare=lambda freedom, draws: SAMPLE[freedom][:draws],
        ),
    },
    "sectors.freight.equations.payload_factor": {
        "battery_capacity": array(300.0, 500.0),
        "specific_energy": array(160.0, 180.0),
        "mass_credit": array(1.0, 0.5),
        "payload": array(30.0, 31.0),
    },
    "sectors.freight.ageing.trucks_left": {"past": SAMPLE[:, :2], "ages": np.array([[1.0], [0.0]])},
    "sectors.freight.segments.whole_shares": {"shares": SHARES, "what": "shares"},
    "sectors.freight.swapping.ration": {
        "shares": SHARES[:, None, :],
        "swapping": np.array([False, True, False]),
        "kept": np.array([[0.2, 0.6]]),
    },
    "sectors.freight.activity.at_stations": OUTPUT,
    "sectors.freight.activity.tailpipe": OUTPUT,
    "sectors.freight.balances.packs_in_stations": {"p": TRUCKS, "flows": FLOWS},
    "sectors.freight.energy_outputs.emissions": OUTPUT,
    "sectors.freight.fleet.retired of the first year": {
        "p": TRUCKS,
        "fleet": Fleet(SAMPLE, spaced(2, 1, 2)),
        "year": 0,
    },
    "sectors.freight.fleet.retired of trucks sold before": {
        "p": TRUCKS,
        "fleet": Fleet(SAMPLE, spaced(2, 2, 2)),
        "year": 1,
    },
    "sectors.freight.fleet.retired of trucks sold in the horizon": {
        "p": TRUCKS,
        "fleet": Fleet(SAMPLE, spaced(2, 4, 2)),
        "year": 3,
    },
    "sectors.freight.model.fuel_burnt": {"p": TRUCKS, "energy": WORK},
    "sectors.freight.model.made": {"flows": FLOWS},
    "sectors.freight.ownership.carbon_prices": OWNED | {"prices": PRICES},
    "sectors.freight.ownership.cost_of_owning": OWNED | {"pack": WORK},
    "sectors.freight.ownership.cost_per_kilometre": SERVED | {"prices": PRICES},
    "sectors.freight.ownership.driver_hours": SERVED | {"energy": WORK, "kilometres": WORK, "stored": WORK},
    "sectors.freight.ownership.energy_prices": SERVED,
    "sectors.freight.ownership.stop_time": SERVED,
    "sectors.freight.ownership.stored_energy": OWNED | {"pack": WORK},
    "sectors.freight.packs.packs_held": YEAR | {"packs": WORK, "capacity": CAPACITY},
    "sectors.freight.packs.packs_made": {"p": TRUCKS, "held": CENTRAL, "before": LOW},
    "sectors.freight.packs.packs_of_sales": SOLD,
    "sectors.freight.payload.packs_of": {"p": TRUCKS, "vintage": 2},
    "sectors.freight.purchases.payments": SOLD,
    "sectors.freight.sales.trucks_sold": YEAR | {"cost": WORK, "old": OLD, "capacity": CAPACITY},
    "sectors.freight.stations.energy_sought": {"p": TRUCKS, "consuming": WORK},
    "sectors.freight.stations.mean_pack": YEAR | {"old": OLD},
    "sectors.freight.stations.station_capacity": YEAR,
    "sectors.electrolysis.with_capacity of the first year": ELECTROLYSERS
    | {"fleet": ElectrolyserFleet((), LOW, LOW, LOW)},
    "sectors.electrolysis.with_capacity of a later year": ELECTROLYSERS
    | {"fleet": ElectrolyserFleet((LOW, LOW / 2.0), LOW, CENTRAL, CENTRAL)},
}

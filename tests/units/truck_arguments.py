"""Values at which equations of trucks are run, where they cannot be near 1.

Four powertrains, of which two burn a fuel each, one charges by plug and one swaps; two duties, two draws;
trucks of up to two years in the third year of sale, which is the first of two of the horizon.
"""

from dataclasses import fields
from types import SimpleNamespace

import numpy as np

from carbonsim.core.nested_choice import choice_by_set
from carbonsim.kernel.goods import Prices
from carbonsim.sectors.electrolysis import ElectrolyserFleet
from carbonsim.sectors.freight.access import Access
from carbonsim.sectors.freight.adoption import Buyers
from carbonsim.sectors.freight.ageing import Ageing
from carbonsim.sectors.freight.fleet import Fleet, InUse
from carbonsim.sectors.freight.ownership import ServiceLevel
from carbonsim.sectors.freight.sales import Market
from carbonsim.sectors.freight.state import Flows
from carbonsim.sectors.freight.stations import StationCapacity, StationLoad
from carbonsim.sectors.freight.swap_parameters import PAYS
from carbonsim.sectors.freight.tariffs import Tariffs
from carbonsim.sectors.freight.trucks import Trucks
from tests.units.declared import OfOneTruck, given
from tests.units.values import CENTRAL, HIGH, LOW, SAMPLE, SCORE, SHARES, array


def spaced(*shape, low=0.3, high=1.2):
    """An array of different numbers."""
    return np.linspace(low, high, int(np.prod(shape))).reshape(shape)


BY_YEAR = spaced(2, 2)
BY_POWERTRAIN = spaced(4, 2)
BY_VINTAGE = spaced(4, 4, 2)
OF_VINTAGE = spaced(4, 2, high=0.9)
BY_DUTY = spaced(2, 2, high=0.9)
WORK = spaced(4, 2, 2)
PARAMETERS = {
    "inputs": SimpleNamespace(
        draws=2, years=np.array([2023, 2024]), memoised=lambda _: spaced(2, 2, 4, 2, low=0.8)
    ),
    "oldest": 2,
    "registrations_count": True,
    "is_recorded": lambda _: False,
    "sales_are_given": False,
    "ageing": Ageing(spaced(3, 2, high=0.9), spaced(3, 2), spaced(3, 2, low=0.1, high=0.3), LOW, BY_DUTY),
    "all_past": spaced(2, 2),
    "consumption_index": BY_VINTAGE,
    "demand": spaced(2, 2, 2, low=8.0, high=9.0),
    "load_index": BY_YEAR,
    "mileage_index": BY_YEAR,
    "use_index": BY_YEAR,
    "trips": (spaced(2, 2, 2, low=2.0, high=9.0), array(0.4, 0.6)),
    "adoption": {
        "exponent": LOW,
        "battery_constant": LOW / 9.0,
        "swap_constant": LOW / 5.0,
        "nest": array(0.5, 0.8),
        "imitation": LOW,
        "volatility": LOW,
        "surprise": BY_YEAR,
        "awareness_limit": array(0.97, 0.9),
        "rule_share": BY_YEAR,
        "bought_ahead": array(0.1, 0.2),
        "anticipation": LOW,
    },
    "market": {"adjustment": array(0.5, 0.8)},
    "stock": {"past_sales": OF_VINTAGE},
    "charging": {
        "base_hazard": OF_VINTAGE,
        "way_hazard": OF_VINTAGE,
        "megawatt_share": OF_VINTAGE,
        "megawatt_time": LOW,
    },
    "network": {"concentration": LOW},
    "energy_use": WORK,
    "financed": BY_POWERTRAIN,
    "first_stock": BY_DUTY,
    "mileage_of_new": BY_DUTY,
    "mileage_of_owner": BY_DUTY,
    "paid_carbon_share": BY_YEAR,
    "past": spaced(4, 2, 2),
    "station_return": LOW / 20.0,
    "vehicle_price": BY_VINTAGE,
    "powertrains": {
        "names": ("diesel", "gas", "plug-in", "swap"),
        "offered": np.array([True, True, True, True]),
        "pump": np.array([True, True, False, False]),
        "plug": np.array([False, False, True, False]),
        "swap": np.array([False, False, False, True]),
        "with_pack": np.array([False, False, True, True]),
        "fuel_row": np.array([0, 1, -1, -1]),
        "battery_capacity": BY_VINTAGE,
        "battery_leased": BY_POWERTRAIN / 2.0,
        "battery": np.array([False, False, True, True]),
        "chosen": np.array([True, True, True, True]),
        "diesel": 0,
        "engine": np.array([True, True, False, False]),
        "niche_share": BY_VINTAGE / 90.0,
        "past_share": BY_VINTAGE / BY_VINTAGE.sum(axis=1, keepdims=True),
        "electric_drive": array(0.0, 0.0, 1.0, 1.0)[:, None],
        "insurance": BY_POWERTRAIN,
        "maintenance": BY_POWERTRAIN,
        "manufacturing_emissions": BY_POWERTRAIN,
        "relative_efficiency": BY_POWERTRAIN,
        "residual_value": BY_POWERTRAIN / 3.0,
        "stop_time": BY_POWERTRAIN,
        "subsidy": BY_VINTAGE / 9.0,
        "tank_energy": BY_POWERTRAIN,
        "tax_exemption": BY_VINTAGE / 2.0,
    },
    "duties": {
        "names": ("tractor", "drayage"),
        "battery_factor": BY_DUTY,
        "load": BY_DUTY,
        "mileage": BY_DUTY,
        "block_fit": BY_DUTY,
        "on_network": BY_DUTY,
        "returns_to_base": BY_DUTY,
        "share_of_sales": BY_DUTY / BY_DUTY.sum(axis=0),
        "under_rule": BY_DUTY,
        "toll": BY_DUTY,
        "consumption": BY_DUTY,
        "energy_efficiency_ratio": BY_DUTY,
    },
    "fuels": {
        "names": ("diesel", "gas"),
        "emission_factor": spaced(2, 2, 2),
        "energy": BY_DUTY,
        "price": spaced(2, 2, 2),
        "supply_factor": spaced(2, 2, 2),
    },
    "refuelling": {
        "charging_efficiency": BY_YEAR,
        "charging_loss_share": BY_YEAR,
        "charging_price": BY_YEAR,
        "charging_time": BY_YEAR,
        "public_charging_loss_share": BY_YEAR / 2.0,
        "public_charging_price": BY_YEAR,
        "speed": LOW,
        "toll_discount": BY_YEAR / 2.0,
        "value_of_time": BY_YEAR,
    },
    "packs": {"price_ratio": BY_YEAR, "usable_depth": BY_YEAR, "years": LOW},
    "purchase": {
        "holding_years": LOW,
        "owner_discount_rate": BY_YEAR[0] / 9.0,
        "tax_rate": BY_YEAR / 3.0,
    },
    "swap": {
        "bays": BY_YEAR,
        "building": PAYS,
        "build_rate": LOW / 9.0,
        "per_place": BY_YEAR,
        "block_capacity": BY_YEAR,
        "block_charge_time": BY_YEAR,
        "blocks": BY_YEAR * 3.0,
        "chargers": BY_YEAR * 2.0,
        "count": BY_YEAR,
        "grid_connection": BY_YEAR,
        "grid_to_battery": BY_YEAR,
        "own_utilisation": BY_YEAR,
        "power_factor": BY_YEAR,
        "swap_time": BY_YEAR,
        "capacity_charge": BY_YEAR,
        "fee_swaps": BY_YEAR,
        "labour": BY_YEAR,
        "rent_margin": LOW,
        "rent_residual": array(0.2, 0.4),
        "rent_return": LOW / 20.0,
        "site_rent": BY_YEAR,
        "station_price": BY_YEAR,
        "station_years": HIGH,
        "upkeep": LOW / 50.0,
    },
    "drivers": {
        "carbon_price": BY_YEAR,
        "diesel_heating_value": LOW,
        "electricity_tariff": BY_YEAR,
        "grid_supply_ratio": BY_YEAR,
        "pack_footprint": BY_YEAR,
        "vat_rate": BY_YEAR / 5.0,
    },
}
TRUCKS = given(Trucks, **PARAMETERS)
ONE_TRUCK = given(Trucks, of=OfOneTruck, **PARAMETERS)
TARIFFS = Tariffs(LOW / 9.0, LOW / 5.0)
PRICES = Prices(LOW, LOW, CENTRAL, LOW)
OLD = InUse(WORK, WORK, WORK, WORK, WORK)
SETS = np.array([0.1, 0.2, 0.3, 0.4])[:, None, None] * np.ones((4, 2, 2))
ACCESS = Access(SETS, SETS[::-1], BY_DUTY / 2.0)
BUYERS = Buyers(SCORE, CENTRAL / 9.0, LOW / 30.0, BY_POWERTRAIN / 9.0, SCORE, LOW / 9.0, CENTRAL / 9.0)
CHOICE = choice_by_set(WORK / 9.0, np.array([False, False, True, True]), 0.5)
MARKET = Market(BY_DUTY, WORK / 9.0, BY_DUTY)
CAPACITY = StationCapacity(LOW, LOW, LOW, LOW / 9.0, CENTRAL)
#: What happened in a year, of which each output takes something.
FLOWS = Flows(
    **dict.fromkeys(field.name for field in fields(Flows))
    | {"year": 0, "vintage": 2, "prices": PRICES, "capacity": CAPACITY, "packs_made": LOW}
    | dict.fromkeys(("stock", "sales", "kilometres", "energy", "packs"), WORK)
    | {
        "public": BY_DUTY / 2.0,
        "stations": LOW,
        "fuel": BY_DUTY,
        "electrolysers_made": LOW,
        "load": StationLoad(LOW, LOW, LOW / 9.0, LOW, LOW),
    }
)
YEAR = {"p": TRUCKS, "year": 0}
OUTPUT = {"p": TRUCKS, "f": FLOWS}
OWNED = {"p": ONE_TRUCK, "year": 0}
SERVED = OWNED | {"service": ServiceLevel(BY_DUTY / 2.0, LOW / 9.0, LOW)}
SOLD = {"p": TRUCKS, "vintage": 2, "sales": WORK}
ELECTROLYSERS = {"life": array(1.5, 2.0), "capacity": HIGH, "price": LOW}

ARGUMENTS = {
    "sectors.freight.equations.payload_factor": {
        "battery_capacity": array(300.0, 500.0),
        "specific_energy": array(160.0, 180.0),
        "mass_credit": array(1.0, 0.5),
        "payload": array(30.0, 31.0),
    },
    "sectors.freight.ageing.trucks_left": {"past": SAMPLE[:, :2], "ages": np.array([[1.0], [0.0]])},
    "sectors.freight.duties.whole_shares": {"shares": SHARES, "what": "shares"},
    "sectors.freight.activity.at_stations": OUTPUT,
    "sectors.freight.activity.tailpipe": OUTPUT,
    "sectors.freight.balances.packs_in_stations": {"p": TRUCKS, "flows": FLOWS},
    "sectors.freight.energy_outputs.emissions": OUTPUT,
    "sectors.freight.fleet.retired of the first year": {
        "p": TRUCKS,
        "fleet": Fleet(SAMPLE, spaced(2, 1, 2)),
        "year": 0,
    },
    "sectors.freight.fleet.retired_rows": YEAR
    | {"fleet": Fleet(spaced(4, 2, 1, 2), SAMPLE), "rows": np.array([False, False, True, True])},
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
    "sectors.freight.network.stations_in_service as they are stated": OWNED,
    "sectors.freight.network.stations_in_service as they pay": OWNED | {"year": 1},
    "sectors.freight.ownership.cost_of_owning": OWNED | {"pack": WORK},
    "sectors.freight.ownership.energy_prices": SERVED,
    "sectors.freight.ownership.cost_per_kilometre": SERVED | {"prices": PRICES, "tariff": TARIFFS},
    "sectors.freight.ownership.driver_hours": SERVED | {"energy": WORK, "kilometres": WORK, "stored": WORK},
    "sectors.freight.ownership.stop_time": SERVED,
    "sectors.freight.ownership.stored_energy": OWNED | {"pack": WORK},
    "sectors.freight.packs.packs_held": YEAR | {"packs": WORK, "public": LOW, "capacity": CAPACITY},
    "sectors.freight.packs.packs_made": {"p": TRUCKS, "held": CENTRAL, "before": LOW},
    "sectors.freight.packs.packs_of_sales": SOLD,
    "sectors.freight.payload.packs_of": {"p": TRUCKS, "vintage": 2},
    "sectors.freight.purchases.payments": SOLD,
    "sectors.freight.access.driving_range": {"p": ONE_TRUCK, "vintage": 2, "row": 3},
    "sectors.freight.access.turned_away": {"p": TRUCKS, "sets": SETS, "kept": BY_DUTY},
    "sectors.freight.adoption.buyers_of_record": {"p": TRUCKS, "vintage": 2, "cost": WORK, "here": ACCESS},
    "sectors.freight.adoption.own_access": {"p": TRUCKS, "utility": WORK, "here": ACCESS},
    "sectors.freight.adoption.buyers_of_year": YEAR | {"buyers": BUYERS, "cost": WORK},
    "sectors.freight.adoption.wanted_shares": YEAR | {"buyers": BUYERS, "choice": CHOICE, "sets": SETS},
    "sectors.freight.choice.cost_utility": {"p": TRUCKS, "cost": WORK},
    "sectors.freight.choice.engine_constants": {"p": TRUCKS, "utility": WORK, "recorded": BY_POWERTRAIN},
    "sectors.freight.choice.swap_constant": {"p": TRUCKS, "utility": WORK, "sets": SETS},
    "sectors.freight.plug_charging.plug_hours": YEAR,
    "sectors.freight.plug_charging.plug_price": YEAR,
    "sectors.freight.plug_charging.way_hours": YEAR,
    "sectors.freight.price_steps.paid_by_law": {"law": TRUCKS, "year": 0, "price": WORK},
    "sectors.freight.price_steps.truck_price": YEAR | {"pack_price": CENTRAL},
    "sectors.freight.recorded.cost_without_waiting": OWNED | {"nation": ACCESS, "pack_price": CENTRAL},
    "sectors.freight.recorded.shares_by_duty": {
        "p": TRUCKS,
        "vintage": 2,
        "buyers": BUYERS,
        "cost": WORK,
        "nation": ACCESS,
    },
    "sectors.freight.sales.trucks_of_year": YEAR
    | {"market": MARKET, "old": OLD, "shares": WORK / 4.0, "carried": WORK},
    "sectors.freight.lives.energy_by_diesel": {"p": TRUCKS},
    "sectors.freight.stations.energy_sought": YEAR | {"consuming": WORK, "public": BY_DUTY / 2.0},
    "sectors.freight.stations.mean_pack": YEAR | {"old": OLD, "public": BY_DUTY / 2.0},
    "sectors.freight.tariffs.fixed_costs": YEAR | {"rent": CENTRAL},
    "sectors.freight.tariffs.losses_of_swapping": YEAR,
    "sectors.freight.tariffs.pack_on_sale": YEAR,
    "sectors.freight.tariffs.packs_on_sale": YEAR,
    "sectors.freight.tariffs.tariffs": YEAR | {"pack_price": CENTRAL},
    "sectors.freight.stations.station_capacity": YEAR,
    "sectors.electrolysis.with_capacity of the first year": ELECTROLYSERS
    | {"fleet": ElectrolyserFleet((), LOW, LOW, LOW)},
    "sectors.electrolysis.with_capacity of a later year": ELECTROLYSERS
    | {"fleet": ElectrolyserFleet((LOW, LOW / 2.0), LOW, CENTRAL, CENTRAL)},
}

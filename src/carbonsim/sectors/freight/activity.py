"""What a year's driving bought, from which outputs of energy, emissions and money are taken."""

from __future__ import annotations

import numpy as np

from carbonsim.core.conversions import KILOGRAMS_PER_TONNE
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array, as_array
from carbonsim.kernel.outputs import computed_once
from carbonsim.sectors.freight.ownership import driver_hours, stored_energy, toll_share
from carbonsim.sectors.freight.payload import packs_of
from carbonsim.sectors.freight.plug_charging import plug_price
from carbonsim.sectors.freight.state import Flows
from carbonsim.sectors.freight.trucks import Trucks


@dataclass(frozen=True)
class Power:
    """Power of a year, (D,).

    Attributes
    ----------
    charged : array [kWh/yr]
        From the grid by plug.
    charging_bill : array [CNY/yr]
        Paid for it.
    swapped : array [kWh/yr]
        Into packs at stations of any kind.
    grid : array [kWh/yr]
        From the grid by plug and by stations.
    """

    charged: Array
    charging_bill: Array
    swapped: Array
    grid: Array


@dataclass(frozen=True)
class Activity:
    """Work of a year that costs money, (D,).

    Attributes
    ----------
    swaps : array [1/yr]
        At stations of any kind.
    owned, rented : array [kWh]
        Packs on trucks that their owners bought, and those that they rent.
    maintenance, insurance, tolls : array [CNY/yr]
    driver_hours : array [h/yr]
    carbon : array [t CO2/yr]
        That owes allowances and pays.
    """

    swaps: Array
    owned: Array
    rented: Array
    maintenance: Array
    insurance: Array
    tolls: Array
    driver_hours: Array
    carbon: Array


@computed_once
def at_stations(p: Trucks, f: Flows) -> Array:
    """Energy into packs at stations of any kind, by swapping powertrain, (swap, S, D) [kWh/yr]."""
    return as_array(f.energy[p.powertrains.swap] * (1.0 - f.public * f.load.unserved))


@computed_once
def power(p: Trucks, f: Flows) -> Power:
    """Power that trucks take, those included that stations turned away to a plug."""
    efficiency, by_duty = p.refuelling.charging_efficiency[f.year], f.energy[p.powertrains.plug].sum(axis=0)
    turned_away = f.load.demand * f.load.unserved
    charged = (by_duty.sum(axis=0) + turned_away) / efficiency
    paid = (by_duty * plug_price(p, f.year)).sum(axis=0)
    paid = paid + turned_away * p.refuelling.public_charging_price[f.year]
    swapped = at_stations(p, f).sum(axis=(0, 1))
    return Power(charged, paid / efficiency, swapped, charged + swapped / p.swap.grid_to_battery[f.year])


@computed_once
def tailpipe(p: Trucks, f: Flows) -> Array:
    """CO2 of the fuel burnt, (D,) [kg CO2/yr]."""
    return as_array((f.fuel * p.fuels.emission_factor[f.year]).sum(axis=0))


@computed_once
def activity(p: Trucks, f: Flows) -> Activity:
    """Work of the year that costs money."""
    drives, year = p.powertrains, f.year
    stored, packs, driven = _stored(p, f), f.packs.sum(axis=1), f.kilometres.sum(axis=1)
    hours = driver_hours(p, year, f.energy, f.kilometres, stored, f.load.service(f.public))
    return Activity(
        swaps=(at_stations(p, f) / stored[drives.swap]).sum(axis=(0, 1)),
        owned=(packs * (1.0 - drives.battery_leased)).sum(axis=0),
        rented=(packs * drives.battery_leased).sum(axis=0),
        maintenance=(driven * drives.maintenance).sum(axis=0),
        insurance=(f.stock.sum(axis=1) * drives.insurance).sum(axis=0),
        tolls=((f.kilometres * p.duties.toll).sum(axis=1) * toll_share(p, year)).sum(axis=0),
        driver_hours=hours.sum(axis=(0, 1)),
        carbon=tailpipe(p, f) / KILOGRAMS_PER_TONNE * p.paid_carbon_share[year],
    )


def _stored(p: Trucks, f: Flows) -> Array:
    """Energy between two stops with the mean pack in use, (P, S, D) [kWh]."""
    there = f.stock > 0
    pack = np.where(there, f.packs / np.where(there, f.stock, 1.0), packs_of(p, f.vintage))
    return stored_energy(p, f.year, pack)

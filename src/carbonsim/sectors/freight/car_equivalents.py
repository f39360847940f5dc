"""How many petrol cars emit what a heavy truck does."""

from __future__ import annotations

import numpy as np

from carbonsim.core.blank import ratio
from carbonsim.core.carbon import boundary_sum
from carbonsim.core.conversions import HUNDRED_KILOMETRES, KILOGRAMS_PER_TONNE
from carbonsim.core.types import Array
from carbonsim.kernel.outputs import computed_once
from carbonsim.sectors.freight.powertrains import DIESEL
from carbonsim.sectors.freight.state import Flows
from carbonsim.sectors.freight.truck_fuels import PETROL
from carbonsim.sectors.freight.trucks import Trucks


def car_equivalent(p: Trucks, f: Flows, boundary: str) -> Array:
    """Petrol cars for each truck at a boundary, (D,); blank without trucks, and where a car emits nothing."""
    return ratio(boundary_sum(_truck(p, f), boundary), boundary_sum(_car(p, f), boundary))


@computed_once
def _truck(p: Trucks, f: Flows) -> dict[str, Array]:
    """Emissions by component of a diesel truck that does the mean work of the fleet, (D,) each [kg/yr]."""
    kilometres = f.kilometres.sum(axis=0)
    litres = ratio((kilometres * p.duties.consumption).sum(axis=0), f.stock.sum(axis=(0, 1)))
    making = p.powertrains.manufacturing_emissions[p.powertrains.names.index(DIESEL)] * KILOGRAMS_PER_TONNE
    return _burning(p, f, litres, DIESEL) | {"manufacturing": making / p.purchase.depreciation_years}


@computed_once
def _car(p: Trucks, f: Flows) -> dict[str, Array]:
    """Emissions by component of a petrol car, (D,) each [kg/yr]."""
    litres = p.car.mileage * p.car.consumption / HUNDRED_KILOMETRES
    making = p.car.manufacturing_emissions * KILOGRAMS_PER_TONNE / p.car.life
    return _burning(p, f, litres, PETROL) | {"manufacturing": making}


def _burning(p: Trucks, f: Flows, litres: Array, fuel: str) -> dict[str, Array]:
    """Emissions of burning a fuel by component, (D,) each [kg/yr]."""
    row = p.fuels.names.index(fuel)
    return {
        "direct": litres * p.fuels.emission_factor[f.year][row],
        "electricity": np.zeros_like(litres),
        "fuel supply": litres * p.fuels.supply_factor[f.year][row],
    }

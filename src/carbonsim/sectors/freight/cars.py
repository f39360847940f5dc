"""How many petrol cars emit what a heavy truck does."""

from __future__ import annotations

import numpy as np

from carbonsim.core.blank import ratio
from carbonsim.core.carbon import boundary_sum
from carbonsim.core.conversions import HUNDRED_KILOMETRES, KILOGRAMS_PER_TONNE
from carbonsim.core.types import Array
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.freight.reporting import TRUCK_BOUNDARIES
from carbonsim.sectors.freight.rows import DIESEL, PETROL, Fuels, Powertrains, Segments


class Cars:
    """A petrol car and a diesel truck that does the mean work of the fleet, per year and by component."""

    def __init__(self, inputs: Inputs, powertrains: Powertrains, segments: Segments, fuels: Fuels) -> None:
        def car(name: str) -> Array:
            return inputs.constant(f"freight.car.{name}")

        self.litres = car("mileage") * car("consumption") / HUNDRED_KILOMETRES
        self.car_making = car("manufacturing_emissions") * KILOGRAMS_PER_TONNE / car("life")
        self.petrol = fuels.names.index(PETROL)
        self.consumption = segments.consumption  # S, D [L/km]
        self.fuel = fuels.names.index(DIESEL)
        self.fuels = fuels
        row = powertrains.names.index(DIESEL)
        self.making = powertrains.manufacturing_emissions[row] * KILOGRAMS_PER_TONNE
        self.life = inputs.constant("freight.depreciation_years")

    def equivalents(self, kilometres: Array, stock: Array, year: int) -> dict[str, Array]:
        """Cars per truck at each boundary, (D,) each, blank without trucks; arguments are (P, S, D)."""
        trucks = stock.sum(axis=(0, 1))
        litres = ratio((kilometres.sum(axis=0) * self.consumption).sum(axis=0), trucks)
        truck = self._burning(litres, self.fuel, year) | {"manufacturing": self.making / self.life}
        car = self._burning(self.litres, self.petrol, year) | {"manufacturing": self.car_making}
        return {
            # blank where a car emits nothing
            f"cars_{each.replace('-', '_')}": ratio(boundary_sum(truck, each), boundary_sum(car, each))
            for each in TRUCK_BOUNDARIES
        }

    def _burning(self, litres: Array, fuel: int, year: int) -> dict[str, Array]:
        """Emissions of burning a fuel by component, (D,) each [kg/yr]."""
        return {
            "direct": litres * self.fuels.emission_factor[year][fuel],
            "electricity": np.zeros_like(litres),
            "fuel supply": litres * self.fuels.supply_factor[year][fuel],
        }

"""Electrolysers that make hydrogen for trucks: they take part in the market as those of steel do."""

from __future__ import annotations

import numpy as np

from carbonsim.core.types import Array
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.electrolysis import Electrolysers, read_electrolysis
from carbonsim.sectors.freight.rows import Fuels

HYDROGEN = "Hydrogen"


class TruckHydrogen:
    """Hydrogen that trucks burn, and the electrolysers in use for the part of it that they make.

    Trucks pay the price at the pump, which holds what electrolysers cost; these count for the market alone.
    """

    def __init__(self, inputs: Inputs, fuels: Fuels, zero: Array) -> None:
        self.rows = np.array([carrier == HYDROGEN for carrier in fuels.carriers])
        self.share = inputs.series("freight.electrolysis_share")
        self.electrolysis = read_electrolysis(inputs)
        self.electrolysers = Electrolysers(self.electrolysis.life, zero)

    def year(self, year: int, fuel: Array, price: Array) -> tuple[Array, Array]:
        """Electrolysers in use [GW] and made in the year [GW/yr], (D,), for fuel burnt (F, D)."""
        kilograms = fuel[self.rows].sum(axis=0) * self.share[year]
        capacity = self.electrolysis.capacity(kilograms, year)
        return capacity, self.electrolysers.year(capacity, price)

"""Announced plants: what they make is fixed by the plan, whatever the rest of the fleet does."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from carbonsim.core.conversions import TONNES_PER_MEGATONNE
from carbonsim.core.possible import refuse
from carbonsim.core.types import Array
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.steel.flows import Flows
from carbonsim.sectors.steel.rows import PLANTS, SHAFT, Routes


class Plants:
    """Plants of a scenario as output by route.

    The capacity of a plant with a shaft is reduced iron; its liquid steel follows from what a tonne of steel
    of its route takes of it.
    """

    def __init__(self, inputs: Inputs, routes: Routes, made: Flows) -> None:
        #: [Mt/yr], by plant (Y, D).
        self.nameplate = inputs.own_member_series(PLANTS, "capacity").rows
        self.load = inputs.member_series(PLANTS, "load").rows
        self.route = [routes.names.index(name) for name in inputs.texts(PLANTS, "route")]
        #: Reduced iron for a tonne of steel of its route [t/t], (D,); None of a plant without a shaft.
        self.iron = [made["reduced_iron"][row] if routes.iron[row] == SHAFT else None for row in self.route]
        for name, iron in zip(inputs.scenario.members(PLANTS), self.iron, strict=True):
            refuse(iron is not None and iron <= 0, f"{name}: its steel takes no reduced iron from its shaft")
        self.nothing = np.zeros((len(routes.names), inputs.draws))

    def output(self, year: int, demand: Array) -> Array:
        """Liquid steel of the plants by route in the year with this index [t/yr], (R, D).

        They are turned down in proportion where they would make more than is asked for.
        """
        steel = self._at_load(year)
        total = steel.sum(axis=0)
        return np.asarray(steel * (np.minimum(total, demand) / np.where(total > 0, total, 1.0)))

    def turned_down(self, year: int, demand: Array) -> Array:
        """Liquid steel that they would make at their load and do not for want of demand [t/yr], (D,)."""
        return np.asarray(np.maximum(0.0, self._at_load(year).sum(axis=0) - demand))

    def _at_load(self, year: int) -> Array:
        """Liquid steel by route if all that they make is asked for [t/yr], (R, D)."""
        return self._by_route(self._steel(plant, year) * load[year] for plant, load in enumerate(self.load))

    def capacity(self, year: int) -> Array:
        """Liquid steel that they can make by route in the year with this index [t/yr], (R, D)."""
        return self._by_route(self._steel(plant, year) for plant in range(len(self.route)))

    def reduced_iron(self, year: int) -> Array:
        """Nameplate of the shafts in the year with this index: reduced iron at full load [t/yr], (D,)."""
        shafts = self.nothing[0].copy()
        for plant, iron in enumerate(self.iron):
            if iron is not None:
                shafts += self.nameplate[plant][year] * TONNES_PER_MEGATONNE
        return np.asarray(shafts)

    def _by_route(self, plants: Iterable[Array]) -> Array:
        """Something of each plant in order, summed by route, (R, D)."""
        sums = self.nothing.copy()
        for row, amount in zip(self.route, plants, strict=True):
            sums[row] += amount
        return np.asarray(sums)

    def _steel(self, plant: int, year: int) -> Array:
        """Liquid steel that a plant can make in a year [t/yr], (D,) or (1,)."""
        made, iron = self.nameplate[plant][year] * TONNES_PER_MEGATONNE, self.iron[plant]
        return np.asarray(made if iron is None else made / iron)

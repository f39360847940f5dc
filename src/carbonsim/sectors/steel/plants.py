"""Announced plants: what they make is fixed by the plan, whatever the rest of the fleet does."""

from __future__ import annotations

import numpy as np

from carbonsim.core.conversions import TONNES_PER_MEGATONNE
from carbonsim.core.types import Array
from carbonsim.sectors.contract import Inputs
from carbonsim.sectors.steel.flows import Flows
from carbonsim.sectors.steel.rows import PLANTS, SHAFT, Routes


class Plants:
    """Plants of a scenario as output by route.

    The capacity of a plant with a shaft is reduced iron; its liquid steel follows from what a tonne of steel
    of its route takes of it.
    """

    def __init__(self, inputs: Inputs, routes: Routes, made: Flows) -> None:
        names = inputs.scenario.members(PLANTS)
        years, draws = len(inputs.years), inputs.draws
        self.steel = np.zeros((years, len(routes.names), draws))
        #: Liquid steel that they can make by route [t/yr], (Y, R, D).
        self.capacity = np.zeros(self.steel.shape)
        #: Nameplate of the shafts: reduced iron a year at full load [t/yr], (Y, D).
        self.reduced_iron = np.zeros((years, draws))
        if not names:
            return
        capacity = inputs.rows(PLANTS, "capacity") * TONNES_PER_MEGATONNE  # Y, P, D
        load = inputs.rows(PLANTS, "load")
        for place, followed in enumerate(inputs.texts(PLANTS, "route")):
            row = routes.names.index(followed)
            steel = capacity[:, place] + np.zeros(draws)
            if routes.iron[row] == SHAFT:
                self.reduced_iron += steel
                steel = steel / made["reduced_iron"][row]
            self.capacity[:, row] += steel
            self.steel[:, row] += steel * load[:, place]

    def output(self, year: int, demand: Array) -> Array:
        """Liquid steel of the plants by route in the year with this index [t/yr], (R, D).

        They run less where they would make more than is asked for.
        """
        steel = self.steel[year]
        total = steel.sum(axis=0)
        return np.asarray(steel * np.where(total > demand, demand / np.where(total > 0, total, 1.0), 1.0))

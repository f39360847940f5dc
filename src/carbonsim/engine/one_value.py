"""Parameters that a model reads one value of for all draws: columns cannot set them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from typing import Any

import numpy as np

from carbonsim.engine.pair import Pair
from carbonsim.kernel.columns import ByColumn
from carbonsim.scenario.quantity import Quantity
from carbonsim.scenario.scenario import SET_BY_COLUMN, Scenario


def read_once(scenario: Scenario, keys: Collection[str]) -> frozenset[str]:
    """Those of some parameters that the model reads once for all draws, found by a run.

    Parameters
    ----------
    scenario : Scenario
    keys : collection of str
        Of quantities.

    Returns
    -------
    frozenset of str
    """
    reference = scenario.reference
    read: set[str] = set()

    class Noting(Scenario):
        """Scenario that notes which parameters set by columns are read past `Inputs`."""

        def quantity(self, address: str) -> Quantity:
            if self.settings[address].value == SET_BY_COLUMN:
                read.add(address)
                value = scenario.settings[address].value
                assert isinstance(value, Quantity)
                return value
            return super().quantity(address)

    def noting(case: Scenario, **changed: Any) -> Scenario:
        state = {each.name: getattr(case, each.name) for each in fields(Scenario)}
        return Noting(**(state | changed))

    noted = noting(scenario, reference=None if reference is None else noting(reference))
    only = np.zeros(2, dtype=int)
    columns = {key: ByColumn((scenario.quantity(key),), only) for key in keys}
    Pair(noted).by_column({}, 2, columns, tuple(Pair(scenario).own))
    return frozenset(read)

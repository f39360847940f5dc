"""Sales as they happened, by year of sale, from before the first year of the horizon."""

from __future__ import annotations

import numpy as np

from carbonsim.core.types import Array, IntArray
from carbonsim.kernel.inputs import Inputs
from carbonsim.kernel.member_series import MemberSeries
from carbonsim.sectors.nev.few_vehicles import none_of_few
from carbonsim.sectors.nev.rows import POWERTRAINS, Groups, last_year, read_groups, read_splits

HISTORY = "nev.history"


class Record:
    """What was sold and what was registered, (V, D) or (V, K, D) over the vintages [vehicle/yr].

    Four counts are kept apart: wholesale (with exports), sold in China, registered, and passenger cars alone.
    Years before a series begins have none of it. `sales` and `inflow` reach to the end of the history, or to
    the year before the horizon.
    """

    def __init__(self, inputs: Inputs, vintages: IntArray, groups: Groups) -> None:
        self.until = last_year(inputs)
        self.vintages = vintages
        self.exports = _recorded(inputs, "exports", vintages)
        self.domestic = _recorded(inputs, "sales", vintages) - self.exports
        first_registered = inputs.scenario.quantity(f"{HISTORY}.registrations").years[0]
        registered = np.where(
            vintages[:, None] >= first_registered,
            _recorded(inputs, "registrations", vintages),
            self.domestic,
        )
        self.commercial = _commercial(inputs, vintages)  # V, K, D: all years
        commercial = sum(self.commercial.rows)
        known = (vintages <= self.until)[:, None]
        plug_in = np.where(known, np.maximum(self.domestic - commercial, 0.0), 0.0)
        cars = _recorded(inputs, "car_sales", vintages)
        self.split = read_splits(inputs, vintages, groups)  # V, K, D
        no_plug = np.where(known, np.maximum(cars - plug_in, 0.0), 0.0)
        self.plug_in_share = plug_in / np.where(plug_in + no_plug > 0, plug_in + no_plug, 1.0)  # V, D
        entered = np.where(known, np.maximum(registered - commercial, 0.0), 0.0)
        told = slice(max(int(known.sum()), len(vintages) - len(inputs.years)))
        self.sales = self._by_row(groups, plug_in[told], no_plug[told])
        self.inflow = self._by_row(groups, entered[told], no_plug[told])

    def _by_row(self, groups: Groups, plug_in: Array, no_plug: Array) -> MemberSeries:
        """Cars by powertrain, and the commercial vehicles of the year, (V, K, D)."""
        told = slice(len(plug_in))
        rows = []
        for row, car in enumerate(groups.car):
            cars = plug_in if groups.plug_in[row] else no_plug
            sold = cars * self.split.rows[row][told] if car else self.commercial.rows[row][told]
            rows.append(none_of_few(sold))
        return MemberSeries(tuple(rows))


def read_record(inputs: Inputs, vintages: IntArray) -> Record:
    """The history of a scenario; a baseline that has the same shares it."""
    return inputs.once(_record, int(vintages[0]), int(vintages[-1]))


def _record(inputs: Inputs, first: int, last: int) -> Record:
    return Record(inputs, np.arange(first, last + 1), read_groups(inputs))


def _recorded(inputs: Inputs, name: str, years: IntArray) -> Array:
    """A series of the history; nothing before its first year and after its last."""
    path = inputs.scenario.quantity(f"{HISTORY}.{name}").years
    known = (years >= path[0]) & (years <= path[-1])
    return np.where(known[:, None], inputs.series(f"{HISTORY}.{name}", years), 0.0)


def _commercial(inputs: Inputs, vintages: IntArray) -> MemberSeries:
    """Commercial new energy vehicles sold, (V, K, D); of cars none."""
    family, happened = inputs.scenario.members(POWERTRAINS), vintages <= last_year(inputs)
    rows = []
    for row, offered in zip(family, inputs.scenario.offered(POWERTRAINS), strict=True):
        address = f"{POWERTRAINS}.{row}.sales"
        start = inputs.scenario.quantity(address).years[:1]
        begun = vintages >= start[0] if start else np.full(vintages.shape, True)
        sold = begun & (happened | offered)
        rows.append(np.where(sold[:, None], inputs.series(address, vintages), 0.0))
    return MemberSeries(tuple(rows))

"""Sales as they happened, by year of sale, from before the first year of the horizon."""

from __future__ import annotations

import numpy as np

from carbonsim.core.types import Array, IntArray
from carbonsim.sectors.contract import Inputs
from carbonsim.sectors.nev.rows import POWERTRAINS, Powertrains, last_year

HISTORY = "nev.history"


class Record:
    """What was sold and what was registered, (V, D) or (V, K, D) over the vintages [vehicle/yr].

    Four counts are kept apart: wholesale (with exports), sold in China, registered, and passenger cars alone.
    Years before a series begins have none of it.
    """

    def __init__(self, inputs: Inputs, vintages: IntArray, p: Powertrains) -> None:
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
        commercial = self.commercial.sum(axis=1)
        known = (vintages <= self.until)[:, None]
        plug_in = np.where(known, np.maximum(self.domestic - commercial, 0.0), 0.0)
        cars = _recorded(inputs, "car_sales", vintages)
        self.split = inputs.rows(POWERTRAINS, "past_split", vintages)  # V, K, D
        no_plug = np.where(known, np.maximum(cars - plug_in, 0.0), 0.0)
        self.plug_in_share = plug_in / np.where(plug_in + no_plug > 0, plug_in + no_plug, 1.0)  # V, D
        entered = np.where(known, np.maximum(registered - commercial, 0.0), 0.0)
        self.sales = self._by_row(p, plug_in, no_plug)
        self.inflow = self._by_row(p, entered, no_plug)

    def _by_row(self, p: Powertrains, plug_in: Array, no_plug: Array) -> Array:
        """Cars by powertrain, and the commercial vehicles of the year, (V, K, D)."""
        cars = np.where(p.plug_in[:, None], plug_in[:, None], no_plug[:, None]) * self.split
        return np.asarray(np.where(p.car[:, None], cars, self.commercial))


def read_record(inputs: Inputs, vintages: IntArray, p: Powertrains) -> Record:
    """The history of a scenario; a reference that has the same shares it."""
    rows = [f"{POWERTRAINS}.{row}" for row in inputs.scenario.members(POWERTRAINS)]
    own = [address for address in inputs.scenario.settings if address.startswith(f"{HISTORY}.")]
    own += [f"{row}.{name}" for row in rows for name in ("past_split", "sales", "group", "energy")]
    return inputs.once(("nev record", vintages.tobytes()), own, lambda: Record(inputs, vintages, p))


def _recorded(inputs: Inputs, name: str, years: IntArray) -> Array:
    """A series of the history; nothing before its first year and after its last."""
    path = inputs.scenario.quantity(f"{HISTORY}.{name}").years
    known = (years >= path[0]) & (years <= path[-1])
    return np.where(known[:, None], inputs.series(f"{HISTORY}.{name}", years), 0.0)


def _commercial(inputs: Inputs, vintages: IntArray) -> Array:
    """Commercial new energy vehicles sold, (V, K, D); of cars none."""
    members = inputs.scenario.members(POWERTRAINS)
    starts = [inputs.scenario.quantity(f"{POWERTRAINS}.{row}.sales").years[:1] for row in members]
    begun = np.array([[not start or year >= start[0] for start in starts] for year in vintages])
    return np.where(begun[:, :, None], inputs.rows(POWERTRAINS, "sales", vintages), 0.0)

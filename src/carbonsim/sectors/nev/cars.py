"""Parameters of the sector, and what follows from them alone, made once for a batch of draws."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from carbonsim.kernel.annuities import Annuity, annuity
from carbonsim.kernel.member_series import MemberSeries
from carbonsim.sectors.nev.ageing import Ageing, ageing
from carbonsim.sectors.nev.parameters import NONE, NevParameters
from carbonsim.sectors.nev.record import Record, record
from carbonsim.sectors.nev.sets import drives


class Weight:
    """Property of vehicles by powertrain and year of sale.

    Attributes
    ----------
    rows : tuple of array, (V, D) each
    used : list of bool
        Powertrains that have some of it: the others need no pass.
    """

    def __init__(self, values: MemberSeries) -> None:
        self.rows = values.rows
        self.used = [bool(row.any()) for row in self.rows]


class Cars(NevParameters):
    """Parameters of the sector, and what follows from them alone."""

    @cached_property
    def record(self) -> Record:
        """The history of the scenario; a baseline that has the same shares it."""
        return self.inputs.memoised(record, int(self.span[0]), int(self.span[-1]))

    @cached_property
    def ageing(self) -> Ageing:
        """How vehicles leave and drive."""
        return self.inputs.memoised(ageing)

    def law_of_next(self, vintage: int) -> tuple[NevParameters, int]:
        """Parameters of the year after a year of sale, and its place: known beyond the horizon, too."""
        if vintage + 1 < len(self.span):
            return self, vintage + 1
        return self._beyond, 0

    @cached_property
    def _beyond(self) -> NevParameters:
        return NevParameters(self.inputs, self.span[-1:] + 1)

    @cached_property
    def annuity(self) -> Annuity:
        """How the accounts spread what is paid for a car."""
        return annuity(self.purchase.depreciation_years, self.drivers.discount_rate)

    @cached_property
    def without_plugs(self) -> bool:
        """Whether no plug-in cars are sold: a world to measure others against."""
        return self.purchase.plug_in_cars == NONE

    @cached_property
    def years_of_sale(self) -> tuple[slice, ...]:
        """Years in which vehicles of each powertrain are sold, as places in the span; in others none is."""
        cars, ended = self.powertrains, slice(self.first)
        sold = [np.flatnonzero(row[ended].any(axis=1)) for row in self.record.inflow.rows]
        return tuple(
            slice(
                int(places[0]) if places.size else self.first,
                self.first if self.without_plugs and plug_in else len(self.span),
            )
            for places, plug_in in zip(sold, cars.plug_in, strict=True)
        )

    @cached_property
    def new_energy(self) -> NDArray[np.bool_]:
        """New energy vehicles: cars with a plug and all commercial vehicles, (K,)."""
        return np.asarray(self.powertrains.plug_in | ~self.powertrains.car)

    @cached_property
    def of_drives(self) -> tuple[NDArray[np.bool_], ...]:
        """Cars of each drive of the IAMC tables, (K,) each, in the order of `sets.drives`."""
        family = np.array(self.powertrains.family)
        return tuple(self.powertrains.car & (family == drive) for drive in drives(self.inputs.scenario))

    @cached_property
    def petrol_weight(self) -> Weight:
        """Petrol of a kilometre [L/km]."""
        return Weight(self.powertrains.petrol_use)

    @cached_property
    def electricity_weight(self) -> Weight:
        """Electricity from the pack of a kilometre [kWh/km]."""
        return Weight(self.powertrains.electricity_use)

    @cached_property
    def displaced_weight(self) -> Weight:
        """Petrol that a petrol car of the same age would burn on the electric part of a kilometre [L/km]."""
        cars = self.powertrains
        of_petrol = cars.petrol_use.rows[cars.petrol]
        rows = (
            share * of_petrol if car and share.any() else np.zeros((len(share), 1))
            for car, share in zip(cars.car, cars.utility_factor.rows, strict=True)
        )
        return Weight(MemberSeries(tuple(rows)))

    @cached_property
    def pack_weight(self) -> Weight:
        """Capacity of a pack [kWh]."""
        return Weight(self.powertrains.battery_capacity)

"""Electrolysers: what an amount of hydrogen takes, and what is made as need grows and old ones end."""

from __future__ import annotations

import numpy as np

from carbonsim.core.conversions import KW_PER_GW, YEAR
from carbonsim.core.late import dataclass
from carbonsim.core.possible import refuse
from carbonsim.core.types import Array, Number, as_array
from carbonsim.kernel.inputs import Inputs


def electrolyser_capacity(hydrogen: Number, electricity_use: Number, full_load_hours: Number) -> Array:
    r"""Electrolysers that make an amount of hydrogen in a year.

    .. math:: K = H\,w / h \cdot 10^{-6}

    Parameters
    ----------
    hydrogen : array [kg/yr]
        :math:`H`.
    electricity_use : array [kWh/kg]
        :math:`w`.
    full_load_hours : array [h/yr]
        :math:`h`, above 0.

    Returns
    -------
    array [GW]

    Raises
    ------
    ValueError
        If electrolysers do not run.

    Examples
    --------
    A megatonne a year at 50 kWh/kg and 5,000 hours.

    >>> float(electrolyser_capacity(1e9, 50.0, 5000.0))
    10.0
    """
    refuse(
        full_load_hours <= 0,
        "electrolysers that never run make no hydrogen: look at full_load_hours",
    )
    return as_array(hydrogen * electricity_use / full_load_hours / KW_PER_GW)


@dataclass(frozen=True)
class Electrolysis:
    """What all sectors take of electrolysers, (D,) unless said."""

    electricity_use: Array  # Y, D [kWh/kg]
    full_load_hours: Array  # [h/yr]
    life: Array  # [yr]

    def capacity(self, kilograms: Array, year: int) -> Array:
        """Electrolysers that make an amount of hydrogen in the year with this index [GW]."""
        return electrolyser_capacity(kilograms, self.electricity_use[year], self.full_load_hours)


def read_electrolysis(inputs: Inputs) -> Electrolysis:
    """Collect the parameters of electrolysers."""
    return Electrolysis(
        inputs.series("drivers.electrolyser.electricity_use"),
        inputs.constant("drivers.electrolyser.full_load_hours"),
        inputs.constant("drivers.electrolyser.life"),
    )


@dataclass(frozen=True)
class ElectrolyserFleet:
    """Electrolysers in use at the end of a year, (D,).

    Attributes
    ----------
    made : tuple of array [GW]
        In each year so far.
    first : array [GW]
        In use in the first year, of all ages.
    capacity : array [GW]
        In use.
    price : array [CNY/kW]
        Mean price paid for them.
    """

    made: tuple[Array, ...]
    first: Array
    capacity: Array
    price: Array


def no_electrolysers(zero: Array) -> ElectrolyserFleet:
    """Fleet before the first year."""
    return ElectrolyserFleet((), zero, zero, zero)


def with_capacity(fleet: ElectrolyserFleet, life: Array, capacity: Array, price: Array) -> ElectrolyserFleet:
    """Fleet a year later.

    Parameters
    ----------
    fleet : ElectrolyserFleet
    life : array [yr]
    capacity : array [GW]
        That is to be in use.
    price : array [CNY/kW]
        Of the year.

    Returns
    -------
    ElectrolyserFleet
    """
    now, years = len(fleet.made), life / YEAR
    if now == 0:
        fleet = ElectrolyserFleet((), capacity, capacity, price)
    # those of the first year are of all ages
    worn = np.where((now > 0) & (now <= years), fleet.first / years, 0.0)
    last = np.maximum(np.ceil(years), 1.0)  # age in whose year they wear out
    for age in range(int(last.min()), min(int(last.max()), now) + 1):
        worn = worn + fleet.made[now - age] * (last == age)
    kept = np.minimum(capacity, np.maximum(0.0, fleet.capacity - worn))
    made = as_array(capacity - kept)
    total = np.where(capacity > 0, capacity, 1.0)
    mean = np.where(capacity > 0, (kept * fleet.price + made * price) / total, price)
    return ElectrolyserFleet((*fleet.made, made), fleet.first, capacity, mean)


class Electrolysers:
    """Electrolysers in use: what was made when, what wears out, and the mean price paid for them."""

    def __init__(self, life: Array, zero: Array) -> None:
        self.life, self.fleet = life, no_electrolysers(zero)

    @property
    def price(self) -> Array:
        """Mean price paid for those in use [CNY/kW]."""
        return self.fleet.price

    def year(self, capacity: Array, price: Array) -> Array:
        """Go on to a capacity [GW] at this year's price [CNY/kW]; returns what is made for it [GW/yr]."""
        self.fleet = with_capacity(self.fleet, self.life, capacity, price)
        return self.fleet.made[-1]

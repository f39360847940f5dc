"""Levers of a scenario: a few parameters that a reader of its results may move, and how far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from carbonsim.scenario.origin import Origin
from carbonsim.scenario.quantity import Quantity

#: Levers that a scenario may have, points of one, and of all together.
MOST_LEVERS = 4
FEWEST_STEPS, MOST_STEPS, MOST_POINTS = 3, 21, 100
#: Points of each lever of a scenario with so many, where it does not say.
STEPS = {1: 9, 2: 5, 3: 4, 4: 3}
#: Settings of a lever that runs from the scenario's own values to those that it sets.
OFF, ON = 0.0, 1.0


@dataclass(frozen=True)
class Lever:
    """Lever: parameters that are moved together.

    A lever of one constant runs in its unit. Any other runs in shares of the way: at 0 its parameters are as
    the scenario has them, at 1 as the lever sets them, and between (or beyond) each year is on the straight
    line through both. What a lever moves has no range: it is held.

    Attributes
    ----------
    name : str
        Its name in results.
    title : mapping of str to str
        By language; ``en`` and ``zh`` are always there.
    own, on : mapping of str to Quantity
        Parameters as the scenario has them and as the lever sets them, by key.
    low, high : float [unit]
        Ends.
    steps : int
        Points between the ends, with both.
    unit : str
        That of its parameter, or 1 where it runs in shares of the way.
    origin : Origin
        Where it stands.
    """

    name: str
    title: Mapping[str, str]
    own: Mapping[str, Quantity]
    on: Mapping[str, Quantity]
    low: float
    high: float
    steps: int
    unit: str
    origin: Origin

    @property
    def in_unit(self) -> bool:
        """Whether it runs in the unit of its one parameter."""
        return is_constant(self.own, self.on)

    @property
    def base(self) -> float:
        """Setting at which the scenario is as it is [unit]."""
        return next(iter(self.own.values())).central[0] if self.in_unit else OFF

    @property
    def target(self) -> float:
        """Setting at which its parameters are as the lever sets them [unit]."""
        return next(iter(self.on.values())).central[0] if self.in_unit else ON

    def points(self, steps: int) -> tuple[float, ...]:
        """Settings of a grid, rising: evenly from end to end, one of them moved to the base [unit].

        Examples
        --------
        >>> constant = Quantity((), (0.4,), None, None, "linear", "CNY/kWh")
        >>> fee = {"freight.swap.service_fee": constant}
        >>> Lever("fee", {}, fee, fee, 0.2, 0.8, 3, "CNY/kWh", Origin("", 0, 0)).points(3)
        (0.2, 0.4, 0.8)
        """
        points = np.linspace(self.low, self.high, steps)
        inner = points[1:-1] if self.low < self.base < self.high else points
        inner[np.argmin(np.abs(inner - self.base))] = self.base
        return tuple(points.tolist())

    def at(self, setting: float) -> dict[str, Quantity]:
        """Parameters at a setting of the lever, without a range, by key."""
        if self.in_unit:
            (key,) = self.own
            return {key: replace(held(self.own[key]), central=(float(setting),))}
        return {key: between(own, self.on[key], setting) for key, own in self.own.items()}


def is_constant(own: Mapping[str, Quantity], on: Mapping[str, Quantity]) -> bool:
    """Whether a lever moves one constant, and so runs in its unit."""
    return len(own) == 1 and not any(quantity.years for quantity in (*own.values(), *on.values()))


def held(quantity: Quantity) -> Quantity:
    """A quantity at its central values, without a range."""
    return Quantity(quantity.years, quantity.central, None, None, quantity.interpolation, quantity.unit)


def between(own: Quantity, on: Quantity, share: float) -> Quantity:
    r"""Quantity on the way from one to another, without a range: :math:`v = (1 - s) v_0 + s v_1`.

    Parameters
    ----------
    own, on : Quantity [any one unit]
        With paths that can be mixed; see `can_be_mixed`.
    share : float [1]
        Of the way.

    Returns
    -------
    Quantity [the same unit]
        The very one at either end.

    Examples
    --------
    >>> own = Quantity((2020, 2030), (1.0, 0.5), None, None, "linear", "1")
    >>> on = Quantity((2020, 2025), (1.0, 0.25), None, None, "linear", "1")
    >>> half = between(own, on, 0.5)
    >>> half.years, half.central
    ((2020, 2025, 2030), (1.0, 0.5, 0.375))
    """
    if share in (OFF, ON):
        return held(on if share == ON else own)
    years = own.years if own.years == on.years else tuple(sorted({*own.years, *on.years}))
    at = np.array(years if years else [0])
    low, high = own.series(at)[0], on.series(at)[0]
    central = tuple(float(value) for value in (1.0 - share) * low + share * high)
    return replace(held(on if on.years else own), years=years, central=central)


def scaled(own: Quantity, years: tuple[int, ...], factors: tuple[float, ...]) -> Quantity:
    """Quantity whose heights are multiples of another's, without a range.

    Parameters
    ----------
    own : Quantity [any one unit]
        Linear, or with the multiples in years of its path, or one multiple alone.
    years : tuple of int
        Of the multiples; none of one for all years.
    factors : tuple of float [1]

    Returns
    -------
    Quantity [the same unit]

    Examples
    --------
    >>> own = Quantity((2020, 2030), (10.0, 20.0), None, None, "linear", "CNY/t")
    >>> half = scaled(own, (2025, 2030), (1.0, 0.5))
    >>> half.years, half.central
    ((2020, 2025, 2030), (10.0, 15.0, 10.0))
    """
    shared = own.years if not years or own.years == years else tuple(sorted({*own.years, *years}))
    at = np.array(shared if shared else [0])
    factor = Quantity(years, factors, None, None, "linear", "1").series(at)[0]
    central = tuple(float(value) for value in own.series(at)[0] * factor)
    return replace(held(own), years=shared, central=central)


def can_be_mixed(own: Quantity, on: Quantity) -> bool:
    """Whether what lies between two quantities is a path of the same form: a file can then state it."""
    if not own.years or not on.years:
        return True
    same_points = own.years == on.years or own.interpolation != "s-curve"
    return own.interpolation == on.interpolation and same_points


def override(key: str, quantity: Quantity) -> str:
    """A quantity without a range as ``KEY=VALUE``, which ``--set`` reads to the same bits."""
    values = [repr(float(value)) for value in quantity.central]
    unit = f'unit: "{quantity.unit}"'
    if not quantity.years:
        return f"{key}={{value: {values[0]}, {unit}}}"
    path = ", ".join(f"{year}: {value}" for year, value in zip(quantity.years, values, strict=True))
    return f"{key}={{path: {{{path}}}, {unit}, interpolation: {quantity.interpolation}}}"

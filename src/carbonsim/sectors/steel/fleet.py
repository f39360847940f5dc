"""Furnaces by year of their last relining: what ends, what follows, within the limits of supply.

Capacity is liquid steel a year. Axes: V vintages, R routes, D draws.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from carbonsim.core.survival import weibull_survival
from carbonsim.core.types import Array, IntArray

#: Capacity below which nothing is left of a vintage [t/yr].
LEAST = 1e-100
#: Rounds in which what limits leave over is offered to other routes; each round fills at least one limit.
ROUNDS = 12


@dataclass(frozen=True)
class Limits:
    """What new capacity may not exceed, (R, D) each unless said.

    Attributes
    ----------
    room : array [t/yr]
        Most new capacity of each route.
    use : array [unit/t], (K, R, D)
        Scarce supplies that a tonne of each route takes.
    supply : array [unit/yr], (K, D)
        What is left of them.
    closing : array [t/t]
        Old capacity that must close for each tonne of new capacity beyond the tonne that it follows.
    closed : array [t/yr], (D,)
        Old capacity that closes and is followed by nothing.
    """

    room: Array
    use: Array
    supply: Array
    closing: Array
    closed: Array


def scale_of_life(life: Array, shape: Array) -> Array:
    """Scale of the Weibull survival with a given mean life [yr].

    Examples
    --------
    >>> round(float(scale_of_life(np.array([14.0]), np.array([1.0]))[0]), 6)
    14.0
    """
    from scipy.special import gamma  # noqa: PLC0415 - costs more to import than a central run

    return np.asarray(life / gamma(1.0 + 1.0 / shape))


class Fleet:
    """Capacity by vintage and route, and the yearly charge of its investment."""

    def __init__(
        self,
        vintages: IntArray,
        first: int,
        life: Array,
        shape: Array,
        past: Array,
        start: Array,
        plant_life: Array,
    ) -> None:
        """Begin with a capacity whose ages follow from past building.

        Parameters
        ----------
        vintages : array of int, (V,)
            Years of building or relining, from the oldest to the last of the horizon.
        first : int
            Index of the first year of the horizon.
        life, shape : array [yr], [1], (R, D)
            Mean length of a campaign and shape of its survival.
        past : array [1], (V, D)
            Capacity built or relined by year; only proportions count.
        start : array [t/yr], (R, D)
            Capacity at the beginning of the first year.
        plant_life : array [yr], (D,)
            Years over which new plant is paid beside what a campaign wears out, whether it still runs or not.
        """
        self.first = first
        ages = np.arange(len(vintages) + 1, dtype=float)[:, None, None]
        self.survival = weibull_survival(ages, scale_of_life(life, shape), shape)
        built = np.asarray(past[:first, None] * self.survival[1 : first + 1][::-1])
        total = built.sum(axis=0)
        share = np.where(total > 0, built / np.where(total > 0, total, 1.0), 0.0)
        # without a trace of the past all is as old as a year
        share[-1] += np.where(total > 0, 0.0, 1.0)
        self.capacity = np.zeros((len(vintages), *np.broadcast_shapes(start.shape, life.shape)))
        self.capacity[:first] = share * start
        #: Yearly charge of what a campaign wears out, by vintage and route [CNY/yr].
        self.charge = np.zeros(self.capacity.shape)
        #: Yearly charge of what outlasts campaigns, by year of building, all routes [CNY/yr], (V, D).
        self.lasting = np.zeros((len(vintages), self.capacity.shape[-1]))
        self.plant_life = plant_life

    def age(self, year: int, early: Array) -> tuple[Array, Array]:
        """Take away what ends in a year.

        Parameters
        ----------
        year : int
            Index in the horizon.
        early : array [1], (R, D)
            Part of the capacity closed by policy before its time.

        Returns
        -------
        tuple of array [t/yr], (R, D)
            Capacity at the end of its campaign, and capacity closed early.
        """
        now = self.first + year
        ages = now - np.arange(now)
        before, after = self.survival[ages - 1], self.survival[ages]
        kept = np.where(before > 0, after / np.where(before > 0, before, 1.0), 0.0)
        old = self.capacity[:now]
        left = old * kept
        left = np.where(left < LEAST, 0.0, left)
        ended = (old - left).sum(axis=0)
        closed = (left * early).sum(axis=0)
        self.capacity[:now] = left * (1.0 - early)
        # what is closed early stays due until its campaign would have ended
        self.charge[:now] *= kept
        return np.asarray(ended), np.asarray(closed)

    def build(self, year: int, amount: Array, charge: Array, lasting: Array) -> None:
        """Add capacity [t/yr] and the yearly charges of its investment [CNY/yr], (R, D) each.

        `charge` is for what a campaign wears out, `lasting` for the rest.
        """
        self.capacity[self.first + year] += amount
        self.charge[self.first + year] += charge
        self.lasting[self.first + year] += lasting.sum(axis=0)

    def yearly_charge(self, year: int) -> Array:
        """Charge of all investment in a year [CNY/yr], (D,)."""
        now = self.first + year
        due = (now - np.arange(now + 1))[:, None] < self.plant_life
        return np.asarray(self.charge.sum(axis=(0, 1)) + (self.lasting[: now + 1] * due).sum(axis=0))

    def total(self) -> Array:
        """Capacity by route [t/yr], (R, D)."""
        return np.asarray(self.capacity.sum(axis=0))


def allocate(wanted: Array, shares: Array, limits: Limits) -> Array:
    """Share out new capacity within limits; what one route may not take is offered to the others.

    Parameters
    ----------
    wanted : array [t/yr], (D,)
        New capacity wanted.
    shares : array [1], (R, D)
        Of each route, adding up to 1.
    limits : Limits

    Returns
    -------
    array [t/yr], (R, D)
        It adds up to what is wanted unless all routes meet a limit.
    """
    given = np.zeros(np.broadcast_shapes(shares.shape, limits.room.shape, wanted.shape))
    for _ in range(ROUNDS):
        missing = wanted - given.sum(axis=0)
        open_ = _room(given, limits) > 0
        weight = np.where(open_, shares, 0.0)
        total = weight.sum(axis=0)
        offer = np.where(total > 0, weight / np.where(total > 0, total, 1.0), 0.0) * missing
        offer = np.minimum(offer, np.maximum(0.0, limits.room - given))
        given = given + offer * _fit(offer, given, limits)
    return given


def _room(given: Array, limits: Limits) -> Array:
    """Whether a route can still grow: 0 where any of its limits is met."""
    left = limits.supply - (limits.use * given).sum(axis=1)
    spare = (left > 1e-9 * np.abs(limits.supply))[:, None] | (limits.use <= 0)
    closing = limits.closed - (limits.closing * given).sum(axis=0)
    yard = (closing > 1e-9 * np.abs(limits.closed)) | (limits.closing <= 0)
    return np.asarray(np.maximum(0.0, limits.room - given) * spare.all(axis=0) * yard)


def _fit(offer: Array, given: Array, limits: Limits) -> Array:
    """Part of an offer that the scarce supplies allow, (R, D)."""
    left = np.maximum(0.0, limits.supply - (limits.use * given).sum(axis=1))
    asked = (limits.use * offer).sum(axis=1)
    part = np.where(asked > left, left / np.where(asked > 0, asked, 1.0), 1.0)
    scarce = np.where(limits.use > 0, part[:, None], 1.0).min(axis=0)
    closing = np.maximum(0.0, limits.closed - (limits.closing * given).sum(axis=0))
    needed = (limits.closing * offer).sum(axis=0)
    yard = np.where(needed > closing, closing / np.where(needed > 0, needed, 1.0), 1.0)
    return np.asarray(np.minimum(scarce, np.where(limits.closing > 0, yard, 1.0)))

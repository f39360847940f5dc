"""Furnaces by year of their last relining: what ends, what is closed early, and what investment is due.

Capacity is liquid steel a year. Axes: V vintages, R routes, D draws.
"""

from __future__ import annotations

import numpy as np

from carbonsim.core.conversions import YEAR
from carbonsim.core.late import dataclass
from carbonsim.core.survival import weibull_survival
from carbonsim.core.types import Array, IntArray, as_array
from carbonsim.kernel.inputs import Inputs
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.steel.rows import INITIAL, ROUTES

#: Oldest furnace that is followed [yr].
OLDEST = 60


def scale_of_life(life: Array, shape: Array) -> Array:
    """Scale of the Weibull survival with a given mean life.

    Parameters
    ----------
    life : array [yr]
    shape : array [1]

    Returns
    -------
    array [yr]

    Examples
    --------
    >>> round(float(scale_of_life(np.array([14.0]), np.array([1.0]))[0]), 6)
    14.0
    """
    from scipy.special import gamma  # noqa: PLC0415 - costs more to import than a central run

    return life / gamma(1.0 + 1.0 / shape)


@dataclass(frozen=True)
class Campaigns:
    """How long capacity lasts, whoever builds how much of it.

    Attributes
    ----------
    survival : array [1], (A, R, D)
        What is left at each age, from 0 to the years of the horizon.
    rows : array of int, (O,)
        Routes that stood at the beginning.
    old : array [1], (Y, O, D)
        What is left of what stood at the beginning, by year of the horizon.
    """

    survival: Array
    rows: IntArray
    old: Array


def campaigns(years: int, life: Array, shape: Array, past: Array, rows: IntArray) -> Campaigns:
    """Campaigns over a horizon of some years.

    Parameters
    ----------
    years : int
        Of the horizon.
    life, shape : array [yr], [1], (R, D), (D,)
        Mean length of a campaign and shape of its survival.
    past : array [1], (V, D)
        Capacity built or relined in the years before the horizon, the oldest first; only proportions count.
    rows : array of int
        Routes that stood at the beginning: their ages follow from past building.

    Returns
    -------
    Campaigns
    """
    scale = scale_of_life(life, shape)
    latest = past[::-1]
    ages = _survival(years + len(past), scale[rows], shape)

    def left(year: int) -> Array:
        return as_array(np.einsum("vd,vrd->rd", latest, ages[year + 1 : year + 1 + len(past)]))

    first = left(0)
    known = first > 0
    old = [
        # without a trace of the past all is as old as a year
        np.where(known, left(year) / np.where(known, first, 1.0), ages[year + 1] / ages[1])
        for year in range(years)
    ]
    return Campaigns(_survival(years, scale, shape), rows, np.stack(old))


def read_campaigns(inputs: Inputs) -> Campaigns:
    """Campaigns of the routes of a scenario over its horizon."""
    life = inputs.member_constants(ROUTES, "campaign_life")
    past = inputs.series("steel.past_builds", np.arange(inputs.years[0] - OLDEST, inputs.years[0]))
    shape = inputs.constant("steel.campaign_shape")
    return campaigns(len(inputs.years), life, shape, past, _standing(inputs.scenario))


def _standing(scenario: Scenario) -> IntArray:
    """Routes that may have capacity at the beginning, whatever is drawn."""
    own = set(scenario.present(ROUTES))
    shares = {row: scenario.quantity(f"{ROUTES}.{row}.{INITIAL}") for row in scenario.members(ROUTES)}
    return np.flatnonzero(
        [row in own and max(share.central + (share.high or ())) > 0 for row, share in shares.items()]
    )


class Fleet:
    """Capacity by vintage and route, and the yearly charge of its investment.

    What stood at the beginning is followed as one old stock, its vintages summed year by year: survival
    depends on age alone, and closing takes the same part of all ages.
    """

    def __init__(
        self,
        lasting: Campaigns,
        start: Array,
        plant_life: Array,
        renewed: Array,
    ) -> None:
        """Begin with a capacity whose ages follow from past building.

        Parameters
        ----------
        lasting : Campaigns
            How long it lasts.
        start : array [t/yr], (R, D)
            Capacity at the beginning of the first year.
        plant_life : array [yr], (D,)
            Years over which new plant is paid beside what a campaign wears out, whether it still runs or not.
        renewed : array [CNY/t], (R, D)
            Yearly charge of what a campaign wears out.
        """
        horizon = len(lasting.old)
        whole = np.broadcast_shapes(start.shape, lasting.survival[0].shape)
        self.plant_life, self.renewed = plant_life, renewed
        self.campaigns, self.survival = lasting, lasting.survival
        self.start = np.broadcast_to(start, whole)
        self.old_kept = np.ones(whole)  # what closing leaves of it
        self.old = self.uncut_old = self._old(0)
        #: Capacity built or relined by year of the horizon, less what was closed of it early.
        self.built = np.zeros((horizon, *whole))
        #: The same with what was closed, whose campaigns stay due; one array until something is closed.
        self.uncut = self.built
        #: Yearly charge of what outlasts campaigns, by year of building, all routes [CNY/yr], (V, D).
        self.lasting = np.zeros((horizon, whole[-1]))
        self._new = np.zeros(whole)  # what is left of what was built
        self._total = self.old

    def age(self, year: int, early: Array) -> tuple[Array, Array]:
        """Take away what ends in a year.

        Parameters
        ----------
        year : int
            Index in the horizon, from 1 on.
        early : array [1], (R, D)
            Part of the capacity closed by policy before its time.

        Returns
        -------
        tuple of array [t/yr], (R, D)
            Capacity at the end of its campaign, and capacity closed early.
        """
        before, self.uncut_old = self.old, self._old(year)
        old = self.uncut_old * self.old_kept
        new = _over_ages(self.built[:year], self.survival[1 : year + 1])
        ended = np.maximum(0.0, before - old) + np.maximum(0.0, self._new - new)
        left = old + new
        closed = left * early
        if np.any(early):
            if self.uncut is self.built:
                self.uncut = self.built.copy()
            self.built[:year] *= 1.0 - early
            self.old_kept = self.old_kept * (1.0 - early)
            old, new = old * (1.0 - early), new * (1.0 - early)
        self.old, self._new, self._total = old, new, left - closed
        return np.asarray(ended), np.asarray(closed)

    def build(self, year: int, amount: Array, lasting: Array) -> None:
        """Add capacity [t/yr], and the yearly charge of what outlasts campaigns [CNY/yr], (R, D) each."""
        self.built[year] += amount
        if self.uncut is not self.built:
            self.uncut[year] += amount
        self.lasting[year] += lasting.sum(axis=0)
        self._new = self._new + amount
        self._total = self._total + amount

    def yearly_charge(self, year: int) -> Array:
        """Charge of all investment in a year [CNY/yr], (D,)."""
        due = self.uncut_old + (
            self._new
            if self.uncut is self.built
            else _over_ages(self.uncut[: year + 1], self.survival[: year + 1])
        )
        paid = (year - np.arange(year + 1))[:, None] < self.plant_life
        return np.asarray((due * self.renewed).sum(axis=0) + (self.lasting[: year + 1] * paid).sum(axis=0))

    def total(self) -> Array:
        """Capacity by route [t/yr], (R, D)."""
        return self._total

    def _old(self, year: int) -> Array:
        """The old stock in a year, had nothing of it been closed early, (R, D)."""
        found, rows = np.zeros(self.start.shape), self.campaigns.rows
        found[rows] = self.start[rows] * self.campaigns.old[year]
        return found


def _survival(ages: int, scale: Array, shape: Array) -> Array:
    """What is left at each age, (ages + 1, R, D)."""
    return weibull_survival(np.arange(ages + 1, dtype=float)[:, None, None] * YEAR, scale, shape)


def _over_ages(built: Array, by_age: Array) -> Array:
    """Sum over vintages of what was built times a share by age, the youngest last, (R, D)."""
    return np.asarray(np.einsum("vrd,vrd->rd", built, by_age[::-1]))

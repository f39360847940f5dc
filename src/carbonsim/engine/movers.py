"""Parameters that may be moved alone: their value in a year, their range, and how a value is set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from carbonsim.core.crossings import scan_values
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array
from carbonsim.scenario.levers import held, override
from carbonsim.scenario.quantity import Quantity, Setting
from carbonsim.scenario.scenario import Scenario

#: Part of its value by which a parameter without a range is moved where ranges are compared.
UNIT_SHARE = 0.1
#: How many times its value a parameter is looked at where its definition sets no bound.
REACH = 10.0


@dataclass(frozen=True)
class Mover:
    """Parameter that is moved alone.

    A constant takes any value. The heights of a path move in proportion, as far as the bounds of the
    definition let each of them; what is told is the value in one year.

    Attributes
    ----------
    setting : Setting
        Of the parameter.
    year : int
        Of the values that are told.
    value : float [unit of the definition]
        Deterministic value in that year.
    low, high : float [unit of the definition]
        Ends of its range in that year; a tenth less and more where it has none.
    ranged : bool
        Whether it has a range in that year.
    """

    setting: Setting
    year: int
    value: float
    low: float
    high: float
    ranged: bool

    @property
    def key(self) -> str:
        """Key of the parameter."""
        return self.setting.address

    @property
    def own(self) -> Quantity:
        """Value of the parameter in the scenario, without its range."""
        assert isinstance(self.setting.value, Quantity)
        return held(self.setting.value)

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """Bounds of the definition [unit of the definition]."""
        return self.setting.definition.minimum, self.setting.definition.maximum

    @property
    def scanned(self) -> tuple[float, float]:
        """Ends of what is looked at: the bounds; where there is none ten times, or a tenth, of the value."""
        least, most = self.bounds
        near, far = sorted((self.value / REACH, self.value * REACH))
        return (near if least is None else least), (max(far, self.value) if most is None else most)

    def scan(self, steps: int) -> Array:
        """Values to look at, rising [unit of the definition]."""
        return scan_values(self.value, *self.scanned, steps)

    def quantity(self, value: float) -> Quantity:
        """The parameter with a value in the year, without a range.

        Parameters
        ----------
        value : float [unit of the definition]
            Outside the bounds of the definition no height of a path is held back by them.

        Returns
        -------
        Quantity [unit of the definition]
        """
        own = self.own
        if not own.years:
            return replace(own, central=(float(value),))
        if value == self.value:
            return own
        heights = np.array(own.central) * (value / self.value)
        if np.clip(value, *self.bounds) == value:
            heights = np.clip(heights, *self.bounds)
        return replace(own, central=tuple(heights.tolist()))

    def moved(self, value: float) -> dict[str, Quantity]:
        """The parameter at a value, as a point of `MovedRuns`."""
        return {self.key: self.quantity(value)}

    def at_share(self, share: float) -> float:
        """Value at a share of the way from the present value to an end of the range, 1 being the high one.

        Parameters
        ----------
        share : float [1]
            Below 0 towards the low end; beyond 1 or -1 past the end, within the bounds.

        Returns
        -------
        float [unit of the definition]
        """
        end = self.high if share >= 0.0 else self.low
        return float(np.clip(self.value + abs(share) * (end - self.value), *self.bounds))

    def override(self, value: float) -> str:
        """``KEY=VALUE`` for ``--set`` that gives the same run."""
        return override(self.key, self.quantity(value))


def movers(scenario: Scenario, year: int) -> Iterator[Mover]:
    """Parameters of a scenario that can be moved alone.

    Parameters
    ----------
    scenario : Scenario
    year : int
        Of the values that are told.

    Returns
    -------
    iterator of Mover
        None for a path that is 0 in the year, nor for a constant of 0 without a range and bounds.
    """
    for setting in scenario.settings.values():
        if isinstance(setting.value, Quantity) and setting.offered:
            found = mover(setting, year)
            if found is not None:
                yield found


def mover(setting: Setting, year: int) -> Mover | None:
    """The parameter of a setting, if it can be moved; see `movers`."""
    quantity = setting.value
    assert isinstance(quantity, Quantity)
    central, low, high = (
        None if values is None else float(values[0]) for values in quantity.series(np.array([year]))
    )
    assert central is not None
    if quantity.years and central == 0.0:
        return None
    ranged = low is not None and high is not None and low < high
    if low is None or high is None or not ranged:
        least, most = setting.definition.minimum, setting.definition.maximum
        width = abs(central) if central else (most - least if least is not None and most is not None else 0.0)
        low, high = central - UNIT_SHARE * width, central + UNIT_SHARE * width
        low, high = (float(np.clip(end, least, most)) for end in (low, high))
    return None if low == high else Mover(setting, year, central, low, high, ranged)

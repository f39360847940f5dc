"""Box between the ends of several parameters, each from 0 to 1 on a scale of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np

from carbonsim.core.types import Array
from carbonsim.engine.varied import Varied, point_of
from carbonsim.scenario.quantity import Quantity

#: How many times its present value away an end may lie before a scale is stretched around that value.
FAR = 20.0


@dataclass(frozen=True)
class Box:
    """Box between the ends of several parameters.

    Attributes
    ----------
    varied : tuple of Varied
    """

    varied: tuple[Varied, ...]

    @cached_property
    def _units(self) -> Array:
        """Present size of parameters whose ends lie far from it [unit of each]; 0 of all others."""
        return np.array(
            [abs(one.value) if one.high - one.low > FAR * abs(one.value) else 0.0 for one in self.varied]
        )

    def values(self, place: Array) -> list[float]:
        """Values at a place [unit of each]."""
        found = []
        for one, unit, share in zip(self.varied, self._units, place, strict=True):
            if unit:
                low, high = np.arcsinh(one.low / unit), np.arcsinh(one.high / unit)
                value = unit * float(np.sinh(low + share * (high - low)))
            else:
                value = one.low + float(share) * (one.high - one.low)
            found.append(float(min(max(value, one.low), one.high)))
        return found

    def place(self, values: list[float]) -> Array:
        """Place of some values; beyond 0 or 1 where they lie outside."""
        found = []
        for one, unit, value in zip(self.varied, self._units, values, strict=True):
            ends = np.array([one.low, value, one.high])
            low, here, high = np.arcsinh(ends / unit) if unit else ends
            found.append((here - low) / (high - low))
        return np.array(found)

    def point(self, place: Array) -> dict[str, Quantity]:
        """Point of `MovedRuns` at a place."""
        return point_of(self.varied, self.values(place))

    def change(self, places: Array) -> Array:
        """Root of the sum of squares of changes, each as a part of the way between its ends [1]."""
        here = np.array([one.value for one in self.varied])
        width = np.array([one.high - one.low for one in self.varied])
        moved = (np.array([self.values(place) for place in places]) - here) / width
        return np.asarray(np.sqrt(np.sum(moved**2, axis=1)))

    def corners_and_present(self) -> Array:
        """All corners, and the present place where it lies in the box."""
        corners = np.array(list(product((0.0, 1.0), repeat=len(self.varied))))
        here = self.place([one.value for one in self.varied])
        inside = bool(((here >= 0.0) & (here <= 1.0)).all())
        return np.concatenate([corners, here[None]]) if inside else corners

    def spread(self, count: int) -> Array:
        """Places spread evenly over the box, the same whenever they are asked for."""
        from scipy.stats.qmc import Halton  # noqa: PLC0415 - only where several are varied

        return np.asarray(Halton(len(self.varied), scramble=False).random(count + 1)[1:])

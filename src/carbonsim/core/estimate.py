"""What was estimated, and what the data do not tell."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Estimate:
    """One number of a model: its value with its 90 % interval, and whether the data identify it."""

    name: str
    central: float
    low: float
    high: float
    identified: bool
    note: str

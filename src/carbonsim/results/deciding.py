"""Parameters that decide the headline outcome of a run, and the years of their data."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median_low

from carbonsim.core.blank import BLANK
from carbonsim.scenario.quantity import Setting

#: Evidence levels that rest on judgement.
JUDGED = ("estimate", "assumed")


@dataclass(frozen=True)
class DataYear:
    """Year of the data behind a value, None where neither data nor source have one, and the source's id."""

    year: int | None
    source: str


@dataclass(frozen=True)
class Deciding:
    """A parameter that decides the outcome: what is known of it, and its rank correlation.

    `alike` is the number of other parameters that have the same draw.
    """

    setting: Setting
    data: DataYear
    correlation: float
    alike: int


@dataclass(frozen=True)
class DecidingData:
    """Parameters that most decide the headline outcome of a run, the strongest first.

    Attributes
    ----------
    outcome, unit : str
        The headline outcome.
    median : float [unit]
        Of its draws.
    draws : int
        Those that correlations are formed of; none are of too few.
    chance : float [1]
        Rank correlation that chance alone reaches: whoever is named is above it.
    largest : float [1]
        Of all parameters that have a range.
    named : tuple of Deciding
        The strongest first.
    """

    outcome: str
    unit: str
    median: float
    draws: int
    chance: float = BLANK
    largest: float = BLANK
    named: tuple[Deciding, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """Years of the data of those that have one."""
        return tuple(one.data.year for one in self.named if one.data.year is not None)

    @property
    def median_year(self) -> int | None:
        """Median of these years, of two in the middle the earlier; None where no data have a year."""
        return median_low(self.years) if self.years else None

    @property
    def judged(self) -> int:
        """How many rest on judgement: estimates, and what a scenario assumes."""
        return sum(one.setting.confidence in JUDGED for one in self.named)

    @property
    def unsourced(self) -> int:
        """How many of these have no source."""
        return sum(one.setting.confidence in JUDGED and not one.data.source for one in self.named)

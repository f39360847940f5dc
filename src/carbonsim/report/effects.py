"""Effects of a plan in a year or in five years: change, its band, and how many draws agree on its sign."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from carbonsim.core.blank import figures
from carbonsim.core.carbon import BOUNDARIES
from carbonsim.core.types import Array
from carbonsim.engine.headline import EMISSIONS, EXTRA_COST, PLANS, REDUCTION, YEARS
from carbonsim.report.pick import sector_of
from carbonsim.results.records import Outcome, Variable
from carbonsim.results.results import Results

#: Share of draws that must agree on a sign before a sentence states it; 1 - 0.1 is a little below 0.9.
AGREED = 0.9 - 1e-9
#: Part of a level below which a difference is the noise of rounding.
NOISE = 1e-9
ALL_SECTORS = "All Sectors"
#: Probabilities of a streamed series from which the share of a sign is read.
PERCENTILES = tuple(np.linspace(0.0, 1.0, 201).tolist())


class Way(Enum):
    """Direction of a change, as far as the draws allow to state one."""

    LESS = "less"
    MORE = "more"
    UNCHANGED = "unchanged"
    UNDECIDED = "undecided"
    BLANK = "blank"


@dataclass(frozen=True)
class Effect:
    """Change of a figure against the reference, plan less reference.

    Attributes
    ----------
    sector : str
        Such as ``Transportation|Truck``.
    boundary : str
        One of `core.carbon.BOUNDARIES`, or whose cost it is.
    period : str
        A year, or the years of a sum: ``2026-2030``.
    unit : str
        Of the values.
    median, low, high : float [unit]
        Median and 5th and 95th percentile of the draws; of a deterministic run its value, three times.
    share : float [1]
        Of the draws with the sign of the median.
    draws : int
        That have the figure; 0 of a deterministic run.
    """

    sector: str
    boundary: str
    period: str
    unit: str
    median: float
    low: float
    high: float
    share: float
    draws: int
    noise: float = 0.0

    @property
    def way(self) -> Way:
        """Direction of the change: a sign is stated where nine of ten draws agree."""
        if math.isnan(self.median):
            return Way.BLANK
        if self.nothing:
            return Way.UNCHANGED
        if self.draws and self.share < AGREED:
            return Way.UNDECIDED
        if abs(self.median) <= self.noise:
            return Way.UNCHANGED
        return Way.LESS if self.median < 0.0 else Way.MORE

    @property
    def nothing(self) -> bool:
        """Whether median and band are 0, but for rounding."""
        return max(abs(self.median), abs(self.low), abs(self.high)) <= self.noise

    @property
    def all_agree(self) -> bool:
        """Whether no draw has another sign."""
        return self.draws > 0 and self.share == 1.0


def effect_periods(results: Results) -> tuple[str, ...]:
    """Years and the five years of a plan that headlines speak of; the last year of a horizon without them.

    Of the plans the first whose years the horizon holds.
    """
    first, last = int(results.years[0]), int(results.years[-1])
    years = [str(year) for year in YEARS if first <= year <= last]
    plans = [f"{start}-{end}" for start, end in PLANS if first <= start and end <= last]
    return (*years, *plans[:1]) or (str(last),)


def emission_effects(results: Results, outcomes: Sequence[Outcome], period: str) -> tuple[Effect, ...]:
    """Changes of emissions in a period, by sector and boundary, the narrow boundaries first."""
    places = list(BOUNDARIES)
    effects = list(_effects(results, outcomes, period, REDUCTION))
    return tuple(sorted(effects, key=lambda one: places.index(one.boundary)))


def cost_effects(results: Results, outcomes: Sequence[Outcome], period: str) -> tuple[Effect, ...]:
    """Changes of cost in a period, by sector and actor; those of several years are discounted."""
    return tuple(_effects(results, outcomes, period, EXTRA_COST))


def main_sector(effects: Sequence[Effect]) -> str:
    """Sum over sectors if there is one, else the first sector; nothing where there is none."""
    sectors = [one.sector for one in effects]
    return ALL_SECTORS if ALL_SECTORS in sectors else next(iter(sectors), "")


def main_boundary(effects: Sequence[Effect], sector: str) -> str:
    """Operational emissions, which hold the power drawn, or the first boundary that a sector has."""
    boundaries = [one.boundary for one in effects if one.sector == sector]
    return "operational" if "operational" in boundaries else next(iter(boundaries), "")


def _effects(results: Results, outcomes: Sequence[Outcome], period: str, stem: str) -> Iterator[Effect]:
    by_name = {one.name: one for one in outcomes}
    for variable in results.variables.values():
        if variable.stem.startswith(stem) and variable.boundary and not variable.variant + variable.product:
            yield _effect(results, variable, by_name, period, stem)


def _effect(
    results: Results, variable: Variable, outcomes: Mapping[str, Outcome], period: str, stem: str
) -> Effect:
    summed = "-" in period
    name = (
        f"{period} Discounted {variable.name}"
        if summed and stem == EXTRA_COST
        else f"{period} {variable.name}"
    )
    median, low, high, share, draws = (
        _of_outcome(outcomes[name], results.headline.get(name), results)
        if name in outcomes
        else _of_year(results, variable.name, int(period) - int(results.years[0]))
    )
    if stem == REDUCTION:
        median, low, high = -median, -high, -low
    unit = variable.unit.removesuffix("/yr") if summed else variable.unit
    noise = NOISE * _scale(results, variable, stem) * (len(range(*_ends(period))) if summed else 1)
    return Effect(
        sector_of(variable.stem),
        variable.boundary,
        period,
        unit,
        median + 0.0,
        low + 0.0,
        high + 0.0,
        share,
        draws,
        noise,
    )


def _ends(period: str) -> tuple[int, int]:
    first, last = map(int, period.split("-"))
    return first, last + 1


def _of_outcome(
    outcome: Outcome, draws: Array | None, results: Results
) -> tuple[float, float, float, float, int]:
    if outcome.quantiles is None or outcome.sign_share is None:
        # an ensemble in which no draw has the figure has none, whatever the deterministic run says
        value = math.nan if draws is not None else outcome.central
        return value, value, value, math.nan, 0
    count = results.draws - results.left_out.draws if draws is None else figures(draws).size
    low, _, median, _, high = outcome.quantiles
    return median, low, high, outcome.sign_share, count


def _of_year(results: Results, name: str, index: int) -> tuple[float, float, float, float, int]:
    """Median, ends, share of the sign and number of draws of a series in one year."""
    if name not in results.banded:
        value = float(results.central[name][index])
        return value, value, value, math.nan, 0
    low, median, high = (float(row[index]) for row in results.quantiles(name, (0.05, 0.5, 0.95)))
    draws = results.draws_at(name, index)
    if draws is not None:
        there = figures(draws)
        share = float((np.sign(there) == np.sign(median)).mean()) if there.size else math.nan
        return median, low, high, share, there.size
    assert results.streamed is not None
    count = int(results.streamed.having(name)[index])
    # of an ensemble that is not kept the share of a sign is known to half a per cent
    spread = results.quantiles(name, PERCENTILES)[:, index]
    return median, low, high, float((np.sign(spread) == np.sign(median)).mean()), count


def _scale(results: Results, variable: Variable, stem: str) -> float:
    """Largest level of what a difference is of, in plan and reference."""
    levels = EMISSIONS if stem == REDUCTION else "Cost|"
    of_same = [
        one.name
        for one in results.variables.values()
        if one.stem == levels + variable.stem.removeprefix(stem) and one.boundary == variable.boundary
    ]
    series = [
        figures(run.central[name])
        for run in (results, results.reference)
        if run is not None
        for name in of_same
        if name in run.central
    ]
    return max((float(np.max(np.abs(one), initial=0.0)) for one in series), default=0.0)

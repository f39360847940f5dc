"""Effects of a plan in a year or in five years: change, its band, and how many draws agree on its sign."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np

from carbonsim.analysis.noise import rounding_noise
from carbonsim.analysis.rounding import NOISE
from carbonsim.core.carbon import BOUNDARIES
from carbonsim.engine.headline import EMISSIONS, EXTRA_COST, REDUCTION
from carbonsim.report.pick import sector_of
from carbonsim.report.spreads import of_draws, of_one_run, of_streamed
from carbonsim.results.records import Outcome, Variable
from carbonsim.results.results import Results

#: Share of draws that must agree on a sign before a sentence states it; 1 - 0.1 is a little below 0.9.
AGREED = 0.9 - 1e-9
ALL_SECTORS = "All Sectors"


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
    noise : float [unit]
        Size up to which a difference is the noise of rounding.
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


def emission_effects(results: Results, outcomes: Sequence[Outcome], period: str) -> tuple[Effect, ...]:
    """Changes of emissions in a period, by sector and boundary, the narrow boundaries first."""
    places = list(BOUNDARIES)
    effects = list(_effects(results, outcomes, period, REDUCTION))
    return tuple(sorted(effects, key=lambda one: places.index(one.boundary)))


def cost_effects(results: Results, outcomes: Sequence[Outcome], period: str) -> tuple[Effect, ...]:
    """Changes of cost in a period, by sector and actor; those of several years are discounted."""
    return tuple(_effects(results, outcomes, period, EXTRA_COST))


def effects_between(base: Results, other: Results, year: int, paired: bool) -> tuple[Effect, ...]:
    """Emissions of one run less those of another in a year of both, by sector and boundary.

    Parameters
    ----------
    base, other : Results
        Two runs.
    year : int
        Of both horizons.
    paired : bool
        Whether both were made on the same draws, so that the difference has a range.

    Returns
    -------
    tuple of Effect
    """
    effects = []
    for variable in other.variables.values():
        name = variable.name
        known = name in base.central and name in other.central and base.unit(name) == variable.unit
        if not (known and variable.stem.startswith(EMISSIONS) and variable.boundary in BOUNDARIES):
            continue
        ours, theirs = (year - int(run.years[0]) for run in (base, other))
        noise = NOISE * float(np.nanmax(np.abs(base.central[name]), initial=0.0))
        before, after = base.draws_at(name, ours), other.draws_at(name, theirs)
        if paired and before is not None and after is not None:
            found = of_draws(after - before, noise)
        else:
            found = of_one_run(float(other.central[name][theirs] - base.central[name][ours]))
        sector = sector_of(variable.stem)
        effects.append(
            Effect(sector, variable.boundary, str(year), variable.unit, **vars(found), noise=noise)
        )
    return tuple(effects)


def main_sector(effects: Sequence[Effect]) -> str:
    """Sum over sectors if there is one, else the first sector; nothing where there is none."""
    return main_sector_of([one.sector for one in effects])


def main_sector_of(sectors: Sequence[str]) -> str:
    """`main_sector` of the sectors of effects."""
    return ALL_SECTORS if ALL_SECTORS in sectors else next(iter(sectors), "")


def main_boundary(effects: Sequence[Effect], sector: str) -> str:
    """Operational emissions, which hold the power drawn, or the first boundary that a sector has."""
    return main_boundary_of([one.boundary for one in effects if one.sector == sector])


def main_boundary_of(boundaries: Sequence[str]) -> str:
    """`main_boundary` of the boundaries of effects."""
    return "operational" if "operational" in boundaries else next(iter(boundaries), "")


def _effects(results: Results, outcomes: Sequence[Outcome], period: str, stem: str) -> Iterator[Effect]:
    by_name = {one.name: one for one in outcomes}
    for variable in results.variables.values():
        if variable.stem.startswith(stem) and variable.boundary and not variable.variant + variable.product:
            yield _effect(results, variable, by_name, period, stem)


def _effect(
    results: Results, variable: Variable, outcomes: Mapping[str, Outcome], period: str, stem: str
) -> Effect:
    first, last = (int(year) for year in (period.split("-") * 2)[:2])
    summed = "-" in period
    name = variable.name
    key = f"{period} Discounted {name}" if summed and stem == EXTRA_COST else f"{period} {name}"
    noise = rounding_noise(results, variable, last - first + 1)
    draws = results.headline.get(key)
    if draws is None and not summed:
        draws = results.draws_at(name, last - int(results.years[0]))
    if draws is not None:
        found = of_draws(draws, noise)
    elif summed or not results.banded:
        found = of_one_run(_central(results, outcomes, key, name, None if summed else last))
    else:
        found = of_streamed(results, name, last)
    if stem == REDUCTION:
        found = replace(found, median=0.0 - found.median, low=0.0 - found.high, high=0.0 - found.low)
    return Effect(
        sector=sector_of(variable.stem),
        boundary=variable.boundary,
        period=period,
        unit=variable.unit.removesuffix("/yr") if summed else variable.unit,
        noise=noise,
        **vars(found),
    )


def _central(
    results: Results, outcomes: Mapping[str, Outcome], key: str, name: str, year: int | None
) -> float:
    """Figure of a deterministic run; an ensemble without draws of it has none."""
    if results.banded:
        return math.nan
    if year is not None:
        return float(results.central[name][year - int(results.years[0])])
    return outcomes[key].central if key in outcomes else math.nan

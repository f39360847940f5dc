"""Official factors of the grid behind the answers to claims: which vintage judges, which stand beside it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from carbonsim.core.late import dataclass
from carbonsim.reference.tables import read_table, sources
from carbonsim.results.claim_results import GridFactor, GridKind
from carbonsim.scenario.quantity import Quantity, Setting
from carbonsim.scenario.scenario import Scenario
from carbonsim.scenario.units import convert

TABLE = "grid_factors"
FACTOR, WATER = "drivers.grid_emission_factor", "drivers.grid_water_factor"
#: Relative error of a factor that is the official one but for rounding.
ROUNDING = 1e-9


@dataclass(frozen=True)
class Basis:
    """The grid behind the answer to a claim about one year.

    Attributes
    ----------
    judged : GridFactor
        With which the claim is judged.
    beside : tuple of GridFactor
        Whose answers always stand beside that.
    neighbours : tuple of GridFactor
        Whose answers stand beside it where they change the verdict.
    """

    judged: GridFactor
    beside: tuple[GridFactor, ...] = ()
    neighbours: tuple[GridFactor, ...] = ()

    @property
    def vintages(self) -> tuple[int, ...]:
        """Official years whose factor is not the scenario's own in that year."""
        every = (self.judged, *self.beside, *self.neighbours)
        return tuple(grid.year for grid in every if grid.year is not None and grid.held)


@dataclass(frozen=True)
class OfficialFactors:
    """Official factors of a scenario's region beside the path of the scenario.

    Attributes
    ----------
    scenario : Scenario
        Whose path it is.
    factors : mapping of int to float [kg CO2/kWh]
        By year.
    noticed : int
        Year in which the last of them was published: years up to it without one had ended before it came.
    """

    scenario: Scenario
    factors: Mapping[int, float]
    noticed: int

    @property
    def last(self) -> int:
        """The last year with an official factor."""
        return max(self.factors)

    @property
    def follows(self) -> bool:
        """Whether the path of the scenario holds the last official factor in its year."""
        return self._is(self.last, self.path(self.last))

    @property
    def unsettled(self) -> tuple[int, ...]:
        """Years that are judged with the last official factor, for theirs has not come yet."""
        return tuple(range(self.last + 1, self.noticed + 1)) if self.follows else ()

    def path(self, year: int) -> float:
        """Factor of the deterministic run in a year [kg CO2/kWh]."""
        years = np.array([year])
        factor, water = (float(self.scenario.quantity(key).series(years)[0][0]) for key in (FACTOR, WATER))
        return factor * water

    def basis(self, year: int) -> Basis:
        """Grid behind the answer to a claim about a year.

        The official factor of the year judges. A year that had ended when the last notice came and has none
        is judged with the last, the projected one beside it; a later year with the projection. What a
        scenario sets itself judges, with the official factor beside it. Neighbouring vintages stand there
        where they change the verdict.
        """
        own = self.path(year)
        if self._is(year, own):
            return Basis(GridFactor(GridKind.OFFICIAL, year, own), (), self._official(year - 1, year + 1))
        if year > self.last and self.follows:
            projected = GridFactor(GridKind.PROJECTED, None, own)
            if year in self.unsettled:
                (last,) = self._official(self.last)
                return Basis(last, (projected,), self._official(self.last - 1))
            return Basis(projected, (), self._official(self.last))
        return self._set_by_scenario(year, own)

    def _set_by_scenario(self, year: int, own: float) -> Basis:
        """Basis of a year whose factor is the scenario's own, be it the official one of another year."""
        fixed = next((known for known in sorted(self.factors, reverse=True) if self._is(known, own)), None)
        official = min(max(year, min(self.factors)), self.last)
        neighbours = set() if fixed is None else {fixed - 1, fixed + 1}
        return Basis(
            GridFactor(GridKind.SET, fixed, own),
            self._official(*{official} - {fixed}),
            self._official(*sorted(neighbours - {official})),
        )

    def _is(self, year: int, factor: float) -> bool:
        return year in self.factors and math.isclose(factor, self.factors[year], rel_tol=ROUNDING)

    def _official(self, *years: int) -> tuple[GridFactor, ...]:
        return tuple(
            GridFactor(GridKind.OFFICIAL, year, self.factors[year], held=True)
            for year in years
            if year in self.factors
        )


def official_factors(scenario: Scenario) -> OfficialFactors | None:
    """Official factors of a scenario's region; None where there are none.

    Parameters
    ----------
    scenario : Scenario
        The plan.

    Returns
    -------
    OfficialFactors or None

    Examples
    --------
    >>> from carbonsim.engine.catalogue import load_scenario
    >>> official = official_factors(load_scenario("zhanjiang-shaft-furnace"))
    >>> official.last, official.unsettled, official.basis(2024).judged.factor
    (2023, (2024, 2025), 0.4419)
    """
    rows = [row for row in read_table(TABLE) if row.region == scenario.region]
    if not rows:
        return None
    unit = scenario.settings[FACTOR].definition.unit
    last = max(rows, key=lambda row: row.year)
    factors = {row.year: convert(row.central, row.unit, unit) for row in rows}
    return OfficialFactors(scenario, factors, int(sources()[last.source].year))


def with_factor(scenario: Scenario, factor: float, last: int) -> Scenario:
    """A scenario, and its reference, with one factor of the grid in all years up to a last one.

    No choice of a model hangs on the factor, and a shorter horizon leaves the years that both have as they
    were: any year of it is what the scenario gives with that factor in the year.

    Parameters
    ----------
    scenario : Scenario
        Plan.
    factor : float [kg CO2/kWh]
        Of the grid, wet and dry years included.
    last : int
        Last year.

    Returns
    -------
    Scenario
        Without claims.
    """
    reference = scenario.reference
    return replace(
        scenario,
        years=(scenario.years[0], last),
        settings={**scenario.settings, **_constants(scenario, {FACTOR: factor, WATER: 1.0}.items())},
        claims=(),
        reference=None if reference is None else with_factor(reference, factor, last),
    )


def _constants(scenario: Scenario, values: Iterable[tuple[str, float]]) -> dict[str, Setting]:
    found = {}
    for key, value in values:
        setting = scenario.settings[key]
        constant = Quantity((), (value,), None, None, "linear", setting.definition.unit)
        found[key] = replace(setting, value=constant)
    return found

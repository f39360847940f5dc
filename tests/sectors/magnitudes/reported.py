"""A run as its outputs alone tell it: series by name, their units, and the values that a user may set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from carbonsim.engine.catalogue import catalogue
from carbonsim.engine.markets import market_variables
from carbonsim.kernel.sector import ReportedVariable
from carbonsim.results.records import Variable
from carbonsim.results.results import Results
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors import sectors_of
from tests.sectors.magnitudes.amounts import Amount, base, parts_of

#: What stands for the markets that all sectors share, which are no sector.
MARKETS = "markets"


@dataclass
class Reported:
    """The central series of a run, and which key of which sector each belongs to.

    `read` holds the names of the series that were looked at since it was last cleared.
    """

    results: Results
    changed: Mapping[str, np.ndarray] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)
    cache: dict[object, Amount] = field(default_factory=dict)

    @property
    def scenario(self) -> Scenario:
        """Scenario that was run."""
        return self.results.scenario

    @property
    def variables(self) -> Mapping[str, Variable]:
        """All series by name."""
        return self.results.variables

    @cached_property
    def rows(self) -> Mapping[tuple[str, str], tuple[ReportedVariable, ...]]:
        """Rows of each key, by sector and key."""
        found: dict[tuple[str, str], list[ReportedVariable]] = {}
        of_sectors = [(sector.name, sector.variables(self.scenario)) for sector in sectors_of(self.scenario)]
        for name, rows in (*of_sectors, (MARKETS, market_variables())):
            for row in rows:
                found.setdefault((name, row.key), []).append(row)
        return {key: tuple(rows) for key, rows in found.items()}

    def scaled(self, names: Iterable[str], factor: float) -> Reported:
        """The same run with some of its series times a factor."""
        changed = {name: self.results.central[name] * factor for name in names}
        other = Reported(self.results, changed, cache=self.cache)
        other.rows = self.rows  # worked out once for all
        return other

    def series(self, *names: str) -> Amount:
        """Series of one unit as rows."""
        self.read.update(names)
        own = any(name in self.changed for name in names)
        if names in self.cache and not own:
            return self.cache[names]
        factor, dimension = base(self.variables[names[0]].unit)
        values = [self.changed.get(name, self.results.central[name]) for name in names]
        amount = Amount(np.stack(values) * factor, dimension, names)
        if not own:
            self.cache[names] = amount
        return amount

    def key(self, sector: str, key: str) -> Amount:
        """All rows of a key of a sector."""
        rows = self.rows.get((sector, key), ())
        if not rows:
            return Amount(np.zeros((0, len(self.results.years))))
        return self.series(*(row.variable.name for row in rows))

    def parameter(self, address: str) -> Amount:
        """Central values of a parameter in the years of the run."""
        if address not in self.cache:
            values = self.scenario.quantity(address).series(self.results.years)[0]
            factor, dimension = base(self.scenario.settings[address].definition.unit)
            self.cache[address] = Amount(values[None] * factor, dimension)
        return self.cache[address]

    def spliced(self, past: str, ahead: str) -> Amount:
        """A parameter to the last year of its path, and another one after it."""
        known = self.results.years <= self.scenario.quantity(past).years[-1]
        before, after = self.parameter(past), self.parameter(ahead)
        return Amount(np.where(known, before.values, after.values), before.dimension)

    def rows_of(self, names: tuple[str, ...], family: str, attribute: str) -> Amount:
        """An attribute of the row of a family whose label each name holds last; 0 where it holds none."""
        place = (names, family, attribute)
        if place not in self.cache:
            labels = {
                self.scenario.text(f"{family}.{row}.label"): row for row in self.scenario.members(family)
            }
            held = [
                next((labels[part] for part in reversed(parts_of(name)) if part in labels), None)
                for name in names
            ]
            rows = [row and self.parameter(f"{family}.{row}.{attribute}").values for row in held]
            nothing = np.zeros((1, len(self.results.years)))
            values = np.concatenate([nothing if row is None else row for row in rows] or [nothing[:0]])
            self.cache[place] = Amount(values, self._unit(family, attribute)[1], names)
        return self.cache[place]

    def members(self, family: str, attribute: str) -> Amount:
        """An attribute of all rows of a family that the scenario has; one row of 0 where there are none."""
        rows = self.scenario.present(family)
        found = [self.parameter(f"{family}.{row}.{attribute}").values for row in rows]
        values = np.concatenate(found or [np.zeros((1, len(self.results.years)))])
        return Amount(values, self._unit(family, attribute)[1], rows)

    @staticmethod
    def _unit(family: str, attribute: str) -> tuple[float, tuple[tuple[str, int], ...]]:
        definition = catalogue().definition(f"{family}.any.{attribute}")
        assert definition is not None, f"{family} has no {attribute}"
        return base(definition.unit)

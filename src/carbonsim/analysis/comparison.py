"""Scenarios side by side: what differs in their parameters, and what follows, draw by draw."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from carbonsim.analysis.compared_tables import (
    OUTCOME_COLUMNS,
    Record,
    outcome_records,
    parameter_records,
    series_records,
)
from carbonsim.analysis.outcomes import central_totals
from carbonsim.core.blank import quantiles, share
from carbonsim.core.types import Array, IntArray
from carbonsim.engine.headline import headlines, of_horizon
from carbonsim.results.records import QUANTILES
from carbonsim.results.results import Results
from carbonsim.scenario.quantity import Setting

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Change:
    """A parameter that two scenarios set differently; None where one of them does not have it.

    A row that only the reference of a scenario has is none of that scenario's.
    """

    address: str
    base: Setting | None
    other: Setting | None

    @property
    def row(self) -> str:
        """The row that it is of, if only one of the two has it: ``steel.plants.naiman``; else nothing."""
        setting = self.other or self.base
        assert setting is not None
        alone = self.base is None or self.other is None
        return self.address.rpartition(".")[0] if alone and "*" in setting.definition.pattern else ""


@dataclass(frozen=True)
class SeriesDifference:
    """A series of two scenarios in the years of both, and the one less the other.

    Attributes
    ----------
    unit : str
    base, other, central : array [unit], (years,)
        Central runs, and the other's less the base's.
    band : array [unit], (quantiles, years), or None
        Quantiles of the difference in each draw that both have, which are not the difference of the
        quantiles; None where the draws of either were not kept.
    """

    unit: str
    base: Array
    other: Array
    central: Array
    band: Array | None


@dataclass(frozen=True)
class OutcomeDifference:
    """A total over the horizon of two scenarios; see `SeriesDifference`.

    `below` is the share of draws in which the other's is the smaller one, of those that both have.
    """

    unit: str
    base: float
    other: float
    central: float
    band: tuple[float, ...] | None
    below: float | None


@dataclass(frozen=True)
class Difference:
    """One scenario against the base."""

    results: Results
    changes: tuple[Change, ...]
    series: Mapping[str, SeriesDifference]
    outcomes: Mapping[str, OutcomeDifference]  # none where the horizons differ


@dataclass(frozen=True)
class Comparison:
    """Scenarios against the first of them, in the years that all have.

    Attributes
    ----------
    base : Results
        The first.
    others : tuple of Difference
        All others against it.
    years : array of int
        Those of the base and of all others.
    paired : bool
        Whether the same draws were made of all, so that differences have bands.
    """

    base: Results
    others: tuple[Difference, ...]
    years: IntArray
    paired: bool

    @property
    def runs(self) -> tuple[Results, ...]:
        """The base and all others."""
        return (self.base, *(one.results for one in self.others))

    def to_frame(self) -> pd.DataFrame:
        """Series: columns scenario, variable, unit, year, base, value, difference and its quantiles."""
        return _frame(series_records(self))

    def outcomes(self) -> pd.DataFrame:
        """Totals: scenario, outcome, unit, base, value, difference, its quantiles, and how often below 0.

        Warns
        -----
        UserWarning
            Of runs whose totals are of other years than those of the base: they have no rows.
        """
        if why := self.without_outcomes:
            warnings.warn(why, UserWarning, stacklevel=2)
        return _frame(outcome_records(self)).reindex(columns=OUTCOME_COLUMNS)

    @property
    def without_outcomes(self) -> str:
        """Why totals of some runs are not compared; nothing where those of all are."""
        others = [
            one.results for one in self.others if not np.array_equal(one.results.years, self.base.years)
        ]
        if not others:
            return ""
        base, *horizons = (
            f"{run.scenario.name} is of {run.years[0]}-{run.years[-1]}" for run in (self.base, *others)
        )
        found = ", ".join((base, *horizons))
        return f"totals over other years are not compared: {found}; run them over the same years"

    def parameters(self) -> pd.DataFrame:
        """What differs: scenario, parameter, role, unit, and value, low and high of both."""
        return _frame(parameter_records(self))

    def __repr__(self) -> str:
        names = ", ".join(one.results.scenario.name for one in self.others)
        return f"<Comparison of {names} with {self.base.scenario.name}, {self.years[0]}-{self.years[-1]}>"


def compare(base: Results, *others: Results) -> Comparison:
    """Compare runs with the first of them.

    Parameters
    ----------
    base : Results
        What the others are compared with.
    *others : Results
        At least one. Made with the same number of draws, seed and method of sampling, they share the draws
        of all parameters that both have, and differences have bands.

    Returns
    -------
    Comparison

    Raises
    ------
    ValueError
        If there is nothing to compare with, no year in common, or two runs of one name.
    """
    if not others:
        raise ValueError("found one run, expected at least two to compare")
    runs = (base, *others)
    names = [run.scenario.name for run in runs]
    if len(set(names)) < len(names):
        raise ValueError(f"found two runs of one name among {', '.join(names)}: rename one of them")
    years = base.years
    for other in others:
        years = np.intersect1d(years, other.years)
    if not years.size:
        raise ValueError(f"{', '.join(names)} have no year in common")
    paired = len({(run.draws, run.seed, run.scenario.sampling) for run in runs}) == 1
    return Comparison(base, tuple(_difference(base, other, years, paired) for other in others), years, paired)


def _difference(base: Results, other: Results, years: IntArray, paired: bool) -> Difference:
    return Difference(
        other, changed(base, other), _series(base, other, years, paired), _outcomes(base, other, paired)
    )


def changed(base: Results, other: Results) -> tuple[Change, ...]:
    """Parameters that two scenarios set differently, in order of the base and then of the other."""
    one, two = base.scenario.settings, other.scenario.settings
    found = []
    for address in dict.fromkeys([*one, *two]):
        first, second = (_own(settings.get(address)) for settings in (one, two))
        if first is None and second is None:
            continue
        if first is None or second is None or first.value != second.value:
            found.append(Change(address, first, second))
    return tuple(found)


def _own(setting: Setting | None) -> Setting | None:
    """A setting, unless it is of a row that only the reference of its scenario has."""
    return None if setting is None or not setting.offered else setting


def _series(base: Results, other: Results, years: IntArray, paired: bool) -> dict[str, SeriesDifference]:
    ours, theirs = (np.searchsorted(run.years, years) for run in (base, other))
    found = {}
    for name in base.central:
        if name not in other.central or base.unit(name) != other.unit(name):
            continue
        one, two = base.central[name][ours], other.central[name][theirs]
        band = None
        if paired and name in base.ensemble and name in other.ensemble:
            apart = other.ensemble[name][theirs] - base.ensemble[name][ours]
            band = quantiles(apart, QUANTILES)
        found[name] = SeriesDifference(base.unit(name), one, two, two - one, band)
    return found


def _outcomes(base: Results, other: Results, paired: bool) -> dict[str, OutcomeDifference]:
    if not np.array_equal(base.years, other.years):
        return {}
    central = [central_totals(run) for run in (base, other)]
    units, theirs = (
        {one.name: one.unit for one in of_horizon(headlines(run.variables.values(), run.years))}
        for run in (base, other)
    )
    found = {}
    for name, unit in units.items():
        if theirs.get(name) != unit:
            continue
        one, two = (float(totals[name]) for totals in central)
        band, below = None, None
        if paired and name in base.headline and name in other.headline:
            apart = other.headline[name] - base.headline[name]
            band = tuple(float(value) for value in quantiles(apart, QUANTILES))
            below = share(apart < 0, apart)
        found[name] = OutcomeDifference(unit, one, two, two - one, band, below)
    return found


def _frame(records: list[Record]) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415 - costs more than a central run

    return pd.DataFrame(records)

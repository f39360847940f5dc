"""A whole backtest of a sector: all models in one frozen year or in each, and what was estimated."""

from __future__ import annotations

from dataclasses import dataclass

from carbonsim.analysis.backtest import BacktestRow, rolling
from carbonsim.analysis.backtest_cases import Case
from carbonsim.analysis.truck_backtest import Ahead
from carbonsim.core.estimate import Estimate
from carbonsim.scenario.freezing import begun_later


@dataclass(frozen=True)
class Backtest:
    """What a backtest gave.

    Attributes
    ----------
    case : Case
        The sector.
    freezes : tuple of int
        The frozen years, rising.
    rows : tuple of BacktestRow
        By frozen year, model and year.
    estimates : tuple of Estimate
    estimated_to : int
        Last year of the data that they rest on: the frozen year, or the last of all where there are several.
    first_values : tuple of str
        Parameters whose path begins after the first frozen year: there their first value stands in.
    draws, seed : int
        Size and seed of the ensemble.
    parts : dict of str to tuple of BacktestRow
        Rows of the parts of sales that are scored, too, by name.
    ahead : tuple of Ahead
        Forecasts of the year after all that is known.
    """

    case: Case
    freezes: tuple[int, ...]
    rows: tuple[BacktestRow, ...]
    estimates: tuple[Estimate, ...]
    estimated_to: int
    first_values: tuple[str, ...]
    draws: int
    seed: int
    parts: dict[str, tuple[BacktestRow, ...]]
    ahead: tuple[Ahead, ...]


def whole_backtest(case: Case, freezes: tuple[int, ...], draws: int, seed: int) -> Backtest:
    """Put a sector's model and the baselines beside what happened.

    Parameters
    ----------
    case : Case
        The sector.
    freezes : tuple of int
        Of `case.freezes`, rising.
    draws, seed : int
        Size and seed of the ensemble.

    Returns
    -------
    Backtest
    """
    rows = rolling(case.past, (case.model, *case.others), freezes, draws, seed)
    parts = {one.name: rolling(one.past, one.models, freezes, draws, seed) for one in case.parts}
    late = [name for name in begun_later(case.scenario, freezes[0]) if name.startswith(case.reads)]
    until = freezes[0] if len(freezes) == 1 else int(case.past.years[-1])
    ahead = () if case.ahead is None else case.ahead(draws, seed)
    return Backtest(
        case,
        freezes,
        rows,
        case.estimates(until),
        until,
        tuple(late),
        draws,
        seed,
        parts,
        ahead,
    )


def left_out(found: Backtest) -> dict[str, int]:
    """Baselines that some frozen year was too early for -> known years that they need."""
    known = len(found.case.past.until(found.freezes[0]).years)
    return {one.name: one.needs for one in found.case.others if one.needs > known}

"""Headline figures of a run: totals over the horizon and what they cost against the reference."""

from __future__ import annotations

import numpy as np

from carbonsim.core.finance import discount_factor
from carbonsim.core.types import Array
from carbonsim.engine.run import ensemble_values
from carbonsim.results.records import QUANTILES, Outcome
from carbonsim.results.results import Results
from carbonsim.scenario.units import convert

EMISSIONS = "Emissions|"
REDUCTION = "Emission Reduction|"
EXTRA_COST = "Extra Cost|"


def outcomes(results: Results) -> tuple[Outcome, ...]:
    """Headline figures of a run.

    Cumulative emissions and reductions are undiscounted; costs are discounted to the first year; the
    abatement cost is discounted extra cost over undiscounted tonnes. Where a draw reduces nothing there is
    no abatement cost: how often is said. Nor are there quantiles where some draws save money and others do
    not, for a ratio that crosses zero cannot be ranked: how often money is saved is said.

    Parameters
    ----------
    results : Results
        Of a plan, with its reference.

    Returns
    -------
    tuple of Outcome
    """
    found = []
    for variable in results.variables.values():
        if variable.stem.startswith((EMISSIONS, REDUCTION)):
            found.append(_total(results, variable.name))
        elif variable.stem.startswith(EXTRA_COST):
            found.append(_discounted(results, variable.name))
    return (*found, *_abatement(results))


def _series(results: Results, name: str) -> tuple[Array, Array | None]:
    return results.central[name][:, None], results.ensemble.get(name)


def _rates(results: Results) -> tuple[Array, Array | None]:
    """Discount factors of the years, (years, 1) and (years, draws)."""
    quantity = results.scenario.quantity("drivers.discount_rate")
    after = (results.years - results.years[0])[:, None]
    central = discount_factor(np.array([quantity.central[0]]), after)
    if not results.ensemble:
        return central, None
    return central, discount_factor(ensemble_values(results, "drivers.discount_rate"), after)


def _total(results: Results, name: str) -> Outcome:
    central, ensemble = _series(results, name)
    unit = results.variables[name].unit.removesuffix("/yr")
    many = None if ensemble is None else ensemble.sum(axis=0)
    return _outcome(f"Cumulative {name}", unit, float(central.sum()), many)


def _discounted(results: Results, name: str) -> Outcome:
    central, ensemble = _series(results, name)
    factor, factors = _rates(results)
    unit = results.variables[name].unit.removesuffix("/yr")
    many = None if ensemble is None or factors is None else (ensemble * factors).sum(axis=0)
    return _outcome(f"Discounted {name}", unit, float((central * factor).sum()), many)


def _abatement(results: Results) -> list[Outcome]:
    """Resource cost of a tonne not emitted, at each boundary."""
    costs = [
        variable.name
        for variable in results.variables.values()
        if variable.stem.startswith(EXTRA_COST) and variable.boundary == "resource"
    ]
    found = []
    for cost in costs:
        sector = results.variables[cost].stem.removeprefix(EXTRA_COST)
        for variable in results.variables.values():
            if variable.stem.startswith(REDUCTION) and variable.stem.endswith(sector):
                found.append(_abatement_cost(results, cost, variable.name, sector, variable.boundary))
    return found


def _abatement_cost(results: Results, cost: str, reduction: str, sector: str, boundary: str) -> Outcome:
    factor, factors = _rates(results)
    (extra, extras), (cut, cuts) = _series(results, cost), _series(results, reduction)
    tonne = results.variables[reduction].unit.removesuffix("/yr").replace("Mt", "t")
    unit = f"CNY/{tonne}"
    scale = convert(1.0, results.variables[cost].unit.removesuffix("/yr"), "CNY") / 1e6
    name = f"Abatement Cost|{sector} [{boundary}]"
    tonnes = float(cut.sum())
    central = float((extra * factor).sum()) / tonnes * scale if tonnes > 0 else float("nan")
    if cuts is None or extras is None or factors is None:
        note = "" if tonnes > 0 else "no reduction, so no abatement cost"
        return Outcome(name, unit, central, None, None, note)
    many = cuts.sum(axis=0)
    reduces = float((many > 0).mean())
    if reduces < 1.0:
        return Outcome(
            name, unit, central, None, None, f"{1.0 - reduces:.1%} of draws reduce nothing: no quantiles"
        )
    spent = (extras * factors).sum(axis=0)
    saves = float((spent < 0).mean())
    if 0.0 < saves < 1.0:
        # below zero a ratio ranks the wrong way: the fewer the tonnes, the lower it is
        return Outcome(
            name,
            unit,
            central,
            None,
            None,
            f"{saves:.1%} of draws save money, the others do not: no quantiles",
        )
    return _outcome(name, unit, central, spent / many * scale)


def _outcome(name: str, unit: str, central: float, many: Array | None) -> Outcome:
    if many is None:
        return Outcome(name, unit, central, None, None)
    quantiles = tuple(float(value) for value in np.quantile(many, QUANTILES))
    return Outcome(name, unit, central, float(many.mean()), quantiles)

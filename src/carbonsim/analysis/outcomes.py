"""Headline figures of a run: totals over the horizon and what they cost against the reference."""

from __future__ import annotations

import numpy as np

from carbonsim.core.blank import BLANK, figures, missing
from carbonsim.core.types import Array
from carbonsim.engine.headline import (
    EXTRA_COST,
    REDUCTION,
    discount_factors,
    headlines,
    totals_of_draws,
)
from carbonsim.results.records import QUANTILES, Outcome
from carbonsim.results.results import Results
from carbonsim.scenario.units import convert


def outcomes(results: Results) -> tuple[Outcome, ...]:
    """Headline figures of a run.

    Cumulative emissions and reductions are undiscounted; costs are discounted to the first year; the
    abatement cost is discounted extra cost over undiscounted tonnes. Where a draw reduces nothing there is
    no abatement cost: how often is said. Nor are there quantiles where some draws save money and others do
    not, for a ratio that crosses zero cannot be ranked: how often money is saved is said. Draws in which a
    year has no such figure have no total: mean and quantiles are of the others, and how many are not is said.

    Parameters
    ----------
    results : Results
        Of a plan, with its reference.

    Returns
    -------
    tuple of Outcome
    """
    wanted = headlines(results.variables.values())
    central = central_totals(results)
    found = [
        _outcome(one.name, one.unit, float(central[one.name]), results.headline.get(one.name))
        for one in wanted
    ]
    return (*found, *_abatement(results))


def central_totals(results: Results) -> dict[str, Array]:
    """Totals over the horizon of the central run, by headline."""
    wanted = headlines(results.variables.values())
    return totals_of_draws(wanted, results.central, _central_factors(results))


def _central_factors(results: Results) -> Array:
    """Discount factors of the years at the central rate, (years,)."""
    return discount_factors(results.scenario, results.years, {}, 1)[:, 0]


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
    extra, cut = results.central[cost], results.central[reduction]
    spent, cuts = (
        results.headline.get(f"{kind} {name}")
        for kind, name in (("Discounted", cost), ("Cumulative", reduction))
    )
    tonne = results.variables[reduction].unit.removesuffix("/yr").replace("Mt", "t")
    unit = f"CNY/{tonne}"
    scale = convert(1.0, results.variables[cost].unit.removesuffix("/yr"), "CNY") / 1e6
    name = f"Abatement Cost|{sector} [{boundary}]"
    tonnes, money = float(cut.sum()), float((extra * _central_factors(results)).sum())
    central = money / tonnes * scale if tonnes > 0 else BLANK
    if cuts is None or spent is None:
        note = "no reduction, so no abatement cost" if tonnes <= 0 else _blank_note(money + tonnes, None)
        return Outcome(name, unit, central, None, None, note)
    there, without = ~np.isnan(cuts + spent), _blank_note(money + tonnes, cuts + spent)
    reduces = float((cuts[there] > 0).mean()) if there.any() else 1.0
    saves = float((spent[there] < 0).mean()) if there.any() else 0.0
    refused = ""
    if reduces < 1.0:
        refused = f"{1.0 - reduces:.1%} of draws reduce nothing: no quantiles"
    elif 0.0 < saves < 1.0:
        # below zero a ratio ranks the wrong way: the fewer the tonnes, the lower it is
        refused = f"{saves:.1%} of draws save money, the others do not: no quantiles"
    if refused:
        return Outcome(name, unit, central, None, None, _joined(without, refused))
    return _outcome(name, unit, central, spent / cuts * scale)


def _outcome(name: str, unit: str, central: float, many: Array | None) -> Outcome:
    note = _blank_note(central, many)
    if many is None or np.isnan(many).all():
        return Outcome(name, unit, central, None, None, note)
    having = figures(many)
    quantiles = tuple(float(value) for value in np.quantile(having, QUANTILES))
    return Outcome(name, unit, central, float(having.mean()), quantiles, note)


def _blank_note(central: float, many: Array | None) -> str:
    """Where there is no such figure: in the central run, and in how many draws."""
    without = 0.0 if many is None else missing(many)
    return _joined(
        "no such figure in the central run" if np.isnan(central) else "",
        f"{without:.1%} of draws have no such figure" if without > 0 else "",
    )


def _joined(*notes: str) -> str:
    return "; ".join(filter(None, notes))

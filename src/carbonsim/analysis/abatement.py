"""Abatement cost: a ratio that is stated only where neither of its parts changes its sign."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from carbonsim.analysis.statements import blank_notes, central_factors, outcome_of, sign_share
from carbonsim.core.blank import BLANK
from carbonsim.core.types import Array
from carbonsim.engine.headline import EXTRA_COST, REDUCTION
from carbonsim.results.notes import Note
from carbonsim.results.records import Outcome
from carbonsim.results.results import Results
from carbonsim.scenario.units import convert

#: Share of the draws in which both parts of a ratio have one sign, below which the ratio is not stated.
LEAST_SIGN = 0.9
SAVED = "{} of draws save money, the others do not"
NOT_REDUCED = "{} of draws reduce nothing"
NO_QUANTILES = f"{NOT_REDUCED}: no quantiles"
NO_RATIO = "no ratio: extra cost {}, reduction {} (medians)"


@dataclass(frozen=True)
class Part:
    """Numerator or denominator of a ratio: its value in the deterministic run, and its draws."""

    name: str
    unit: str
    central: float
    draws: Array | None


def abatement_costs(results: Results) -> list[Outcome]:
    """Resource cost of a tonne not emitted, at each boundary: discounted extra cost over undiscounted tonnes.

    Where extra cost or tonnes have the sign of their median in less than `LEAST_SIGN` of the draws, no
    ratio is stated: below and above zero it means opposite things. The note then states both parts. Where a
    draw reduces nothing it has no abatement cost: there are no quantiles, and how often is said.

    Parameters
    ----------
    results : Results
        Of a plan, with its reference.

    Returns
    -------
    list of Outcome
    """
    costs = [
        variable
        for variable in results.variables.values()
        if variable.stem.startswith(EXTRA_COST) and variable.boundary == "resource"
    ]
    ratios = []
    for cost in costs:
        sector = cost.stem.removeprefix(EXTRA_COST)
        for cut in results.variables.values():
            if cut.stem.startswith(REDUCTION) and cut.stem.endswith(sector):
                parts = (_discounted(results, cost.name), _cumulative(results, cut.name))
                ratios.append(_ratio(f"Abatement Cost|{sector} [{cut.boundary}]", *parts))
    return ratios


def _discounted(results: Results, cost: str) -> Part:
    money = float((results.central[cost] * central_factors(results)).sum())
    name = f"Discounted {cost}"
    return Part(name, results.unit(cost).removesuffix("/yr"), money, results.headline.get(name))


def _cumulative(results: Results, reduction: str) -> Part:
    tonnes, name = float(results.central[reduction].sum()), f"Cumulative {reduction}"
    return Part(name, results.unit(reduction).removesuffix("/yr"), tonnes, results.headline.get(name))


def _ratio(name: str, cost: Part, cut: Part) -> Outcome:
    """One abatement cost."""
    scale = convert(1.0, cost.unit, "CNY") / 1e6
    central = cost.central / cut.central * scale if cut.central > 0 else BLANK
    stated = Outcome(name, f"CNY/{cut.unit.replace('Mt', 't')}", central, None, None)
    if cost.draws is None or cut.draws is None:
        absent = (Note("no reduction, so no abatement cost"),) if cut.central <= 0 else ()
        return replace(stated, notes=absent or blank_notes(cost.central + cut.central, None))
    both = ~np.isnan(cost.draws + cut.draws)
    missing = blank_notes(cost.central + cut.central, cost.draws + cut.draws)
    if not both.any():
        return replace(stated, notes=missing)
    money, tonnes = cost.draws[both], cut.draws[both]
    nothing, saves = 1.0 - float((tonnes > 0).mean()), float((money < 0).mean())
    saved = (Note(SAVED, ((saves, "1"),)),) if 0.0 < saves < 1.0 else ()
    if min(_agreement(money), _agreement(tonnes)) < LEAST_SIGN:
        reduced = (Note(NOT_REDUCED, ((nothing, "1"),)),) if nothing > 0.0 else ()
        parts = Note(NO_RATIO, (_median(cost, money), _median(cut, tonnes)))
        return replace(stated, central=BLANK, notes=(*missing, *reduced, *saved, parts))
    if nothing > 0.0:
        return replace(stated, notes=(*missing, Note(NO_QUANTILES, ((nothing, "1"),))))
    return outcome_of(name, stated.unit, central, cost.draws / cut.draws * scale, saved)


def _agreement(draws: Array) -> float:
    """Share of the draws that have the sign of the median."""
    return sign_share(draws, float(np.median(draws)))


def _median(part: Part, draws: Array) -> tuple[float, str]:
    """Median at three digits, and its unit."""
    return float(f"{np.median(draws):.3g}"), part.unit

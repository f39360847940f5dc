"""Small results with a change against the reference that a test chooses, by boundary and draw by draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from carbonsim.analysis.statements import outcome_of
from carbonsim.core.types import Array
from carbonsim.engine.headline import headlines, totals_of_draws
from carbonsim.results.claim_results import ClaimResult
from carbonsim.results.records import Limit, Outcome, Variable
from carbonsim.results.results import Results
from carbonsim.scenario.claims import Claim
from carbonsim.scenario.origin import Origin
from tests.report.conftest import scenario

TRUCK = "Transportation|Truck"
LEVEL = 10.0
MARKS = {"direct": "", "operational": " [Operational]", "well-to-wheel": " [Well-to-Wheel]"}
MARKS |= {"life-cycle": " [Life Cycle]", "owner": " [Owner]", "resource": " [Resource]"}

Draws = Mapping[tuple[str, str], Sequence[float]]


def made(
    cuts: Draws,
    costs: Draws | None = None,
    years: tuple[int, int] = (2025, 2036),
    limits: tuple[Limit, ...] = (),
    drawn: bool = True,
) -> tuple[Results, tuple[Outcome, ...]]:
    """A run in which each figure changes by the same in all years.

    Parameters
    ----------
    cuts, costs : mapping of (sector, boundary) to sequence of float
        Reduction [Mt/yr] and extra cost [bn CNY/yr], draw by draw.
    years : tuple of int
        The horizon.
    limits : tuple of Limit
    drawn : bool
        Whether the draws are kept, or the first of them is a deterministic run.

    Returns
    -------
    Results and its outcomes
    """
    span = np.arange(years[0], years[1] + 1)
    reference = scenario("before", "As before", "维持现状")
    plan = scenario("plan", "The line", "干线", reference)
    variables: dict[str, Variable] = {}
    ensemble: dict[str, Array] = {}
    for (sector, boundary), draws in cuts.items():
        values = np.tile(np.asarray(draws, dtype=float), (len(span), 1))
        unit = "Mt CO2/yr" if boundary in ("direct", "operational") else "Mt CO2e/yr"
        for kind, series in (("Emission Reduction", values), ("Emissions", LEVEL - values)):
            stem = f"{kind}|CO2|{sector}"
            name = stem + MARKS[boundary]
            variables[name] = Variable(name, unit, "", name, "carbonsim", stem, boundary)
            ensemble[name] = series
    for (sector, actor), draws in (costs or {}).items():
        stem = f"Extra Cost|{sector}"
        name = stem + MARKS[actor]
        variables[name] = Variable(name, "bn CNY/yr", "", name, "carbonsim", stem, actor)
        ensemble[name] = np.tile(np.asarray(draws, dtype=float), (len(span), 1))
    central = {name: values[:, 0] for name, values in ensemble.items()}
    wanted = headlines(variables.values(), span)
    ones = np.ones((len(span), 1))
    headline = totals_of_draws(wanted, ensemble, ones, span) if drawn else {}
    alone = totals_of_draws(wanted, central, ones[:, 0], span)
    outcomes = tuple(
        outcome_of(one.name, one.unit, float(alone[one.name]), headline.get(one.name)) for one in wanted
    )
    count = len(next(iter(ensemble.values()))[0]) if drawn else 1
    emitted = {name: np.full(len(span), LEVEL) for name in central if name.startswith("Emissions|")}
    # what differs, though no emission may
    central["Fee"], emitted["Fee"] = np.full(len(span), 2.0), np.full(len(span), 1.0)
    other = Results(reference, span, variables, emitted, {})
    found = Results(plan, span, variables, central, ensemble if drawn else {}, other, draws=count)
    return replace(found, headline=headline, limits=limits), outcomes


def alone(results: Results) -> Results:
    """The same run, compared with nothing."""
    emissions = {name: one for name, one in results.variables.items() if name.startswith("Emissions|")}
    return replace(results, reference=None, variables=emissions)


def claimed(name: str, words: str, verdicts: Mapping[str, str], year: int | None = 2035) -> list[ClaimResult]:
    """Answers to a claim, a verdict for each boundary."""
    claim = Claim(
        name=name,
        text={"en": words, "zh": f"宣传：{words}"},
        variable="Emission Reduction|CO2|Transportation|Truck",
        year=year,
        bound="at_least",
        value=18.0,
        unit="Mt CO2/yr",
        tolerance=0.0,
        boundary=None,
        source="press",
        origin=Origin("plan.yaml", 1, 1),
    )
    return [
        ClaimResult(claim, boundary, 2035, 4.4, "Mt CO2/yr", "at least 18 Mt CO2/yr", None, verdict=verdict)
        for boundary, verdict in verdicts.items()
    ]

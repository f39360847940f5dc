"""Claims put to the test: the value of what a claim speaks of, at every boundary, product and case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import numpy as np

from carbonsim.analysis.claims_by_grid import answers_by_grid
from carbonsim.analysis.record_claims import record_answers, stated_bound
from carbonsim.analysis.verdicts import HOLDS, Verdict, verdict_of_draws, verdict_of_value, whole_verdict
from carbonsim.core.blank import BLANK, figures, has_blank, quantiles, share
from carbonsim.core.bounds import meets, surpasses
from carbonsim.core.errors import Problem, ScenarioError
from carbonsim.core.types import Array
from carbonsim.engine.claim_worlds import differences
from carbonsim.engine.claimed import ClaimedSeries, claimed_series
from carbonsim.engine.reported import of_other_case
from carbonsim.engine.vintage_runs import judged_central
from carbonsim.results.claim_figures import Base, Figure, Pick
from carbonsim.results.claim_results import Answer, ClaimResult, Difference
from carbonsim.results.records import Variable
from carbonsim.results.results import Results
from carbonsim.scenario.claims import Claim

#: Quantiles of the draws that an answer states.
RANGE = (0.05, 0.5, 0.95)
NO_YEAR = "no such figure in this run"
NOT_THEN = "no such figure in this year"
NOT_IN_ALL = "no such figure in some of these years"
NO_BASE = "what it is compared with is not above 0"
NO_PEAK = "still greatest in the last year of the horizon: no peak within it"
REACHED = "reached in {}"
SOME_DRAWS = "some draws have no such figure: range and probability are those of the others"


def evaluate(results: Results) -> tuple[ClaimResult, ...]:
    """Evaluate every claim of a scenario: by its draws if they are kept, else by the run with central values.

    All answers to a claim are of one year; a claim of the kind ``record`` is answered from the record.

    Parameters
    ----------
    results : Results
        Of the scenario that carries the claims.

    Returns
    -------
    tuple of ClaimResult
        One for each claim, boundary, product and case; fewer where the claim names boundary or product. Each
        with its verdict and that on the claim as a whole.

    Raises
    ------
    ScenarioError
        If a claim names a variable, boundary or product that the run does not report.
    """
    problems: list[Problem] = []
    found: list[ClaimResult] = []
    results = _answering(results)
    central = judged_central(results, results.vintages)
    for claim in results.scenario.claims:
        if claim.why:
            rows = [_no_answer(claim)]
        elif claim.series:
            rows = record_answers(results.scenario, claim)
        else:
            rows = _answers(results, central, claim, problems)
        whole = str(whole_verdict(rows))
        found += [replace(row, verdict_of_claim=whole) for row in rows]
    if problems:
        raise ScenarioError(problems)
    return tuple(found)


def _answering(results: Results) -> Results:
    """Results in which rows that only the reference has hold no figure, not even that there is none of it."""
    absent = of_other_case(results.scenario)
    if not absent:
        return results
    blank, no_draws = np.full(len(results.years), BLANK), np.full((len(results.years), 1), BLANK)
    return replace(
        results,
        central={name: blank if name in absent else series for name, series in results.central.items()},
        ensemble={name: no_draws if name in absent else draws for name, draws in results.ensemble.items()},
        points={
            figure: draws if absent.isdisjoint(figure.names) else no_draws[0]
            for figure, draws in results.points.items()
        },
    )


def _no_answer(claim: Claim) -> ClaimResult:
    """A claim that no variable answers, with its reason."""
    return ClaimResult(claim, "", None, BLANK, "", "", None, note=claim.why["en"], verdict=Verdict.UNJUDGED)


def _answers(
    results: Results, central: Mapping[str, Array], claim: Claim, problems: list[Problem]
) -> list[ClaimResult]:
    """A claim at every boundary, for every product and case, all in one year."""
    claimed = claimed_series(results.scenario, claim, results.variables, central, results.years, problems)
    unlike = differences(results.scenario, claim, int(results.years[claimed.index]))
    return [
        _answer(results, claimed, variable, bound, unlike)
        for variable, bound in zip(claimed.variables, claimed.bounds, strict=True)
    ]


def _answer(
    results: Results,
    claimed: ClaimedSeries,
    variable: Variable,
    bound: tuple[float | None, str],
    unlike: tuple[Difference, ...],
) -> ClaimResult:
    (target, note), claim, figure = bound, claimed.claim, claimed.figure_of(variable)
    central, draws = results.central, results.draws_of(figure)
    judge = partial(_judge, claim, target)
    own = judge(float(figure.of(central)), draws)
    if unlike:
        own = replace(own, verdict=Verdict.UNJUDGED)
    grid, answer, others = answers_by_grid(results, claimed, figure, own, judge)
    reached = ""
    if answer.verdict == Verdict.HOLDS:
        held = None if grid is None or grid.year is None or not grid.held else results.vintages[grid.year]
        reached = _reached(results, held.central if held else central, claim, figure, target)
    notes = (note, _blank_note(figure, central, own.value, draws), reached)
    return ClaimResult(
        claim=claim,
        boundary=variable.boundary,
        year=int(results.years[claimed.index]),
        value=answer.value,
        unit=variable.unit,
        bound=stated_bound(claim),
        holds=HOLDS.get(Verdict(answer.verdict)),
        note="; ".join(filter(None, notes)),
        product=variable.product,
        variant=variable.variant,
        p05=answer.p05,
        p50=answer.p50,
        p95=answer.p95,
        probability=answer.probability,
        draws=answer.draws,
        verdict=answer.verdict,
        differences=unlike,
        grid=grid,
        other_grids=others,
        period=claim.form.period(int(results.years[0])),
    )


def _judge(claim: Claim, target: float | None, value: float, draws: Array | None) -> Answer:
    """Verdict on a figure and its draws; none without a bound that it can be compared with."""
    low, median, high = (None,) * len(RANGE) if draws is None else quantiles(draws, RANGE).tolist()
    probability = (
        None
        if target is None or draws is None
        else share(meets(claim.bound, draws, target, claim.tolerance), draws)
    )
    if target is None or np.isnan(value):
        verdict = Verdict.UNJUDGED
    elif probability is None or median is None or np.isnan(probability):
        verdict = verdict_of_value(claim.bound, value, target, claim.tolerance)
    else:
        assert draws is not None
        surpassing = share(surpasses(claim.bound, draws, target, claim.tolerance), draws)
        verdict = verdict_of_draws(claim.bound, median, probability, surpassing, target, claim.tolerance)
    count = None if draws is None else figures(draws).size
    return Answer(value, verdict, low, median, high, probability, count)


def _blank_note(figure: Figure, central: Mapping[str, Array], value: float, draws: Array | None) -> str:
    """Where the figure is missing: in the run, in the year of the answer, or in some of its draws."""
    if np.isnan(value):
        return _missing(figure, central)
    if figure.pick is Pick.PEAK and value == figure.start + figure.last:
        return NO_PEAK
    return SOME_DRAWS if draws is not None and has_blank(draws) else ""


def _missing(figure: Figure, central: Mapping[str, Array]) -> str:
    """Why the deterministic run has no such figure."""
    if any(np.isnan(central[name]).all() for name in figure.names):
        return NO_YEAR
    if figure.pick is Pick.SUM and any(
        np.isnan(central[name][list(figure.indices)]).any() for name in figure.names
    ):
        return NOT_IN_ALL
    without = replace(figure, base=Base.NONE)
    return NO_BASE if figure.base is not Base.NONE and not np.isnan(without.of(central)) else NOT_THEN


def _reached(
    results: Results, central: Mapping[str, Array], claim: Claim, figure: Figure, target: float | None
) -> str:
    """The first year of the deterministic run that judges in which the bound of a `by` is met."""
    if claim.form.by is None or target is None:
        return ""
    held = meets(claim.bound, figure.by_year(central), target, claim.tolerance)
    return REACHED.format(results.years[int(np.argmax(held))]) if held.any() else ""

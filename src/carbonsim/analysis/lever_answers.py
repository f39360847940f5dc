"""Answers to claims where levers are moved, in the year in which the run answers them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from carbonsim.analysis.record_claims import form_words, stated_bound
from carbonsim.analysis.verdicts import Verdict, verdict_of_draws, verdict_of_value
from carbonsim.core.blank import BLANK, share, smooth_quantiles
from carbonsim.core.bounds import meets, surpasses
from carbonsim.core.errors import Problem
from carbonsim.core.types import Array
from carbonsim.engine.claim_worlds import differences
from carbonsim.engine.claimed import ClaimedSeries, claimed_series
from carbonsim.engine.lever_runs import Point, quantities_at, with_held_levers
from carbonsim.engine.vintage_runs import judged_central
from carbonsim.results.claim_figures import Figure
from carbonsim.results.lever_grid import QUANTILES
from carbonsim.results.lever_records import LeverAnswer
from carbonsim.results.records import Variable
from carbonsim.results.results import Results
from carbonsim.scenario.claims import Claim

#: Place of the median among the quantiles.
MEDIAN = QUANTILES.index(0.5)


def answered_claims(results: Results) -> list[ClaimedSeries]:
    """Series that answer the claims of a run, each in the year in which the run answers it."""
    central, problems = judged_central(results, results.vintages), list[Problem]()
    return [
        claimed_series(results.scenario, claim, results.variables, central, results.years, problems)
        for claim in results.scenario.claims
        if claim.is_modelled
    ]


def lever_answers(
    results: Results,
    claims: Sequence[ClaimedSeries],
    draws_of: Mapping[Figure, Sequence[Array]],
    points: Sequence[Point],
) -> tuple[LeverAnswer, ...]:
    """Answers to claims at the points of a grid.

    Parameters
    ----------
    results : Results
    claims : sequence of ClaimedSeries
        From `answered_claims`.
    draws_of : mapping of Figure to sequence of array, (points, draws)
        Of each figure, batch by batch.
    points : sequence of tuple of float

    Returns
    -------
    tuple of LeverAnswer
    """
    answers = []
    for claimed in claims:
        judged = _judged(results, claimed, points)
        for variable, (target, _) in zip(claimed.variables, claimed.bounds, strict=True):
            parts = draws_of.get(claimed.figure_of(variable))
            if parts is not None:
                draws = np.concatenate(parts)[: len(points)]
                answers.append(_answer(results, claimed, variable, target, draws, judged))
    return tuple(answers)


def _judged(results: Results, claimed: ClaimedSeries, points: Sequence[Point]) -> list[bool]:
    """Whether the scenario is the claim's world at each point."""
    year, moved = int(results.years[claimed.index]), {one.key for one in claimed.claim.world}
    scenario = results.scenario
    if moved.isdisjoint(quantities_at(scenario.levers, points[0])):
        return [not differences(scenario, claimed.claim, year)] * len(points)
    return [not differences(with_held_levers(scenario, point), claimed.claim, year) for point in points]


def _answer(
    results: Results,
    claimed: ClaimedSeries,
    variable: Variable,
    target: float | None,
    draws: Array,
    judged: Sequence[bool],
) -> LeverAnswer:
    """Answer of one series, from its draws at each point, (points, draws)."""
    claim = claimed.claim
    values = smooth_quantiles(draws, QUANTILES)
    probability, surpassing = np.full((2, len(draws)), BLANK)
    verdicts = [Verdict.UNJUDGED] * len(draws)
    for place, of_point in enumerate(draws):
        median = float(values[MEDIAN, place])
        if target is None or not judged[place] or np.isnan(median):
            continue
        if draws.shape[1] == 1:
            verdicts[place] = verdict_of_value(claim.bound, median, target, claim.tolerance)
            continue
        probability[place] = share(meets(claim.bound, of_point, target, claim.tolerance), of_point)
        surpassing[place] = share(surpasses(claim.bound, of_point, target, claim.tolerance), of_point)
        shares = float(probability[place]), float(surpassing[place])
        verdicts[place] = verdict_of_draws(claim.bound, median, *shares, target, claim.tolerance)
    return LeverAnswer(
        claim=claim.name,
        variable=variable,
        year=int(results.years[claimed.index]),
        bound=stated_bound(claim),
        kind=claim.bound,
        target=target,
        tolerance=claim.tolerance,
        values=values,
        probability=probability,
        surpassing=surpassing,
        verdicts=tuple(map(str, verdicts)),
        outcome=_outcome(claim, variable, int(results.years[0]), int(results.years[claimed.index])),
    )


def _outcome(claim: Claim, variable: Variable, first: int, year: int) -> str:
    """The figure of a claim by its name: ``2026-2030 Emissions|... against the reference``."""
    form = replace(claim.form, over=None, by=None)
    words = ("peak",) if form.peak_by else form_words(form)
    years = claim.form.period(first) or (f"by {year}" if claim.form.by else str(year))
    return " ".join((years, variable.name, *words))

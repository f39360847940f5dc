"""Runs with an official factor of the grid held, as far as claims hang on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from carbonsim.core.blank import BLANK
from carbonsim.core.errors import Problem
from carbonsim.core.types import Array
from carbonsim.engine.claim_worlds import differences
from carbonsim.engine.claimed import ClaimedSeries, claimed_series
from carbonsim.engine.ensemble import Computing, make_ensemble
from carbonsim.engine.grid_vintages import official_factors, with_factor
from carbonsim.engine.pair import Pair
from carbonsim.engine.shards import Job
from carbonsim.results.claim_figures import Figure
from carbonsim.results.claim_results import VintageRun
from carbonsim.results.results import Results
from carbonsim.scenario.claims import Claim
from carbonsim.scenario.scenario import Scenario

#: Relative difference of figures that do not hang on the factor.
ROUNDING = 1e-12

Vintages = Mapping[int, VintageRun]


def central_vintages(plan: Results) -> dict[int, VintageRun]:
    """Deterministic runs with official factors that judge claims, or whose answers may stand beside.

    Parameters
    ----------
    plan : Results
        The deterministic run of the scenario.

    Returns
    -------
    dict of int to VintageRun
        By the year of the official factor, each up to the last year that is asked about; none where the
        region has no official factor, or no claim is a model's to answer.
    """
    official = official_factors(plan.scenario)
    claims = [claim for claim in plan.scenario.claims if claim.is_modelled]
    if official is None or not claims:
        return {}
    found: dict[int, VintageRun] = {}
    # a claim about any year finds its own among figures that are judged
    unsettled = [year for year in official.unsettled if year in plan.years]
    if unsettled and any(not claim.names_year and _may_be_judged(plan, claim) for claim in claims):
        found[official.last] = _central(plan.scenario, official.factors[official.last], unsettled[-1])
    last: dict[int, int] = {year: len(run.years) - 1 for year, run in found.items()}
    for vintage, claimed in _wanted(plan, found):
        last[vintage] = max(claimed.last, last.get(vintage, 0))
    for vintage, index in last.items():
        if vintage not in found or len(found[vintage].years) <= index:
            found[vintage] = _central(plan.scenario, official.factors[vintage], int(plan.years[index]))
    return found


def with_draws(plan: Results, vintages: Vintages, job: Job, how: Computing) -> dict[int, VintageRun]:
    """The same runs with the draws of every answer that the factor moves.

    Parameters
    ----------
    plan : Results
        With its ensemble, whose draws they are.
    vintages : mapping of int to VintageRun
        From `central_vintages`.
    job : Job
        That made the ensemble.
    how : Computing
        Where it was made.

    Returns
    -------
    dict of int to VintageRun
        Blank where the plan is: whether there is such a figure does not hang on the factor.
    """
    asked: dict[int, dict[Figure, None]] = {}
    for vintage, claimed in _wanted(plan, vintages):
        moved = [figure for figure in claimed.figures if moves(plan, vintages[vintage], figure)]
        asked.setdefault(vintage, {}).update(dict.fromkeys(moved))
    official = official_factors(plan.scenario)
    found = dict(vintages)
    for vintage, figures in asked.items():
        drawn = {figure: draws for figure in figures if (draws := plan.draws_of(figure)) is not None}
        if not drawn or official is None:
            continue
        last = int(plan.years[max(figure.indices[-1] for figure in drawn)])
        pair = Pair(with_factor(plan.scenario, official.factors[vintage], last))
        made = make_ensemble(
            pair, replace(job, scenario=pair.scenario, points=tuple(drawn), folder=None), how
        )
        held = {
            figure: np.where(np.isnan(draws), BLANK, made.points[figure]) for figure, draws in drawn.items()
        }
        found[vintage] = replace(vintages[vintage], points=held)
    return found


def claimed_figures(plan: Results, vintages: Vintages) -> tuple[Figure, ...]:
    """Figures of every answer to a scenario's claims.

    Returns
    -------
    tuple of Figure
        Nothing for a claim that has no answer: evaluating it says what is wrong.
    """
    each = _claimed(plan, vintages)
    return tuple(dict.fromkeys(figure for claimed in each for figure in claimed.figures))


def judged_central(plan: Results, vintages: Vintages) -> Mapping[str, Array]:
    """The deterministic run with the last official factor in the years that are judged with it.

    Parameters
    ----------
    plan : Results
        The deterministic run.
    vintages : mapping of int to VintageRun
        As many of its vintages as there are.

    Returns
    -------
    mapping of str to array, (years,)
    """
    official = official_factors(plan.scenario) if vintages else None
    held = None if official is None else vintages.get(official.last)
    if official is None or held is None:
        return plan.central
    places = np.flatnonzero(np.isin(plan.years, official.unsettled) & (plan.years <= held.years[-1]))
    if not places.size:
        return plan.central
    found = {}
    for name, values in plan.central.items():
        found[name] = values.copy()
        found[name][places] = held.central[name][places]
    return found


def moves(plan: Results, run: VintageRun, figure: Figure) -> bool:
    """Whether a figure of the deterministic run is another one with the factor that a vintage holds."""
    own, held = figure.of(plan.central), figure.of(run.central)
    return bool(abs(held - own) > ROUNDING * abs(own))


def _may_be_judged(plan: Results, claim: Claim) -> bool:
    """Whether the scenario is the claim's world in some year."""
    return not claim.world or any(not differences(plan.scenario, claim, int(year)) for year in plan.years)


def _wanted(plan: Results, vintages: Vintages) -> Iterator[tuple[int, ClaimedSeries]]:
    """Vintages that each claim asks for; those of a claim that cannot be judged in the scenario are none."""
    official = official_factors(plan.scenario)
    if official is None:
        return
    for claimed in _claimed(plan, vintages):
        year = int(plan.years[claimed.index])
        if claimed.variables and not differences(plan.scenario, claimed.claim, year):
            yield from ((vintage, claimed) for vintage in official.basis(year).vintages)


def _claimed(plan: Results, vintages: Vintages) -> list[ClaimedSeries]:
    problems: list[Problem] = []
    central = judged_central(plan, vintages)
    return [
        claimed_series(plan.scenario, claim, plan.variables, central, plan.years, problems)
        for claim in plan.scenario.claims
        if claim.is_modelled
    ]


def _central(scenario: Scenario, factor: float, last: int) -> VintageRun:
    pair = Pair(with_factor(scenario, factor, last))
    series = pair.evaluate({}, 1).plan
    return VintageRun(pair.years, {name: values[:, 0] for name, values in series.items()})

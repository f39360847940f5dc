"""Levers of a scenario moved: what comes of it at points of a grid, and how well that does between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod

import numpy as np

from carbonsim.analysis.lever_answers import answered_claims, lever_answers
from carbonsim.analysis.lever_error import interpolation_error, is_effect
from carbonsim.analysis.lever_size import held_out, size_of
from carbonsim.analysis.noise import rounding_noise
from carbonsim.core.blank import anything, mean, share, smooth_quantiles
from carbonsim.core.errors import Problem, ScenarioError
from carbonsim.core.types import Array
from carbonsim.engine.claimed import ClaimedSeries
from carbonsim.engine.headline import EMISSIONS, Headline, headlines, last_year_headlines
from carbonsim.engine.lever_runs import LeverRuns, Point, PointsBatch
from carbonsim.results.claim_figures import Figure
from carbonsim.results.lever_grid import QUANTILES, LeverGrid
from carbonsim.results.lever_records import LeverOutcome
from carbonsim.results.records import Variable
from carbonsim.results.results import Results

SHARES, STOCKS = "Sales Share|", ("Stocks|", "Capacity|")
#: Sales shares that are not among the first charts.
BY_DUTY = "|By Duty|"


def levers(results: Results) -> LeverGrid:
    """Results of a run where the levers of its scenario are moved.

    All points have the same draws, and fewer of them than the run: the first charts' series, outcomes and
    answers to claims, each with its median and a band from 5 to 95 %.

    Parameters
    ----------
    results : Results
        Of a scenario with levers.

    Returns
    -------
    LeverGrid

    Raises
    ------
    ScenarioError
        If the scenario has no levers, or values at a point have no answer.
    """
    scenario = results.scenario
    if not scenario.levers:
        hint = "docs/levers.md says how to write them"
        message = "found no levers, expected a scenario that has some"
        raise ScenarioError([Problem(scenario.file, 1, 1, "levers", message, hint)])
    steps, draws = size_of(scenario.levers, results.draws if results.banded else 1)
    settings = tuple(lever.points(count) for lever, count in zip(scenario.levers, steps, strict=True))
    between = held_out(settings)
    points: list[Point] = [*product(*settings), *between]
    found = _Found(_first_charts(results), _outcomes(results), answered_claims(results))
    claimed = (name for one in found.claimed for name in one.names)
    asked = [*found.names, *(one.series for one in found.wanted), *claimed]
    for batch in LeverRuns(scenario, draws, results.seed).batches(points, tuple(dict.fromkeys(asked))):
        found.take(batch, results)
    size = prod(steps)
    series = _joined(found.series)
    return LeverGrid(
        levers=scenario.levers,
        settings=settings,
        years=results.years,
        draws=draws,
        variables={name: results.variables[name] for name in found.names},
        series={name: values[..., :size] for name, values in series.items()},
        reference={name: values[..., :size] for name, values in _joined(found.reference).items()},
        means={name: values[..., :size] for name, values in _joined(found.means).items()},
        reference_means={name: values[..., :size] for name, values in _joined(found.reference_means).items()},
        outcomes=tuple(
            _outcome(results, one, np.concatenate(parts)[:size])
            for one, parts in zip(found.wanted, found.outcomes, strict=True)
        ),
        answers=lever_answers(results, found.claimed, found.answers, points[:size]),
        error=interpolation_error(series, settings, between, size),
    )


def _first_charts(results: Results) -> tuple[str, ...]:
    """Series of the first charts: effects, emissions at all boundaries, sales shares.

    Where nothing is sold stocks and capacities take the place of sales shares.
    """
    variables = results.variables.values()
    shares = [one.name for one in variables if one.name.startswith(SHARES) and BY_DUTY not in one.name]
    sold = any(anything(results.central[name]) for name in shares)
    stocks = [one.name for one in variables if one.name.startswith(STOCKS) and not one.boundary]
    charts = [
        one.name
        for one in variables
        if is_effect(one.stem) or (one.stem.startswith(EMISSIONS) and one.boundary)
    ]
    return (*charts, *shares, *([] if sold else stocks))


def _outcomes(results: Results) -> tuple[Headline, ...]:
    """Outcomes of a grid: of effects, or of emissions in single years where there is no baseline."""
    return _of(results, [one for one in results.variables.values() if is_effect(one.stem)]) or tuple(
        one for one in _of(results, results.variables.values()) if one.first == one.last
    )


def _of(results: Results, variables: Iterable[Variable]) -> tuple[Headline, ...]:
    known = tuple(variables)
    return (*headlines(known, results.years), *last_year_headlines(known, results.years))


def _joined(parts: dict[str, list[Array]]) -> dict[str, Array]:
    return {name: np.concatenate(several, axis=-1) for name, several in parts.items()}


def _outcome(results: Results, headline: Headline, draws: Array) -> LeverOutcome:
    """An outcome from its draws at each point, (points, draws)."""
    variable = results.variables[headline.series]
    noise = rounding_noise(results, variable, headline.last - headline.first + 1)
    return LeverOutcome(
        name=headline.name,
        variable=variable,
        period=headline.period,
        unit=headline.unit,
        values=smooth_quantiles(draws, QUANTILES),
        below=np.array([share(of_point < -noise, of_point) for of_point in draws]),
        above=np.array([share(of_point > noise, of_point) for of_point in draws]),
        noise=noise,
    )


@dataclass
class _Found:
    """Series of batches of points, side by side."""

    names: Sequence[str]
    wanted: Sequence[Headline]
    claimed: Sequence[ClaimedSeries]
    series: dict[str, list[Array]] = field(default_factory=dict)
    reference: dict[str, list[Array]] = field(default_factory=dict)
    means: dict[str, list[Array]] = field(default_factory=dict)
    reference_means: dict[str, list[Array]] = field(default_factory=dict)
    #: Of each outcome, draws by batch, (points, draws).
    outcomes: list[list[Array]] = field(default_factory=list)
    #: Of each figure that answers a claim, draws by batch, (points, draws).
    answers: dict[Figure, list[Array]] = field(default_factory=dict)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Figures that claims are answered by, each once."""
        return tuple(dict.fromkeys(figure for claimed in self.claimed for figure in claimed.figures))

    def take(self, batch: PointsBatch, results: Results) -> None:
        """Add a batch of points."""
        cases = (
            (batch.plan, self.series, self.means),
            (batch.reference, self.reference, self.reference_means),
        )
        for drawn, quantiles, means in cases:
            for name in self.names:
                if name in drawn:
                    quantiles.setdefault(name, []).append(smooth_quantiles(drawn[name], QUANTILES))
                    if name.startswith(STOCKS):
                        means.setdefault(name, []).append(mean(drawn[name]))
        self.outcomes = self.outcomes or [[] for _ in self.wanted]
        for one, parts in zip(self.wanted, self.outcomes, strict=True):
            weighed = one.weighed(batch.plan[one.series], batch.discounting)[one.span(results.years)]
            parts.append(np.sum(weighed, axis=0))
        for figure in self.figures:
            if all(name in batch.plan for name in figure.names):
                self.answers.setdefault(figure, []).append(figure.of(batch.plan))

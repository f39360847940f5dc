"""Outcomes of years and five-year plans of two scenarios, the one less the other, draw by draw."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from carbonsim.analysis.comparison import Comparison, Difference
from carbonsim.analysis.outcomes import central_totals
from carbonsim.analysis.rounding import settled
from carbonsim.analysis.statements import outcome_of
from carbonsim.core.blank import BLANK, quantiles
from carbonsim.core.types import Array
from carbonsim.engine.headline import (
    EMISSIONS,
    EXTRA_COST,
    REDUCTION,
    Headline,
    headlines,
    last_year_headlines,
)
from carbonsim.results.records import Outcome
from carbonsim.results.results import Results


def period_differences(found: Comparison, one: Difference) -> dict[Headline, Outcome]:
    """Differences in the years and plans that a comparison holds; in its last year where it holds none.

    Parameters
    ----------
    found : Comparison
        Of two runs or more.
    one : Difference
        Which of them.

    Returns
    -------
    dict of Headline to Outcome
        In order of the scenario's variables, of each by year and then by plan. Where differences are not of
        draws they are of the deterministic runs, and blank where medians differ in the other direction.
    """
    runs = (found.base, one.results)
    totals = [central_totals(run) for run in runs]
    return {
        headline: _difference(
            headline,
            [_central(run, headline, own) for run, own in zip(runs, totals, strict=True)],
            [_draws(run, headline) for run in runs],
            found,
        )
        for headline in _of_periods(found, one)
    }


def _of_periods(found: Comparison, one: Difference) -> Iterator[Headline]:
    """Outcomes that both have with the same unit, in years of all."""
    based = [
        variable
        for variable in one.results.variables.values()
        if variable.stem.startswith((EMISSIONS, REDUCTION, EXTRA_COST)) and variable.name in one.series
    ]
    held = [each for each in headlines(based, found.years) if each.period]
    yield from held or last_year_headlines(based, found.years)


def _central(run: Results, headline: Headline, totals: dict[str, Array]) -> float:
    if headline.first == headline.last:
        return float(run.central[headline.series][headline.first - int(run.years[0])])
    return float(totals[headline.name])


def _draws(run: Results, headline: Headline) -> Array | None:
    """The outcome of each draw; None where they were not kept."""
    if headline.name in run.headline:
        return run.headline[headline.name]
    if headline.first == headline.last:
        return run.draws_at(headline.series, headline.first - int(run.years[0]))
    return None


def _difference(
    headline: Headline, central: list[float], draws: list[Array | None], found: Comparison
) -> Outcome:
    levels = np.array(central)
    (before, after), apart = draws, float(settled(levels[1] - levels[0], levels))
    each = None
    if before is None or after is None:
        # of an ensemble whose draws are not there, no median can be told
        apart = BLANK if any(run.banded for run in found.runs) else apart
    elif found.paired:
        each = settled(after - before, levels)
    elif apart * float(np.diff([quantiles(one, (0.5,))[0] for one in (before, after)])[0]) < 0.0:
        apart = BLANK
    return outcome_of(headline.name, headline.unit, apart, each)

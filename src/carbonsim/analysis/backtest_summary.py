"""Who was right: mean scores by model and frozen year, wins and losses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from carbonsim.analysis.backtest import BacktestRow


@dataclass(frozen=True)
class Score:
    """Means over some forecasts of one model: `crps` [vehicle/yr], `covered` [1], and their number."""

    model: str
    crps: float
    covered: float
    forecasts: int


def models_of(rows: Sequence[BacktestRow]) -> tuple[str, ...]:
    """Names of the models, in order of appearance."""
    return tuple(dict.fromkeys(row.model for row in rows))


def freezes_of(rows: Sequence[BacktestRow]) -> tuple[int, ...]:
    """The frozen years, rising."""
    return tuple(sorted({row.freeze for row in rows}))


def means(rows: Sequence[BacktestRow]) -> tuple[Score, ...]:
    """Mean scores by model; all forecasts count alike.

    Parameters
    ----------
    rows : sequence of BacktestRow
        Of one frozen year or of several.

    Returns
    -------
    tuple of Score
        One for each model, in order of appearance.
    """
    found = []
    for model in models_of(rows):
        own = [row for row in rows if row.model == model]
        score = float(np.mean([row.crps for row in own]))
        hits = float(np.mean([row.covered_80 for row in own]))
        found.append(Score(model, score, hits, len(own)))
    return tuple(found)


def by_freeze(rows: Sequence[BacktestRow]) -> dict[int, tuple[Score, ...]]:
    """`means` of each frozen year, over all years after it."""
    return {freeze: means([row for row in rows if row.freeze == freeze]) for freeze in freezes_of(rows)}


def best(scores: Sequence[Score]) -> str:
    """Name of the model with the lowest mean CRPS."""
    return min(scores, key=lambda score: score.crps).model


def poolable(rows: Sequence[BacktestRow], first: int) -> tuple[BacktestRow, ...]:
    """Rows of the frozen years from `first` on in which every model made a forecast.

    A model that was spared a hard year would look better than it is.
    """
    models = set(models_of(rows))
    complete = {
        freeze
        for freeze, scores in by_freeze(rows).items()
        if freeze >= first and {score.model for score in scores} == models
    }
    return tuple(row for row in rows if row.freeze in complete)

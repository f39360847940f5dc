"""Who was right: mean scores by model and frozen year, wins and losses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from carbonsim.analysis.backtest import BacktestRow


@dataclass(frozen=True)
class Target:
    """Names of the fields of a row that speak of one thing that is forecast: volume, share or market."""

    forecast: str
    actual: str
    low: str
    high: str
    crps: str
    covered: str


#: What is forecast and scored.
TARGETS = {
    "volume": Target("forecast", "actual", "low_80", "high_80", "crps", "covered_80"),
    **{
        name: Target(
            name, f"actual_{name}", *(f"{name}_{end}" for end in ("low_80", "high_80", "crps", "covered_80"))
        )
        for name in ("share", "market")
    },
}


@dataclass(frozen=True)
class Score:
    """Means over some forecasts of one model, and their number.

    Attributes
    ----------
    model : str
    crps : float [vehicle/yr], or [points] of the share
    covered : float [1]
    forecasts : int
    """

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


def means(rows: Sequence[BacktestRow], target: str = "volume") -> tuple[Score, ...]:
    """Mean scores by model; all forecasts count alike.

    Parameters
    ----------
    rows : sequence of BacktestRow
        Of one frozen year or of several.
    target : str
        One of `TARGETS`.

    Returns
    -------
    tuple of Score
        One for each model, in order of appearance.
    """
    fields, found = TARGETS[target], []
    for model in models_of(rows):
        own = [row for row in rows if row.model == model]
        crps, covered = (
            float(np.mean([getattr(row, name) for row in own])) for name in (fields.crps, fields.covered)
        )
        found.append(Score(model, crps, covered, len(own)))
    return tuple(found)


def by_freeze(rows: Sequence[BacktestRow], target: str = "volume") -> dict[int, tuple[Score, ...]]:
    """`means` of each frozen year, over all years after it."""
    return {
        freeze: means([row for row in rows if row.freeze == freeze], target) for freeze in freezes_of(rows)
    }


@dataclass(frozen=True)
class Difference:
    """Mean score of a model less that of another, on the same forecasts, with its standard error.

    Forecasts of one frozen year err together, so that the standard error is rather too small.
    """

    model: str
    against: str
    crps: float
    error: float


def differences(rows: Sequence[BacktestRow], against: str, target: str = "volume") -> tuple[Difference, ...]:
    r"""Difference of the mean CRPS of each model to another one.

    .. math:: \bar d \pm \sqrt{\frac{\sum (d - \bar d)^2}{n (n - 1)}}

    Parameters
    ----------
    rows : sequence of BacktestRow
        In which each model has made every forecast.
    against : str
        The other one.
    target : str
        One of `TARGETS`.

    Returns
    -------
    tuple of Difference
        Of all models but that one.
    """
    field = TARGETS[target].crps
    scores = {
        model: np.array([getattr(row, field) for row in rows if row.model == model])
        for model in models_of(rows)
    }
    found = []
    for model, own in scores.items():
        apart = own - scores[against]
        if model != against:
            error = float(apart.std(ddof=1) / np.sqrt(len(apart))) if len(apart) > 1 else float("nan")
            found.append(Difference(model, against, float(apart.mean()), error))
    return tuple(found)


def best(scores: Sequence[Score]) -> tuple[str, ...]:
    """Names of the models with the lowest mean CRPS: several where they forecast the same."""
    least = min(score.crps for score in scores)
    return tuple(score.model for score in scores if score.crps == least)


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

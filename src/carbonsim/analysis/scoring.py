"""Scores of the forecasts of all sectors that can be put to the test, for the table that is shipped.

``python -m carbonsim.analysis.scoring`` (`make scores`) writes it anew where a model or its data changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from carbonsim.analysis import trust
from carbonsim.analysis.backtest import BacktestRow, rolling
from carbonsim.analysis.backtest_cases import CASES, OURS, Case
from carbonsim.analysis.backtest_summary import TARGETS, Score, differences, freezes_of, means, poolable
from carbonsim.analysis.trust import ForecastScore, written

LINE, STAYS = "linear", "persistence"
DRAWS = 10_000
UNITS = {"volume": "vehicle/yr", "share": "points", "market": "vehicle/yr"}


def scores_of(case: Case, rows: Sequence[BacktestRow]) -> tuple[ForecastScore, ...]:
    """Scores of one sector, pooled over the frozen years in which every model made a forecast.

    Parameters
    ----------
    case : Case
        The sector.
    rows : sequence of BacktestRow
        Forecasts of every year that it can be frozen in.

    Returns
    -------
    tuple of ForecastScore
        Of volume, share and market.
    """
    pooled = poolable(rows, case.pooled_from)
    frozen = freezes_of(pooled)
    found = []
    for quantity in TARGETS:
        by_model = {score.model: score for score in means(pooled, quantity)}
        ours, line, stays = by_model[OURS], by_model[LINE], by_model[STAYS]
        (against,) = (one for one in differences(pooled, LINE, quantity) if one.model == OURS)
        found.append(
            ForecastScore(
                case.sector,
                quantity,
                UNITS[quantity],
                frozen[0],
                frozen[-1],
                max(row.year for row in pooled),
                ours.forecasts,
                ours.crps,
                line.crps,
                stays.crps,
                against.crps,
                against.error,
                *map(_inside, (ours, line, stays)),
            )
        )
    return tuple(found)


def _inside(score: Score) -> int:
    return round(score.covered * score.forecasts)


def make_scores(draws: int = DRAWS) -> tuple[ForecastScore, ...]:
    """Scores of all sectors, in order of the alphabet."""
    found: list[ForecastScore] = []
    for sector in sorted(CASES):
        case = CASES[sector]()
        rows = rolling(case.past, (case.model, *case.others), case.freezes, draws, case.scenario.seed)
        found += scores_of(case, rows)
    return tuple(found)


if __name__ == "__main__":
    text = written(make_scores())
    (Path(trust.__file__).parent / trust.FILE).write_text(text, encoding="utf-8", newline="")

"""How far to trust a run: scores of forecasts of its sector, and what the numbers that decide it rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from carbonsim.analysis.backtest_summary import TARGETS
from carbonsim.engine.deciding import LEAST_DRAWS
from carbonsim.reference.rows import Row, index_rows, read_rows
from carbonsim.results.deciding import DecidingData
from carbonsim.results.results import Results

FILE = "forecast_scores.csv"


@dataclass(frozen=True)
class ForecastScore:
    """Score of a sector's forecasts against what came, beside a straight line and persistence.

    Forecasts were made as if at the end of several years, each for all years that have come since; scores are
    means over them. Those that were made in one year err together.

    Attributes
    ----------
    sector : str
    quantity : str
        ``volume``, ``share`` or ``market``.
    unit : str
        Of the scores: ``vehicle/yr``, or ``points`` of a share.
    first_frozen, last_frozen : int
        The first and the last year in which forecasts were made.
    last_year : int
        The last year that has come.
    forecasts : int
        Their number.
    crps, line_crps, persistence_crps : float [unit]
        Continuous ranked probability score, lower is better: of the model, of a straight line and of what
        stays as it was.
    difference, standard_error : float [unit]
        Score of the model less that of the line; the error is rather too small.
    inside_80, line_inside_80, persistence_inside_80 : int
        How many times what came lay in the 80 % interval of the forecast.
    """

    sector: str
    quantity: str
    unit: str
    first_frozen: int
    last_frozen: int
    last_year: int
    forecasts: int
    crps: float
    line_crps: float
    persistence_crps: float
    difference: float
    standard_error: float
    inside_80: int
    line_inside_80: int
    persistence_inside_80: int


COLUMNS = tuple(ForecastScore.__dataclass_fields__)
TEXTS, FLOATS = COLUMNS[:3], COLUMNS[7:12]


def forecast_scores(sector: str) -> tuple[ForecastScore, ...]:
    """Scores of a sector's forecasts, as they are shipped; ``make scores`` makes them anew.

    Parameters
    ----------
    sector : str

    Returns
    -------
    tuple of ForecastScore
        Of volume, share and market; none of a sector whose forecasts have not been put to the test.

    Examples
    --------
    >>> [score.quantity for score in forecast_scores("freight")], forecast_scores("steel")
    (['volume', 'share', 'market'], ())
    """
    return tuple(score for score in _shipped() if score.sector == sector)


def evidence(results: Results) -> DecidingData | None:
    """Evidence behind the parameters that most decide the headline of a run.

    Parameters
    ----------
    results : Results
        With an ensemble.

    Returns
    -------
    DecidingData or None
        Parameters, how many of them are estimates or assumed, and the median year of their data; None where
        the run cannot tell: too few draws, nothing that has a range, or no emissions.
    """
    found = results.deciding
    return None if found is None or found.draws < LEAST_DRAWS else found


@cache
def _shipped() -> tuple[ForecastScore, ...]:
    rows = read_rows(files("carbonsim.analysis") / FILE, FILE, COLUMNS)
    return tuple(index_rows(rows, _score).values())


def _score(row: Row) -> tuple[tuple[str, str], ForecastScore]:
    values: dict[str, str | int | float] = {}
    for name in COLUMNS:
        read = row.text if name in TEXTS else row.number if name in FLOATS else row.integer
        values[name] = read(name)
    row.one_of("quantity", tuple(TARGETS))
    score = ForecastScore(**values)  # type: ignore[arg-type]  # each by its column
    return (score.sector, score.quantity), score


def written(scores: Sequence[ForecastScore]) -> str:
    """Scores as the shipped table has them, six digits each."""
    lines = [",".join(COLUMNS)]
    for score in scores:
        cells = (getattr(score, name) for name in COLUMNS)
        lines.append(",".join(f"{cell:.6g}" if isinstance(cell, float) else str(cell) for cell in cells))
    return "\n".join(lines) + "\n"

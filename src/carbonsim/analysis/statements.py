"""One outcome as it is stated: deterministic value, statistics of the draws, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from carbonsim.core.blank import figures, missing
from carbonsim.core.types import Array
from carbonsim.engine.headline import discount_factors
from carbonsim.results.notes import Note
from carbonsim.results.records import QUANTILES, Outcome
from carbonsim.results.results import Results


def central_factors(results: Results) -> Array:
    """Discount factors of the years at the central rate, (years,)."""
    return discount_factors(results.scenario, results.years, {}, 1)[:, 0]


def outcome_of(
    name: str, unit: str, central: float, draws: Array | None, notes: Sequence[Note] = ()
) -> Outcome:
    """An outcome with the statistics of its draws, of those that have it.

    Parameters
    ----------
    name, unit : str
        Of the outcome.
    central : float [unit]
        Of the deterministic run.
    draws : array [unit], (draws,), or None
        Blank where a draw has no such figure; None without an ensemble.
    notes : sequence of Note
        Further remarks on it.

    Returns
    -------
    Outcome
    """
    remarks = (*blank_notes(central, draws), *notes)
    if draws is None or np.isnan(draws).all():
        return Outcome(name, unit, central, None, None, remarks)
    having = figures(draws)
    quantiles = tuple(float(value) for value in np.quantile(having, QUANTILES))
    sign = sign_share(having, quantiles[QUANTILES.index(0.5)])
    return Outcome(name, unit, central, float(having.mean()), quantiles, remarks, sign)


def sign_share(values: Array, median: float) -> float:
    """Share of the draws whose sign is that of their median; 0 is a sign of its own.

    Examples
    --------
    >>> sign_share(np.array([-3.0, 1.0, 2.0, 4.0]), 1.5)
    0.75
    """
    return float((np.sign(values) == np.sign(median)).mean())


def blank_notes(central: float, draws: Array | None) -> tuple[Note, ...]:
    """Where there is no such figure: in the deterministic run, and in how many draws."""
    without = 0.0 if draws is None else missing(draws)
    blank = (Note("no such figure in the deterministic run"),) if np.isnan(central) else ()
    return (*blank, Note("{} of draws have no such figure", ((without, "1"),))) if without > 0 else blank

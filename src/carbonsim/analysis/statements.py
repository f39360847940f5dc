"""One outcome as it is stated: deterministic value, statistics of the draws, and what is missing."""

from __future__ import annotations

import numpy as np

from carbonsim.core.blank import figures, missing
from carbonsim.core.types import Array
from carbonsim.engine.headline import discount_factors
from carbonsim.results.records import QUANTILES, Outcome
from carbonsim.results.results import Results


def central_factors(results: Results) -> Array:
    """Discount factors of the years at the central rate, (years,)."""
    return discount_factors(results.scenario, results.years, {}, 1)[:, 0]


def outcome_of(name: str, unit: str, central: float, draws: Array | None, note: str = "") -> Outcome:
    """An outcome with the statistics of its draws, of those that have it.

    Parameters
    ----------
    name, unit : str
        Of the outcome.
    central : float [unit]
        Of the deterministic run.
    draws : array [unit], (draws,), or None
        Blank where a draw has no such figure; None without an ensemble.
    note : str
        What else is to be said of it.

    Returns
    -------
    Outcome
    """
    note = joined(blank_note(central, draws), note)
    if draws is None or np.isnan(draws).all():
        return Outcome(name, unit, central, None, None, note)
    having = figures(draws)
    quantiles = tuple(float(value) for value in np.quantile(having, QUANTILES))
    sign = sign_share(having, quantiles[QUANTILES.index(0.5)])
    return Outcome(name, unit, central, float(having.mean()), quantiles, note, sign)


def sign_share(values: Array, median: float) -> float:
    """Share of the draws whose sign is that of their median; 0 is a sign of its own.

    Examples
    --------
    >>> sign_share(np.array([-3.0, 1.0, 2.0, 4.0]), 1.5)
    0.75
    """
    return float((np.sign(values) == np.sign(median)).mean())


def blank_note(central: float, draws: Array | None) -> str:
    """Where there is no such figure: in the deterministic run, and in how many draws."""
    without = 0.0 if draws is None else missing(draws)
    return joined(
        "no such figure in the deterministic run" if np.isnan(central) else "",
        f"{without:.1%} of draws have no such figure" if without > 0 else "",
    )


def joined(*notes: str) -> str:
    """Notes one after the other."""
    return "; ".join(filter(None, notes))

"""Identification of the model of imitation: what the history of sales tells of it, and what not."""

from __future__ import annotations

import numpy as np

from carbonsim.core.diffusion import imitation_growth
from carbonsim.core.estimate import Estimate
from carbonsim.core.likelihood import Profile, exact_threshold, profile
from carbonsim.core.types import Array
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.nev.calibration import (
    PRIOR,
    log_density_before,
    log_density_of_sales,
    log_density_of_studies,
)
from carbonsim.sectors.nev.estimation import History, choice_probabilities, fit, log_odds_of_awareness

#: Confidence of the intervals, as of all ranges in the data.
CONFIDENCE = 0.9
#: Below this share of buyers a ceiling is not looked for.
LOWEST_CEILING = 0.02
#: Spreads below this are not looked for: a likelihood needs one above 0.
LEAST_SPREAD = 1e-3
#: Calibrations that are tried between the bounds of their definition.
CALIBRATIONS = 20_001
#: What is said of the calibration and of the ceiling.
SURVEY = "utility of a battery car beyond that of the survey; fitted to studies and sales"
HELD = "share of buyers that will ever consider one; held at 1"
#: The growth towards a ceiling needs somebody left to win.
MOST_CONSIDERING = 1.0 - 1e-6


def estimates(inputs: Inputs, history: History) -> tuple[Estimate, ...]:
    """Estimates of imitation, of the spread about it and of a ceiling from the history.

    Parameters
    ----------
    inputs : Inputs
        Parameters as known at the end of the history, at their central values.
    history : History
        What is known.

    Returns
    -------
    tuple of Estimate
    """
    calibrated = calibration(inputs, history)
    at = np.array([calibrated.central])
    probability = choice_probabilities(inputs, history.years, at)[:, :1]
    found = fit(history.share, probability)
    rise = np.diff(log_odds_of_awareness(history.share[:, None], probability), axis=0)[:, 0]
    before = probability[:-1, 0]
    considered = np.minimum(history.share[:-1] / before, MOST_CONSIDERING)
    threshold = exact_threshold(len(rise), 1, CONFIDENCE)

    def gaussian(residual: Array) -> float:
        return -0.5 * len(rise) * float(np.log((residual**2).mean()))

    def of_imitation(value: float) -> float:
        return gaussian(rise - value * before)

    def of_volatility(value: float) -> float:
        residual = ((rise - found.imitation * before) ** 2).sum()
        # one degree of freedom is spent on imitation (restricted likelihood)
        return -found.freedom * float(np.log(value)) - 0.5 * float(residual) / value**2

    def of_ceiling(value: float) -> float:
        slope = imitation_growth(1.0, before, considered, value)
        return gaussian(rise - slope * float((slope * rise).sum() / (slope**2).sum()))

    imitation, volatility = _bounds(inputs, "nev.imitation"), _bounds(inputs, "nev.volatility")
    rows = [
        ("imitation", profile(of_imitation, *imitation, threshold), "1/yr; fitted"),
        (
            "volatility",
            profile(of_volatility, max(volatility[0], LEAST_SPREAD), volatility[1], _chi_squared()),
            "of the log odds in a year; fitted",
        ),
    ]
    # the slope that goes with each ceiling is fitted, too
    ceiling = profile(of_ceiling, LOWEST_CEILING, 1.0, exact_threshold(len(rise), 2, CONFIDENCE))
    told = tuple(_told(name, found_profile, note) for name, found_profile, note in rows)
    # the model's own value stands here, not the most likely one: the data do not tell it
    held = Estimate("ceiling", 1.0, ceiling.low, ceiling.high, ceiling.identified, HELD)
    return (calibrated, *told, held)


def calibration(inputs: Inputs, history: History) -> Estimate:
    """Calibration of the choice: median and 90 % interval after sales and studies were looked at."""
    tried = np.linspace(*_bounds(inputs, PRIOR), CALIBRATIONS)
    probability = choice_probabilities(inputs, history.years, tried)
    density = log_density_of_sales(history.share, probability)
    density = density + log_density_of_studies(inputs, history.years, probability)
    density = density + log_density_before(inputs, tried)
    cumulated = np.cumsum(np.exp(density - density.max()))
    part = 0.5 * (1.0 - CONFIDENCE)
    low, central, high = np.interp((part, 0.5, 1.0 - part), cumulated / cumulated[-1], tried)
    return Estimate("calibration", float(central), float(low), float(high), True, SURVEY)


def _bounds(inputs: Inputs, address: str) -> tuple[float, float]:
    """Bounds of the definition of a parameter."""
    definition = inputs.scenario.settings[address].definition
    assert definition.minimum is not None
    assert definition.maximum is not None
    return definition.minimum, definition.maximum


def _chi_squared() -> float:
    """Fall of the log-likelihood at the ends of an interval of one parameter in large samples."""
    from scipy.stats import chi2  # noqa: PLC0415 - only a fit needs it

    return 0.5 * float(chi2.ppf(CONFIDENCE, 1))


def _told(name: str, found: Profile, note: str) -> Estimate:
    return Estimate(name, found.best, found.low, found.high, found.identified, note)

"""The choice of powertrain against what happened: fitted on some years, tested on those held out.

Costs are those of each year as it came. What could be forecast before a year is another question: see
`carbonsim.analysis.truck_backtest`.
"""

from __future__ import annotations

from dataclasses import dataclass

from carbonsim.analysis.truck_choice import (
    POWERTRAINS,
    SCENARIO,
    STEPS,
    TOLERANCE,
    choice_exponent,
    costs,
    new_energy_rows,
    observed_shares,
    segment_weights,
)
from carbonsim.core.errors import DataError
from carbonsim.core.types import Array
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.run import run
from carbonsim.sectors.freight.calibration import Fit, constants_of, fit_constants, segment_shares


@dataclass(frozen=True)
class HindcastRow:
    """Share of sales of a powertrain in a year; `row` is "new energy" for all but the engines."""

    year: int
    row: str
    fitted: bool
    actual: float
    model: float

    @property
    def error(self) -> float:
        """Modelled less observed, in points of share."""
        return self.model - self.actual


@dataclass(frozen=True)
class Hindcast:
    """Fit on the years to `last_fitted`, and all years modelled with it.

    `latest` are the constants that reproduce the last year alone: what the shipped scenarios of Fujian use,
    because the fit misses the take-off.
    """

    last_fitted: int
    exponent: float
    powertrains: tuple[str, ...]
    fit: Fit
    latest: Array  # P
    rows: tuple[HindcastRow, ...]


def hindcast(last_fitted: int) -> Hindcast:
    """Fit the constants on sales up to a year and model all years with them.

    Parameters
    ----------
    last_fitted : int
        Later years are not seen by the fit.

    Returns
    -------
    Hindcast

    Raises
    ------
    DataError
        If a year to be fitted has no sales of a powertrain.
    """
    scenario = load_scenario(SCENARIO)
    results = run(scenario, draws=1)
    names = scenario.members(POWERTRAINS)
    labels = tuple(scenario.text(f"{POWERTRAINS}.{name}.label") for name in names)
    cost, observed = costs(results), observed_shares(scenario, results.years)
    weight, exponent = segment_weights(scenario), choice_exponent(scenario)
    fitted = results.years <= last_fitted
    try:
        fit = fit_constants(cost[fitted], observed[fitted], exponent, weight, STEPS, TOLERANCE)
        latest = constants_of(cost[-1:], observed[-1:], exponent, weight, STEPS, TOLERANCE)
    except ValueError as error:
        raise DataError(f"the choice of powertrain cannot be fitted: {error}") from error
    modelled = segment_shares(cost, exponent, fit.constants, weight)
    new_energy = new_energy_rows(scenario)
    rows = []
    for index, year in enumerate(results.years):
        pairs = [*zip(labels, observed[index], modelled[index], strict=True)]
        pairs.append(("new energy", observed[index, new_energy].sum(), modelled[index, new_energy].sum()))
        rows += [
            HindcastRow(int(year), label, bool(fitted[index]), float(actual), float(model))
            for label, actual, model in pairs
        ]
    return Hindcast(last_fitted, exponent, names, fit, latest, tuple(rows))

"""The choice of powertrain against what happened: fitted on some years, tested on one held out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from carbonsim.core.errors import DataError
from carbonsim.core.types import Array
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.run import run
from carbonsim.results.results import Results
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.freight.calibration import Fit, constants_of, fit_constants, segment_shares

SCENARIO = "carbonsim:china-trucks-hindcast"
LAST_FITTED = 2024
POWERTRAINS = "freight.powertrains"
SEGMENTS = "freight.segments"
COST = "Total Cost of Ownership per Tonne-Kilometre|Transportation|Truck|{segment}|{powertrain}"
#: How close and how long the fit runs: far beyond what four digits need.
TOLERANCE = 1e-12
STEPS = 1000


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


def hindcast() -> Hindcast:
    """Fit the constants on sales to 2024 and model 2025, which the fit has not seen.

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
    cost, observed = _costs(results), _observed(scenario, results)
    weight = np.array(
        [
            scenario.quantity(f"{SEGMENTS}.{row}.share_of_stock").central[0]
            for row in scenario.members(SEGMENTS)
        ]
    )
    weight = weight / weight.sum()
    fitted = results.years <= LAST_FITTED
    exponent = scenario.quantity("freight.choice_exponent").central[0]
    try:
        fit = fit_constants(cost[fitted], observed[fitted], exponent, weight, STEPS, TOLERANCE)
        latest = constants_of(cost[-1:], observed[-1:], exponent, weight, STEPS, TOLERANCE)
    except ValueError as error:
        raise DataError(f"the choice of powertrain cannot be fitted: {error}") from error
    modelled = segment_shares(cost, exponent, fit.constants, weight)
    families = [scenario.text(f"{POWERTRAINS}.{name}.family") for name in names]
    new_energy = np.array([family != "Internal Combustion" for family in families])
    rows = []
    for index, year in enumerate(results.years):
        pairs = [*zip(labels, observed[index], modelled[index], strict=True)]
        pairs.append(("new energy", observed[index, new_energy].sum(), modelled[index, new_energy].sum()))
        rows += [
            HindcastRow(int(year), label, bool(fitted[index]), float(actual), float(model))
            for label, actual, model in pairs
        ]
    return Hindcast(LAST_FITTED, exponent, names, fit, latest, tuple(rows))


def _costs(results: Results) -> Array:
    """Cost of ownership per tonne-kilometre, (years, powertrains, segments)."""
    scenario = results.scenario
    powertrains = [scenario.text(f"{POWERTRAINS}.{row}.label") for row in scenario.members(POWERTRAINS)]
    segments = [scenario.text(f"{SEGMENTS}.{row}.label") for row in scenario.members(SEGMENTS)]
    table = [
        [results.central[COST.format(segment=segment, powertrain=powertrain)] for segment in segments]
        for powertrain in powertrains
    ]
    return np.moveaxis(np.array(table), 2, 0)


def _observed(scenario: Scenario, results: Results) -> Array:
    """Shares of domestic registrations, (years, powertrains)."""
    addresses = [f"{POWERTRAINS}.{row}.past_sales_share" for row in scenario.members(POWERTRAINS)]
    return np.stack([scenario.quantity(address).series(results.years)[0] for address in addresses], axis=1)

"""Heavy trucks of China: the share of new energy forecast with costs and constants of the frozen year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from carbonsim.analysis.past import Past
from carbonsim.analysis.random_walk import generator
from carbonsim.analysis.truck_choice import (
    POWERTRAINS,
    STEPS,
    TOLERANCE,
    choice_exponent,
    costs,
    new_energy_rows,
    observed_shares,
    segment_weights,
)
from carbonsim.core.estimate import Estimate
from carbonsim.core.types import Array, IntArray
from carbonsim.engine.run import run
from carbonsim.scenario.freezing import frozen
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.freight.calibration import Fit, drawn_constants, drawn_shares, fit_constants

SALES = "freight.past_sales"
#: Registrations of earlier years are orders of magnitude that nobody has published.
MARKET_FROM = 2015
#: A single year tells no spread.
FEWEST = 2


@dataclass(frozen=True)
class FrozenChoice:
    """The choice as it could be fitted at the end of a year, and the costs known then.

    `cost` is (years, powertrains, segments) over `years`, those after the last known year included.
    """

    scenario: Scenario
    years: IntArray
    cost: Array
    fit: Fit


def truck_past(scenario: Scenario) -> Past:
    """Share of new energy trucks, and all heavy trucks registered in China.

    Parameters
    ----------
    scenario : Scenario
        The hindcast, whole.

    Returns
    -------
    Past
        Registrations have no exports.
    """
    first, last = scenario.years
    years, sold = np.arange(first, last + 1), np.arange(MARKET_FROM, last + 1)
    share = observed_shares(scenario, years)[:, new_energy_rows(scenario)].sum(axis=1)
    market = scenario.quantity(SALES).series(sold)[0]
    return Past(years, share, sold, market, np.zeros(len(sold)))


def frozen_choice(scenario: Scenario, freeze: int) -> FrozenChoice:
    """Fit the choice to the years up to a frozen one, on nothing that came later.

    Parameters
    ----------
    scenario : Scenario
        The hindcast, whole; it is frozen here.
    freeze : int
        The last year seen.

    Returns
    -------
    FrozenChoice
        Costs after the frozen year are those of what was known in it.
    """
    known = frozen(scenario, freeze)
    results = run(known, draws=1)
    seen = results.years <= freeze
    cost, weight = costs(results), segment_weights(known)
    shares = observed_shares(known, results.years[seen])
    fit = fit_constants(cost[seen], shares, choice_exponent(known), weight, STEPS, TOLERANCE)
    return FrozenChoice(known, results.years, cost, fit)


def truck_share(scenario: Scenario, known: Past, last_year: int, draws: int, seed: int) -> Array:
    """Share of new energy trucks in the years after the last known one; see `ShareForecast`.

    Each draw keeps its constants in all years, as in the scenarios: what buyers saw beyond cost stays.
    """
    freeze = int(known.years[-1])
    choice = frozen_choice(scenario, freeze)
    constants = drawn_constants(choice.fit, draws, generator(seed, "backtest.freight"))
    exponent, weight = choice_exponent(choice.scenario), segment_weights(choice.scenario)
    ahead = (choice.years > freeze) & (choice.years <= last_year)
    new_energy = new_energy_rows(choice.scenario)
    shares = [drawn_shares(cost, exponent, constants, weight) for cost in choice.cost[ahead]]
    return np.stack([share[new_energy].sum(axis=0) for share in shares])


def truck_estimates(scenario: Scenario, freeze: int) -> tuple[Estimate, ...]:
    """The constants as fitted at the end of a year; low and high are those of a year not fitted."""
    choice = frozen_choice(scenario, freeze)
    exponent = choice_exponent(choice.scenario)
    source = "not fitted: taken from the literature"
    rows = [Estimate("choice_exponent", exponent, exponent, exponent, False, source)]
    names = choice.scenario.members(POWERTRAINS)
    for name, constant, spread in zip(names, choice.fit.constants, choice.fit.spread, strict=True):
        base = name == names[0]
        note = "the base: 0 by convention" if base else "beyond cost; one for all years"
        low, high = float(constant - spread), float(constant + spread)
        rows.append(Estimate(f"{name}.choice_constant", float(constant), low, high, not base, note))
    return tuple(rows)

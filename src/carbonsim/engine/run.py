"""Run a scenario: the central run and the ensemble, plan beside reference on the same draws."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from carbonsim.core.types import Array
from carbonsim.engine.electricity import extra_electricity
from carbonsim.engine.pair import Pair, PairSeries
from carbonsim.engine.reported import own_variables
from carbonsim.engine.sampling import block_scores, setting_scores
from carbonsim.results.records import Check
from carbonsim.results.results import Results
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors import sectors_of
from carbonsim.sectors.contract import Inputs

#: Draws in a block: what a year touches then stays in the processor's cache.
BLOCK = 250

Progress = Callable[[int, int], None]


def run(
    scenario: Scenario, draws: int | None = None, seed: int | None = None, progress: Progress | None = None
) -> Results:
    """Run a scenario and its reference.

    Parameters
    ----------
    scenario : Scenario
        From `load_scenario`.
    draws : int, optional
        Size of the ensemble instead of the scenario's; 0 or 1 makes the central run alone.
    seed : int, optional
        Instead of the scenario's.
    progress : callable, optional
        Told the draws done and to do after each block.

    Returns
    -------
    Results

    Raises
    ------
    ValueError
        If draws are negative.
    BalanceError
        If trucks, tonne-kilometres, energy or money do not balance.

    Examples
    --------
    >>> from carbonsim.engine.catalogue import load_scenario
    >>> result = run(load_scenario("fujian-all-diesel"), draws=1)
    >>> round(float(result.central["Emissions|CO2|Energy|Demand|Transportation|Truck"][0]), 1)
    18.2
    """
    started = time.perf_counter()
    pair = Pair(scenario)
    draws = scenario.draws if draws is None else draws
    if draws < 0:
        raise ValueError(f"draws: found {draws}, expected 0 or more")
    seed = scenario.seed if seed is None else seed
    central = pair.evaluate({}, 1)
    ensemble = _ensemble(pair, draws, seed, progress) if draws > 1 else PairSeries({}, {})
    reference = None
    if scenario.reference is not None:
        assert central.reference is not None
        reference = Results(
            scenario.reference,
            pair.years,
            own_variables(scenario.reference),
            _middle(central.reference),
            ensemble.reference or {},
            seed=seed,
            draws=max(draws, 1),
        )
    plan = Results(
        scenario,
        pair.years,
        pair.variables,
        _middle(central.plan),
        ensemble.plan,
        reference,
        seed=seed,
        draws=max(draws, 1),
    )
    return replace(plan, checks=_checks(plan), seconds=time.perf_counter() - started)


def ensemble_values(results: Results, address: str) -> Array:
    """What a parameter was in each draw of an ensemble, in the first year.

    Parameters
    ----------
    results : Results
        With an ensemble.
    address : str
        Of a quantity.

    Returns
    -------
    array [unit of the definition], (draws,) or (1,)
    """
    quantity = results.scenario.quantity(address)
    setting = results.scenario.settings[address]
    drawn = {}
    if quantity.low is not None:
        drawn = {address: setting_scores(results.scenario, setting, results.seed, 0, results.draws)}
    return Inputs(results.scenario, results.years, results.draws, drawn).constant(address)


def _ensemble(pair: Pair, draws: int, seed: int, progress: Progress | None) -> PairSeries:
    blocks: list[PairSeries] = []
    for start in range(0, draws, BLOCK):
        count = min(BLOCK, draws - start)
        blocks.append(_block(pair, seed, start, count))
        if progress is not None:
            progress(start + count, draws)
    references = [block.reference for block in blocks if block.reference is not None]
    return PairSeries(_joined([block.plan for block in blocks]), _joined(references) if references else None)


def _block(pair: Pair, seed: int, start: int, count: int) -> PairSeries:
    # NumPy sums a single column in another order than several: a block is never narrower than two
    width = max(count, 2)
    # a parameter that only one of the two has a range for still has its own scores
    drawn = block_scores(pair.scenario, seed, start, width)
    if pair.scenario.reference is not None:
        drawn |= block_scores(pair.scenario.reference, seed, start, width)
    series = pair.evaluate(drawn, width)
    return PairSeries(
        _first(series.plan, count), None if series.reference is None else _first(series.reference, count)
    )


def _first(series: dict[str, Array], count: int) -> dict[str, Array]:
    return {name: values[:, :count] for name, values in series.items()}


def _joined(blocks: list[dict[str, Array]]) -> dict[str, Array]:
    return {name: np.concatenate([block[name] for block in blocks], axis=1) for name in blocks[0]}


def _middle(series: dict[str, Array]) -> dict[str, Array]:
    return {name: values[:, 0] for name, values in series.items()}


def _checks(plan: Results) -> tuple[Check, ...]:
    """Cross-checks of the sectors, and of what they share."""
    found = [
        check
        for sector in sectors_of(plan.scenario)
        for check in sector.checks(plan.scenario, plan.central, plan.ensemble, plan.years)
    ]
    return (*found, *extra_electricity(plan, plan.reference))

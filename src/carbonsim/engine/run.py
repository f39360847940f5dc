"""Run a scenario: the central run and the ensemble, plan beside reference on the same draws."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

import numpy as np

from carbonsim.core.types import Array, IntArray
from carbonsim.engine.differences import difference_variables, differences
from carbonsim.engine.electricity import extra_electricity
from carbonsim.engine.loop import BlockResult, simulate
from carbonsim.engine.markets import Markets
from carbonsim.engine.reported import own_variables
from carbonsim.engine.sampling import pair_scores, setting_scores
from carbonsim.engine.totals import totals, totals_of
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
    draws = scenario.draws if draws is None else draws
    if draws < 0:
        raise ValueError(f"draws: found {draws}, expected 0 or more")
    seed = scenario.seed if seed is None else seed
    years = np.arange(scenario.years[0], scenario.years[1] + 1)
    central = _pair(scenario, years, 1, {})
    ensemble = _ensemble(scenario, years, draws, seed, progress) if draws > 1 else (None, None)
    plan, reference = (
        None if one is None else _results(one, years, middle, many, seed, draws)
        for one, middle, many in zip((scenario, scenario.reference), central, ensemble, strict=True)
    )
    assert plan is not None
    return _compared(plan, reference, time.perf_counter() - started)


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
        draws = results.draws
        drawn = {address: setting_scores(results.scenario, setting, results.seed, 0, draws, draws)}
    return Inputs(results.scenario, results.years, results.draws, drawn).constant(address)


def _pair(
    scenario: Scenario, years: IntArray, draws: int, drawn: Mapping[str, Array]
) -> tuple[dict[str, Array], dict[str, Array] | None]:
    """Plan and reference on one block of draws; the reference goes first, for what it makes."""
    reference: BlockResult | None = None
    if scenario.reference is not None:
        inputs = Inputs(scenario.reference, years, draws, drawn)
        reference = simulate(inputs, sectors_of(scenario), Markets(inputs))
    inputs = Inputs(scenario, years, draws, drawn)
    made = None if reference is None else reference.made
    plan = simulate(inputs, sectors_of(scenario), Markets(inputs, made))
    return plan.series, None if reference is None else reference.series


def _ensemble(
    scenario: Scenario, years: IntArray, draws: int, seed: int, progress: Progress | None
) -> tuple[dict[str, Array], dict[str, Array] | None]:
    plans: list[dict[str, Array]] = []
    references: list[dict[str, Array]] = []
    for start in range(0, draws, BLOCK):
        count = min(BLOCK, draws - start)
        # NumPy sums a single column in another order than several: a block is never narrower than two
        width = max(count, 2)
        drawn = pair_scores(scenario, seed, start, width, draws)
        plan, reference = _pair(scenario, years, width, drawn)
        plans.append(_first(plan, count))
        if reference is not None:
            references.append(_first(reference, count))
        if progress is not None:
            progress(start + count, draws)
    return _joined(plans), _joined(references) if references else None


def _first(series: dict[str, Array], count: int) -> dict[str, Array]:
    return {name: values[:, :count] for name, values in series.items()}


def _joined(blocks: list[dict[str, Array]]) -> dict[str, Array]:
    return {name: np.concatenate([block[name] for block in blocks], axis=1) for name in blocks[0]}


def _results(
    scenario: Scenario,
    years: IntArray,
    central: dict[str, Array] | None,
    ensemble: dict[str, Array] | None,
    seed: int,
    draws: int,
) -> Results:
    assert central is not None
    middle = {name: values[:, 0] for name, values in central.items()}
    declared = totals_of(scenario)
    middle |= totals(declared, middle)
    many = {} if ensemble is None else ensemble | totals(declared, ensemble)
    return Results(scenario, years, own_variables(scenario), middle, many, seed=seed, draws=max(draws, 1))


def _compared(plan: Results, reference: Results | None, seconds: float) -> Results:
    """The plan's results with its differences to the reference and its cross-checks."""
    variables, central = dict(plan.variables), dict(plan.central)
    ensemble = dict(plan.ensemble)
    if reference is not None:
        extra = difference_variables(plan.variables, reference.variables)
        variables |= {variable.name: variable for variable in extra.values()}
        central |= differences(extra, plan.central, reference.central)
        if plan.ensemble:
            ensemble |= differences(extra, plan.ensemble, reference.ensemble)
    checks = [
        check
        for sector in sectors_of(plan.scenario)
        for check in sector.checks(plan.scenario, central, ensemble, plan.years)
    ]
    checks += extra_electricity(plan, reference)
    return Results(
        plan.scenario,
        plan.years,
        variables,
        central,
        ensemble,
        reference,
        tuple(checks),
        plan.seed,
        plan.draws,
        seconds,
    )

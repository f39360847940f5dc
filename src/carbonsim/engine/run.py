"""Run a scenario: the central run and the ensemble, plan beside reference on the same draws."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from carbonsim.core.types import Array, Progress
from carbonsim.engine.blame import at_centre
from carbonsim.engine.deciding import find_deciding
from carbonsim.engine.deciding_check import deciding_data
from carbonsim.engine.draw_files import parquet
from carbonsim.engine.electricity import extra_electricity
from carbonsim.engine.ensemble import Computing, Ensemble, make_ensemble
from carbonsim.engine.impossible import ImpossibleDrawsError
from carbonsim.engine.kept_files import kept_files
from carbonsim.engine.pair import Pair
from carbonsim.engine.pair_series import PairSeries
from carbonsim.engine.reported import own_variables
from carbonsim.engine.sampling import setting_scores
from carbonsim.engine.shards import Job
from carbonsim.engine.vintage_runs import central_vintages, claimed_figures, with_draws
from carbonsim.kernel.inputs import Inputs
from carbonsim.results.records import Check, Limit
from carbonsim.results.results import Results
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors import sectors_of

#: Draws in a block: enough that calls cost little, few enough that what a year touches stays in the cache and
#: that two processes have memory for it. Of a scenario that reports few series, twice as many.
BLOCK = 2500
FEW_SERIES = 150
#: Draws in a shard: what an interrupted run may lose, and what a process does at a time.
SHARD = 5000


def run(
    scenario: Scenario,
    draws: int | None = None,
    seed: int | None = None,
    progress: Progress | None = None,
    *,
    workers: int = 1,
    scheduler: str | None = None,
    shards: Path | None = None,
    save_draws: Path | None = None,
) -> Results:
    """Run a scenario and its reference.

    Up to 20,000 draws are kept, unless they would take more than 1 GiB. Larger ensembles are streamed: their
    bands are known to the width of a bin, and `Results.ensemble` is empty. However a run is divided, the same
    seed gives the same bits.

    Parameters
    ----------
    scenario : Scenario
        From `load_scenario`.
    draws : int, optional
        Size of the ensemble instead of the scenario's; 0 or 1 makes the central run alone.
    seed : int, optional
        Instead of the scenario's.
    progress : callable, optional
        Told the draws done and to do, now and then.
    workers : int
        Processes on this machine. A script that asks for several must keep its own run below
        ``if __name__ == "__main__":``.
    scheduler : str, optional
        Address of a Dask scheduler whose workers make the draws instead, such as ``tcp://127.0.0.1:8786``.
    shards : Path, optional
        Folder for the finished parts of a streamed ensemble: the same run asked for again goes on from them.
    save_draws : Path, optional
        Folder for every draw, as Parquet; on a cluster all workers must see it.

    Returns
    -------
    Results

    Raises
    ------
    ValueError
        If draws are negative, or there are no workers.
    BalanceError
        If trucks, tonne-kilometres, energy or money do not balance.
    ComputingError
        If an extra, the scheduler or its workers are missing.
    OSError
        If finished parts or draws can not be written.

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
    if workers < 1:
        raise ValueError(f"workers: found {workers}, expected 1 or more")
    pair = Pair(scenario)
    seed = scenario.seed if seed is None else seed
    plan = _central(pair, seed, max(draws, 1))
    vintages = central_vintages(plan)
    sample = PairSeries({}, {})
    if draws > 1:
        drawn = frozenset(pair.drawn.plan)
        kept = tuple(one for one in claimed_figures(plan, vintages) if drawn.issuperset(one.names))
        if save_draws is not None:
            parquet()  # rather than after the first shard
            save_draws.mkdir(parents=True, exist_ok=True)
        job = Job(scenario, seed, draws, SHARD, block_width(pair), kept, folder=save_draws)
        how = Computing(workers, scheduler, shards)
        found = make_ensemble(pair, job, how, progress)
        plan, sample = _with_ensemble(plan, found), found.sample
        vintages = with_draws(plan, vintages, job, how)
    plan = replace(plan, vintages=vintages, deciding=find_deciding(plan), limits=_limits(plan))
    plan = replace(plan, checks=_checks(plan, sample), kept=kept_files(scenario))
    return replace(plan, seconds=time.perf_counter() - started)


def block_width(pair: Pair) -> int:
    """Draws in a block of a run.

    Parameters
    ----------
    pair : Pair
        What is run.

    Returns
    -------
    int
        Nothing of the result depends on it.
    """
    series = len(pair.drawn.plan) + len(pair.drawn.reference)
    return 2 * BLOCK if series <= FEW_SERIES else BLOCK


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
    setting = results.scenario.settings[address]
    drawn = {}
    if setting.ranged:
        draws = results.draws
        drawn = {address: setting_scores(results.scenario, setting, results.seed, 0, draws, draws)}
    return Inputs(results.scenario, results.years, results.draws, drawn).constant(address)


def _central(pair: Pair, seed: int, draws: int) -> Results:
    """The central run of plan and reference."""
    try:
        found = pair.evaluate({}, 1)
    except ImpossibleDrawsError as error:
        raise at_centre(pair, error) from error
    reference = None
    if pair.scenario.reference is not None:
        assert found.reference is not None
        own = own_variables(pair.scenario.reference)
        middle = _middle(found.reference)
        reference = Results(pair.scenario.reference, pair.years, own, middle, {}, seed=seed, draws=draws)
    middle = _middle(found.plan)
    return Results(pair.scenario, pair.years, pair.variables, middle, {}, reference, seed=seed, draws=draws)


def _with_ensemble(plan: Results, found: Ensemble) -> Results:
    """Results with their draws, or with what is kept of them."""
    kept = found.sample if found.plan is None else PairSeries({}, {})
    reference = plan.reference
    if reference is not None:
        reference = replace(reference, ensemble=kept.reference or {}, streamed=found.reference)
    return replace(
        plan,
        ensemble=kept.plan,
        reference=reference,
        headline=found.headline,
        points=found.points,
        streamed=found.plan,
        left_out=found.left_out,
    )


def _middle(series: dict[str, Array]) -> dict[str, Array]:
    return {name: values[:, 0] for name, values in series.items()}


def _limits(plan: Results) -> tuple[Limit, ...]:
    """Limits that bind in plan and reference, the longest spells first."""
    binding = [
        replace(limit, of_reference=one is not plan)
        for one in (plan, plan.reference)
        if one is not None
        for sector in sectors_of(one.scenario)
        for limit in sector.limits(one.scenario, one.central, one.years)
    ]
    return tuple(sorted(binding, key=lambda limit: limit.first - limit.last))


def _checks(plan: Results, sample: PairSeries) -> tuple[Check, ...]:
    """Cross-checks of the sectors, and of what they share; their ranges are those of the sample."""
    found = [
        check
        for sector in sectors_of(plan.scenario)
        for check in sector.checks(plan.scenario, plan.central, sample.plan, plan.years)
    ]
    return (*found, *extra_electricity(plan, sample), *deciding_data(plan.deciding))

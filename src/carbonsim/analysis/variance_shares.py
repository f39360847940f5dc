"""Sobol indices of everything that a scenario reports, one parameter exchanged after the other."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from carbonsim.analysis.factors import (
    Factor,
    all_outputs,
    analysed,
    exchanged,
    factors_of,
    stratified_scores,
)
from carbonsim.analysis.sensitivity import SOBOL, Sensitivity
from carbonsim.core.errors import Problem, ScenarioError
from carbonsim.core.sobol_indices import SobolBase
from carbonsim.core.types import Array, Progress
from carbonsim.engine.pair import Pair
from carbonsim.scenario.scenario import Scenario

#: Parameters that a process takes at a time: it runs the two samples once for all of them.
PART = 16
#: Fewest draws whose indices say anything.
FEWEST = 8
MEASURES = ("first", "first_half_width", "total", "total_half_width")


@dataclass(frozen=True)
class Study:
    """What a process must know to find the indices of some parameters."""

    scenario: Scenario
    seed: int
    draws: int
    resamples: int
    factors: tuple[Factor, ...]
    outcomes: tuple[str, ...] = ()


def sobol(
    scenario: Scenario,
    draws: int = 1024,
    seed: int | None = None,
    resamples: int = 100,
    workers: int = 1,
    progress: Progress | None = None,
    outcomes: Collection[str] = (),
) -> Sensitivity:
    """First-order and total Sobol indices of all outcomes, and of all series in all years.

    The scenario and its reference are run (parameters + 2) times the draws. Samples are Latin hypercubes,
    whatever the scenario's own method is; the bootstrap takes their draws for independent, so that its
    intervals are rather too wide than too narrow.

    Parameters
    ----------
    scenario : Scenario
        With ranges.
    draws : int
        In each of the two samples, at least 8; hundreds make indices that can be ranked.
    seed : int, optional
        Instead of the scenario's.
    resamples : int
        Of the bootstrap for the intervals of 95 %.
    workers : int
        Processes on this machine. A script that asks for several must keep its own code below
        ``if __name__ == "__main__":``.
    progress : callable, optional
        Told the parameters done and to do.
    outcomes : collection of str
        Those of years and five-year plans that are looked at beside the totals over the horizon.

    Returns
    -------
    Sensitivity
        An index is not a number where the output does not vary, nor where a series has no figure in some
        draw: the indices compare runs draw by draw.

    Raises
    ------
    ValueError
        If there are too few draws, or nothing in the scenario has a range.
    ScenarioError
        If an outcome has no figure in some draw.
    """
    factors = factors_of(scenario)
    if not factors:
        raise ValueError(f"{scenario.name}: no parameter has a range, so there is nothing to explain")
    if draws < FEWEST:
        raise ValueError(f"draws: found {draws}, expected at least {FEWEST}")
    study = Study(
        scenario, scenario.seed if seed is None else seed, draws, resamples, factors, tuple(outcomes)
    )
    found: dict[int, Array] = {}
    done = 0
    for index, part in _parts(study, workers):
        found[index] = part
        done += len(part)
        if progress is not None:
            progress(done, len(factors))
    # factors, measures, outputs
    return _sensitivity(study, np.concatenate([found[index] for index in sorted(found)]))


def make_part(study: Study, index: int) -> Array:
    """Measures of some factors, (factors, measures, outputs)."""
    return np.stack(list(_measures(study, study.factors[index * PART : (index + 1) * PART])))


def _measures(study: Study, factors: Sequence[Factor]) -> Iterator[Array]:
    """Measures of one factor after the other, (measures, outputs) each."""
    pair, draws = Pair(study.scenario), study.draws
    first = stratified_scores(study.scenario, study.seed, draws)
    second = stratified_scores(study.scenario, other_seed(study.seed), draws)
    of_first, of_second = (all_outputs(pair, scores, draws, study.outcomes) for scores in (first, second))
    _refuse_blank(pair, study, np.concatenate([of_first, of_second], axis=1))
    base = SobolBase(of_first, of_second, study.resamples, study.seed)
    for factor in factors:
        outputs = all_outputs(pair, exchanged(first, second, factor), draws, study.outcomes)
        _refuse_blank(pair, study, outputs)
        indices = base.indices(outputs)
        yield np.stack([getattr(indices, name) for name in MEASURES])


def _refuse_blank(pair: Pair, study: Study, outputs: Array) -> None:
    """Refuse outcomes that some draws do not have."""
    wanted = analysed(pair, study.outcomes)
    # the outcomes come last
    without = np.isnan(outputs[len(outputs) - len(wanted) :]).sum(axis=1)
    hint = "`--method pawn` looks at the draws that have it; or narrow the ranges, or the horizon"
    message = "found no such figure in {} of {:,} draws, and Sobol indices need it in all"
    problems = [
        Problem(pair.scenario.file, 1, 1, one.name, message.format(f"{count:,}", outputs.shape[1]), hint)
        for one, count in zip(wanted, without.tolist(), strict=True)
        if count
    ]
    if problems:
        raise ScenarioError(problems)


def other_seed(seed: int) -> int:
    """The seed of the second sample: it depends on the first, and has nothing in common with it."""
    return int.from_bytes(hashlib.sha256(f"second sample of {seed}".encode()).digest()[:8], "big")


def _parts(study: Study, workers: int) -> Iterator[tuple[int, Array]]:
    """Parts of all measures as they come; one process runs the two samples once for all factors."""
    indices = range(-(-len(study.factors) // PART))
    if workers == 1 or len(indices) == 1:
        return ((row, one[None]) for row, one in enumerate(_measures(study, study.factors)))
    from carbonsim.engine.processes import in_processes  # noqa: PLC0415 - one process needs none

    return in_processes(make_part, study, indices, workers)


def _sensitivity(study: Study, measures: Array) -> Sensitivity:
    pair = Pair(study.scenario)
    series = {name: pair.variables[name].unit for name in pair.drawn.plan}
    outcomes = {one.name: one.unit for one in analysed(pair, study.outcomes)}
    first, first_half, total, total_half = np.moveaxis(measures, 1, 0)  # factors, outputs each
    named = {
        "first": first,
        "first_low": first - first_half,
        "first_high": first + first_half,
        "total": total,
        "total_low": total - total_half,
        "total_high": total + total_half,
    }
    yearly, place = (len(series), len(pair.years)), len(series) * len(pair.years)
    return Sensitivity(
        method=SOBOL,
        scenario=study.scenario,
        seed=study.seed,
        draws=study.draws,
        runs=study.draws * (len(study.factors) + 2),
        factors=tuple(factor.name for factor in study.factors),
        outcomes=outcomes,
        series=series,
        years=pair.years,
        of_outcomes={name: values[:, place:] for name, values in named.items()},
        of_series={name: values[:, :place].reshape(-1, *yearly) for name, values in named.items()},
    )

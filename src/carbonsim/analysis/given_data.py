"""Which parameters move the outcomes of an ensemble that has been run already: PAWN indices."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from carbonsim.analysis.factors import factors_of
from carbonsim.analysis.sensitivity import PAWN, Sensitivity
from carbonsim.core.pawn import PawnSample, chance_ratio
from carbonsim.core.types import Array
from carbonsim.engine.headline import headlines, of_horizon
from carbonsim.engine.sampling import pair_scores, scores
from carbonsim.results.results import Results

SLICES = 10
#: Share of samples in which one of all parameters comes as far as ``chance`` though it does nothing.
BY_CHANCE = 0.05
#: Parameters that do nothing, whose distances show what chance alone makes.
INERT = 10


def pawn(
    results: Results,
    variables: Sequence[str] = (),
    slices: int = SLICES,
    outcomes: Collection[str] = (),
) -> Sensitivity:
    """PAWN indices of the outcomes of an ensemble, from its own draws; nothing is run again.

    Parameters
    ----------
    results : Results
        With an ensemble; of a streamed one the outcomes alone.
    variables : sequence of str
        Series whose years are analysed as well, of those whose draws are kept.
    slices : int
        Of each parameter's range, all with as many draws.
    outcomes : collection of str
        Those of years and five-year plans that are looked at beside the totals over the horizon.

    Returns
    -------
    Sensitivity
        Medians and maxima over the slices, of several scores (correlated, or of years of their own) the
        largest; ``inert`` is what as many scores that do nothing have at the median, and ``chance`` what one
        of all factors comes to in one of twenty samples though none does anything. All are of the draws that
        have the outcome; blank where they are fewer than two for each slice.

    Raises
    ------
    ValueError
        If there are fewer than two draws for each slice, or nothing has a range.
    KeyError
        If the draws of a variable were not kept.
    """
    scenario, draws = results.scenario, results.draws
    factors = factors_of(scenario)
    if not factors or not results.headline:
        raise ValueError(f"{scenario.name}: found no ensemble to look at; run it with draws and ranges")
    drawn = pair_scores(scenario, results.seed, 0, draws, draws)
    kept = of_horizon(headlines(results.variables.values(), results.years), outcomes)
    units = {one.name: one.unit for one in kept if one.name in results.headline}
    yearly = [results[name] for name in variables]
    if any(values.shape[1] != draws for values in yearly):
        raise KeyError(
            "the draws of a variable were not kept: it has its deterministic run (central values) alone"
        )
    outputs = np.concatenate([np.stack([results.headline[name] for name in units]), *yearly])
    sample = PawnSample(outputs, slices)
    rows = [_rows([drawn[address] for address in factor.addresses]) for factor in factors]
    median, maximum = (
        np.stack(part) for part in zip(*(_distances(sample, own) for own in rows), strict=True)
    )
    inert = {count: _inert(sample, results.seed, count, draws) for count in {len(own) for own in rows}}
    nothing = np.stack([inert[len(own)] for own in rows])
    chance = nothing * chance_ratio(len(rows), slices, BY_CHANCE)
    measures = {"median": median, "maximum": maximum, "inert": nothing, "chance": chance}
    place, shape = len(units), (len(factors), len(variables), len(results.years))
    return Sensitivity(
        method=PAWN,
        scenario=scenario,
        seed=results.seed,
        draws=draws,
        runs=0,
        factors=tuple(factor.name for factor in factors),
        outcomes=units,
        series={name: results.unit(name) for name in variables},
        years=results.years,
        of_outcomes={name: values[:, :place] for name, values in measures.items()},
        of_series={name: values[:, place:].reshape(shape) for name, values in measures.items()},
        having={name: int(np.isfinite(values).sum()) for name, values in results.headline.items()},
        left_out=results.left_out,
    )


def _rows(drawn: Sequence[Array]) -> Array:
    """The scores of a factor, each once: several of a correlated group, or of years of their own."""
    return np.asarray(np.unique(np.concatenate([np.atleast_2d(one) for one in drawn]), axis=0))


def _distances(sample: PawnSample, rows: Array) -> tuple[Array, Array]:
    """The largest distances among the scores of a factor."""
    found = [sample.distances(row) for row in rows]
    return np.max([one.median for one in found], axis=0), np.max([one.maximum for one in found], axis=0)


def _inert(sample: PawnSample, seed: int, count: int, draws: int) -> Array:
    """The median of a factor of so many scores that does nothing: the largest of several is larger."""
    found = []
    for turn in range(max(2, INERT // count)):
        rows = np.stack([scores(seed, f"inert {turn} {row}", 0, draws) for row in range(count)])
        found.append(_distances(sample, rows)[0])
    return np.asarray(np.mean(found, axis=0))

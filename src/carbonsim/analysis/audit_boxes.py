"""Boxes of parameter values in which an answer to a claim mostly holds: patient rule induction on draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from carbonsim.analysis.audit_needs import audited_parameter
from carbonsim.analysis.audit_questions import Question, draws_of
from carbonsim.core.prim import Box, chance_of_ends, peeling_trajectory
from carbonsim.core.ranks import rank_correlations
from carbonsim.core.types import Array
from carbonsim.engine.movers import Mover, movers
from carbonsim.engine.sampling import setting_scores
from carbonsim.kernel.inputs import Inputs
from carbonsim.results.audit_records import BoxEnd, ClaimBox
from carbonsim.results.results import Results

#: First draws by which parameters are chosen and a box is found; it is measured by all.
RANKED_DRAWS = BOX_DRAWS = 2000
#: Parameters that a box may restrict.
PARAMETERS = 8
#: Draws that hold, fewer than which say nothing.
FEWEST = 10
#: Share that goes or comes back in a step, least share of all that a box holds, density that is asked for.
PEELED, LEAST_MASS, DENSE = 0.05, 0.05, 0.9
#: Probability by chance from which on an end is left out.
BY_CHANCE = 0.05


@dataclass(frozen=True)
class BoxSample:
    """Values of some parameters, and whether an answer holds at each point.

    Attributes
    ----------
    movers : tuple of Mover
    values : array [unit of each parameter], (parameters, points)
    holds : array of bool, (points,)
    widened : float
        Times that ranges were widened.
    tried : tuple of float
        Widenings that were tried.
    """

    movers: tuple[Mover, ...]
    values: Array
    holds: NDArray[np.bool_]
    widened: float = 1.0
    tried: tuple[float, ...] = (1.0,)


def sample_of_draws(results: Results, question: Question) -> BoxSample | None:
    """Draws of a run with the parameters that move an answer most among them; None without draws."""
    draws = draws_of(results, question)
    drawn = _drawn(results, question)
    if draws is None or not drawn:
        return None
    there = ~np.isnan(draws)
    few = there[:RANKED_DRAWS]
    if few.sum() < 2:
        return None
    values = _values(results, question, drawn, len(few))[:, few]
    chosen = _most_correlated(values, draws[:RANKED_DRAWS][few])
    names = tuple(drawn[place] for place in chosen)
    values = _values(results, question, names, len(draws))[:, there]
    return BoxSample(names, values, question.margins(draws[there]) >= 0.0)


def _values(results: Results, question: Question, drawn: Sequence[Mover], draws: int) -> Array:
    """Values of parameters in the first draws of a run, in the year of an answer, (parameters, draws)."""
    scenario, year = question.scenario, np.array([question.year])
    found = []
    for each in drawn:
        scores = setting_scores(scenario, each.setting, results.seed, 0, draws, results.draws)
        inputs = Inputs(scenario, question.runs.pair.years, draws, {each.key: scores})
        found.append(inputs.series(each.key, year)[0])
    return np.stack(found)


def _drawn(results: Results, question: Question) -> list[Mover]:
    """Parameters that each draw has its own value of; of those that share draws the first."""
    found: dict[str, Mover] = {}
    if results.draws > 1:
        for mover in movers(question.scenario, question.year):
            if mover.setting.ranged and mover.ranged:
                found.setdefault(mover.setting.draw_name, mover)
    return list(found.values())


def _most_correlated(values: Array, figures: Array) -> list[int]:
    """Places of the parameters with the largest rank correlation with a figure."""
    strength = np.nan_to_num(np.abs(rank_correlations(values, figures)))
    return [int(place) for place in np.argsort(-strength, kind="stable")[:PARAMETERS]]


def box_of(sample: BoxSample) -> ClaimBox:
    """Box of a sample: the one of largest coverage among the dense ones, else the densest.

    Parameters
    ----------
    sample : BoxSample

    Returns
    -------
    ClaimBox
        Without ends where all points hold, or so few that they say nothing.
    """
    share, held = float(sample.holds.mean()), int(sample.holds.sum())
    found = ClaimBox(
        ends=(),
        mass=1.0,
        coverage=1.0 if share else 0.0,
        density=share,
        share=share,
        draws=len(sample.holds),
        widened=sample.widened,
        tried=sample.tried,
    )
    if share == 1.0 or held < FEWEST:
        return found
    some = replace(sample, values=sample.values[:, :BOX_DRAWS], holds=sample.holds[:BOX_DRAWS])
    if not some.holds.any():
        return found
    trajectory = peeling_trajectory(some.values, some.holds, PEELED, PEELED, LEAST_MASS)
    dense = [box for box in trajectory if box.density >= DENSE]
    box = max(dense or trajectory, key=lambda each: (each.coverage if dense else each.density, each.mass))
    low, high = _lasting_ends(some, box)
    inside = ((sample.values >= low[:, None]) & (sample.values <= high[:, None])).all(axis=0)
    held_inside = int((inside & sample.holds).sum())
    return replace(
        found,
        ends=_ends(sample, low, high),
        mass=float(inside.mean()),
        coverage=held_inside / held,
        density=held_inside / int(inside.sum()),
    )


def _lasting_ends(sample: BoxSample, box: Box) -> tuple[Array, Array]:
    """Ends of a box that chance alone would not make as good; no end, infinite, for the others."""
    chance = chance_of_ends(sample.values, sample.holds, box)
    return (
        np.where(chance[0] < BY_CHANCE, box.low, -np.inf),
        np.where(chance[1] < BY_CHANCE, box.high, np.inf),
    )


def _ends(sample: BoxSample, low: Array, high: Array) -> tuple[BoxEnd, ...]:
    rows = zip(sample.movers, sample.values, low.tolist(), high.tolist(), strict=True)
    return tuple(
        BoxEnd(
            audited_parameter(mover),
            float(values.min()) if np.isinf(least) else least,
            float(values.max()) if np.isinf(most) else most,
            bool(np.isinf(least)),
            bool(np.isinf(most)),
        )
        for mover, values, least, most in rows
        if np.isfinite(least) or np.isfinite(most)
    )

"""What can vary in a scenario and its reference: the inputs of a sensitivity analysis."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.blank import BLANK
from carbonsim.core.errors import Problem, ScenarioError
from carbonsim.core.types import Array
from carbonsim.engine.headline import Headline, discount_factors, of_horizon, totals_of_draws
from carbonsim.engine.impossible import ImpossibleDrawsError, of_others, without
from carbonsim.engine.pair import Pair
from carbonsim.engine.run import BLOCK
from carbonsim.engine.sampling import pair_scores, ranged_of_both
from carbonsim.engine.shards import job_headlines
from carbonsim.scenario.correlations import connected, members
from carbonsim.scenario.header import LATIN_HYPERCUBE
from carbonsim.scenario.scenario import Scenario


@dataclass(frozen=True)
class Factor:
    """Parameters that are drawn together, in the plan, its reference or both."""

    name: str
    addresses: tuple[str, ...]


def factors_of(scenario: Scenario) -> tuple[Factor, ...]:
    """The factors of a scenario and its reference.

    Parameters that share their draws are one factor, named by what their draws are keyed by; those that the
    scenario correlates are one, too, for indices of correlated inputs have no meaning one by one.

    Parameters
    ----------
    scenario : Scenario

    Returns
    -------
    tuple of Factor
        In order of the alphabet.
    """
    group_of = {
        name: " & ".join(members(group))
        for group in connected(scenario.correlations)
        for name in members(group)
    }
    found: dict[str, list[str]] = {}
    for address, setting in ranged_of_both(scenario).items():
        name = group_of.get(setting.draw_name, setting.draw_name)
        found.setdefault(name, []).append(address)
    return tuple(Factor(name, tuple(sorted(found[name]))) for name in sorted(found))


def stratified_scores(scenario: Scenario, seed: int, draws: int) -> dict[str, Array]:
    """Scores of all parameters as a Latin hypercube, which estimates the main effects best."""
    return pair_scores(replace(scenario, sampling=LATIN_HYPERCUBE), seed, 0, draws, draws)


def exchanged(scores: Mapping[str, Array], other: Mapping[str, Array], factor: Factor) -> dict[str, Array]:
    """Scores with those of one factor from elsewhere."""
    return {**scores, **{address: other[address] for address in factor.addresses}}


@dataclass(frozen=True)
class _Block:
    """Series of a plan, the draws that are left out of them, and why, with the number of draws."""

    series: Mapping[str, Array]
    left: NDArray[np.bool_]
    causes: Mapping[tuple[str, str], int]  # by place and cause


def _evaluated(pair: Pair, scores: Mapping[str, Array], draws: int) -> _Block:
    causes: dict[tuple[str, str], int] = {}

    def attempt(left: NDArray[np.bool_]) -> _Block:
        return _Block(pair.evaluate(without(scores, left), draws, lean=True).plan, left, causes)

    def told(error: ImpossibleDrawsError, new: NDArray[np.bool_]) -> None:
        key = error.place, error.cause
        causes[key] = causes.get(key, 0) + int(new.sum())

    return of_others(attempt, draws, told)


def _refuse(pair: Pair, block: _Block, made: int, draws: int) -> None:
    """Refuse draws without an answer: indices compare draws one by one."""
    if not block.causes:
        return
    place, cause = max(block.causes, key=lambda key: block.causes[key])
    # blocks before had an answer in all draws
    of = f"the first {made:,} of {draws:,}" if made < draws else f"{draws:,}"
    message = f"{int(block.left.sum()):,} of {of} draws have no answer: {cause}; indices need every draw"
    hint = "narrow the ranges of what it speaks of, or use --method pawn, which leaves such draws out"
    raise ScenarioError([Problem(pair.scenario.file, 1, 1, place, message, hint)])


def analysed(pair: Pair, chosen: Collection[str] = ()) -> tuple[Headline, ...]:
    """Outcomes that are analysed: totals over the horizon, and those that are named."""
    return of_horizon(job_headlines(pair), chosen)


def all_outputs(
    pair: Pair,
    scores: Mapping[str, Array],
    draws: int,
    outcomes: Collection[str] = (),
    blank: bool = False,
) -> Array:
    """Everything that a plan reports of each draw, (outputs, draws).

    First the series whose draws are kept, each with all its years, then the outcomes of `analysed`.

    Parameters
    ----------
    pair : Pair
        The scenario and its reference.
    scores : mapping of str to array [1], (draws,) or (years, draws)
        By address.
    draws : int
        At least 2.
    outcomes : collection of str
        Analysed beside the totals over the horizon.
    blank : bool
        Whether draws without an answer are blank instead of an error.

    Raises
    ------
    ScenarioError
        If draws have no answer.
    """
    parts = -(-draws // BLOCK)
    # of one width as nearly as can be: none is a single column
    edges = [draws * part // parts for part in range(parts + 1)]
    blocks = []
    for first, last in pairwise(edges):
        own = {address: values[..., first:last] for address, values in scores.items()}
        block = _evaluated(pair, own, last - first)
        if not blank:
            _refuse(pair, block, last, draws)
        factors = discount_factors(pair.scenario, pair.years, own, last - first)
        totals = totals_of_draws(analysed(pair, outcomes), block.series, factors, pair.years)
        yearly = [block.series[name] for name in pair.drawn.plan]
        outputs = np.concatenate([*yearly, np.stack(list(totals.values()))])
        outputs[:, block.left] = BLANK
        blocks.append(outputs)
    return np.concatenate(blocks, axis=1)

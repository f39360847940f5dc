"""Which parameter to look at where too many draws, each allowed, have no answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.errors import Problem, ScenarioError
from carbonsim.core.types import Array
from carbonsim.engine.blame import at_setting
from carbonsim.engine.impossible import HINT, ImpossibleDrawsError, most_left_out, of_others, without
from carbonsim.engine.pair import Pair
from carbonsim.engine.sampling import pair_scores, ranged_of_both
from carbonsim.scenario.quantity import Setting

#: Draws that are looked at at most.
MOST_DRAWS = 50
#: Ranges that users state, which are tried at most.
MOST_STATED = 12
#: Parameters whose draws stand out most, which are tried.
STANDING_OUT = 12
#: Decimals of a mean score at which parameters stand out alike.
ALIKE = 9


def of_draws(
    pair: Pair, seed: int, draws: int, made: range, failed: Sequence[int], causes: Mapping[str, int]
) -> ScenarioError:
    """A fault of too many draws, at the parameter by whose draws they stand out.

    Parameters
    ----------
    pair : Pair
        What was run.
    seed, draws : int
        Of the ensemble.
    made : range
        Numbers of the draws that were made before the run stopped.
    failed : sequence of int
        Numbers of those without an answer.
    causes : mapping of str to int
        What was wrong, and in how many draws.

    Returns
    -------
    ScenarioError
    """
    cause = max(causes, key=lambda text: causes[text])
    message = f"{_counted(draws, made, len(failed))}: {cause}"
    numbers = list(failed[:MOST_DRAWS])
    parts = [pair_scores(pair.scenario, seed, number, 1, draws) for number in numbers]
    scores = {name: np.concatenate([part[name] for part in parts], axis=-1) for name in parts[0]}
    settings = ranged_of_both(pair.scenario)
    setting = _standing_out(pair, settings, scores, len(numbers), cause)
    if setting is None:
        return ScenarioError([Problem(pair.scenario.file, 1, 1, "draws", message, HINT)])
    if float(np.mean(scores[setting.address])) < 0:
        hint = "most of them draw this parameter low: raise the low end of its range"
    else:
        hint = "most of them draw this parameter high: lower the high end of its range"
    hint = f"{hint}, or narrow those of the others that the message speaks of"
    return ScenarioError([at_setting(setting, message, hint)])


def _counted(draws: int, made: range, failed: int) -> str:
    """How many draws have no answer; of a run that stopped before its end, of those that were made."""
    most = f"expected {most_left_out(draws):,} at most"
    if len(made) == draws:
        return f"{failed:,} of {draws:,} draws have no answer, {most}"
    some = f"draws {made.start + 1:,} to {made.stop:,}" if made.start else f"the first {made.stop:,} draws"
    return f"{failed:,} of {some} have no answer, {most} of all {draws:,}"


def _standing_out(
    pair: Pair, settings: Mapping[str, Setting], scores: Mapping[str, Array], count: int, cause: str
) -> Setting | None:
    """The parameter at whose centre most of these draws have an answer; None if it is no single one.

    Those are tried that a user has stated and those that stand out most: a few draws stand out by chance in
    some that have nothing to do with it. Rows that are drawn together stand out alike: the one that the cause
    names comes first.
    """
    shift = {name: abs(float(values.mean())) for name, values in scores.items() if values.ndim == 1}

    def order(name: str) -> tuple[float, bool, bool]:
        named = name.split(".")[-2] in cause.partition(": ")[0].split(", ")
        return -round(shift[name], ALIKE), not named, bool(settings[name].origin.row)

    ranked = sorted(shift, key=order)
    stated = [name for name in ranked if not settings[name].origin.row]
    names = dict.fromkeys((*stated[:MOST_STATED], *ranked[:STANDING_OUT]))
    best, most = None, 0
    for name in names:
        answered = _answered(pair, {**scores, name: np.zeros(count)}, count, most)
        if answered > most:
            best, most = name, answered
        if most == count:
            break
    return None if best is None else settings[best]


def _answered(pair: Pair, scores: Mapping[str, Array], count: int, expected: int) -> int:
    """In how many draws there is an answer in all years; 0 where it is known to be no more than expected.

    Draws that have none are left out, and the others are tried again.
    """
    twice = _twice(scores, count)

    def attempt(left: NDArray[np.bool_]) -> int:
        others = count - int(left[:count].sum())
        if others <= expected:
            return 0
        pair.evaluate(without(twice, left), len(left))
        return others

    try:
        return of_others(attempt, max(count, 2))
    except ImpossibleDrawsError:
        return 0  # the centre has no answer either


def _twice(scores: Mapping[str, Array], count: int) -> Mapping[str, Array]:
    """A single draw beside itself: a batch is never narrower than two."""
    if count > 1:
        return scores
    return {name: np.concatenate([values, values], axis=-1) for name, values in scores.items()}


def failed_numbers(left: Sequence[bool], start: int) -> Iterator[int]:
    """Numbers of the draws that are left out of some that begin with one."""
    return (start + place for place, out in enumerate(left) if out)

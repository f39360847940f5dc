"""Which parameter to look at where values that are each allowed have no answer together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from carbonsim.core.errors import Problem, ScenarioError
from carbonsim.core.types import Array
from carbonsim.engine.catalogue import catalogue
from carbonsim.engine.impossible import HINT, ImpossibleDrawsError, most_left_out, of_others, without
from carbonsim.engine.pair import Pair
from carbonsim.engine.sampling import pair_scores, ranged_of_both
from carbonsim.scenario.quantity import Setting
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors import sectors_of

#: Parameters that are tried at most, each with a run to the year of the fault.
MOST_TRIED = 60
#: Shipped rows whose value is tried in its place, at most.
MOST_OTHERS = 4
#: Draws that are looked at at most.
MOST_DRAWS = 50
#: Ranges that users state, which are tried at most.
MOST_STATED = 12
#: Parameters whose draws stand out most, which are tried.
STANDING_OUT = 12
#: Decimals of a mean score at which parameters stand out alike.
ALIKE = 9


def at_centre(pair: Pair, error: ImpossibleDrawsError) -> ScenarioError:
    """A fault of central values, at the parameter that makes it.

    Those that the user's files state are tried one by one at their shipped value: what then has an answer
    was the fault. Values of a row that the files add have none: where the cause names the row, they are
    tried at those of shipped rows of its family. If no single one has an answer, the row is told.

    Parameters
    ----------
    pair : Pair
        What was run.
    error : ImpossibleDrawsError
        What came of it.

    Returns
    -------
    ScenarioError
    """
    scenario = pair.scenario
    last = int(error.place) if error.place.isdigit() else scenario.years[0]
    when = f" in {error.place}" if error.place.isdigit() else f" for {error.place}"
    message = f"with this value there is no answer{when}: {error.cause}"
    stated = _stated(scenario)
    for setting in stated[:MOST_TRIED]:
        shipped = catalogue().defaults.get(setting.address)
        if shipped is not None and _answers(_with(scenario, shipped, last), {}, 1):
            hint = f"with {shipped_text(shipped)}, as shipped, there is one"
            return ScenarioError([_problem(setting, message, hint)])
    own = [setting for setting in stated if _of_own_row(setting) and row_name(setting) in _rows(error.cause)]
    own.sort(key=lambda setting: -_words_in(setting, error.cause))
    tried = [(setting, other) for setting in own for other in _of_other_rows(setting)]
    for setting, other in tried[:MOST_TRIED]:
        if _answers(_with(scenario, replace(other, address=setting.address), last), {}, 1):
            hint = f"with {shipped_text(other)}, as {row_name(other)} has it, there is one"
            return ScenarioError([_problem(setting, message, hint)])
    if own:
        first = min(own, key=lambda setting: (setting.origin.line, setting.origin.column))
        origin, row = first.origin, first.address.rpartition(".")[0]
        message = f"with the values of this row there is no answer{when}: {error.cause}"
        return ScenarioError([Problem(origin.file, origin.line, origin.column, row, message, HINT)])
    return error


def _rows(cause: str) -> list[str]:
    """Names of rows that a cause begins with."""
    return cause.partition(": ")[0].split(", ")


def _words_in(setting: Setting, cause: str) -> int:
    """How many words of the name of a parameter a cause has."""
    name = setting.address.rpartition(".")[2]
    return len({*name.split("_")}.intersection(re.findall("[a-z]+", cause)))


def row_name(setting: Setting) -> str:
    """Name of the row of a parameter of one."""
    return setting.address.split(".")[-2]


def _of_own_row(setting: Setting) -> bool:
    """Whether it is a number of a row that no package ships."""
    starred = ".*." in setting.definition.pattern
    return starred and not isinstance(setting.value, str) and setting.address not in catalogue().defaults


def _of_other_rows(setting: Setting) -> list[Setting]:
    """Values of the same parameter in shipped rows, each once and other than this."""
    pattern = setting.definition.pattern
    others = [one for one in catalogue().defaults.values() if one.definition.pattern == pattern]
    values = {one.value: one for one in others if one.value != setting.value}
    return list(values.values())[:MOST_OTHERS]


def shipped_text(setting: Setting) -> str:
    """A value in words: of a path its first."""
    if isinstance(setting.value, str):
        return setting.value
    unit = "" if setting.definition.unit == "1" else f" {setting.definition.unit}"
    more = " and so on" if setting.value.years else ""
    return f"{setting.value.central[0]:g}{unit}{more}"


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
    return ScenarioError([_problem(setting, message, hint)])


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


def _answers(scenario: Scenario, scores: Mapping[str, Array], draws: int) -> bool:
    """Whether a scenario would load and has an answer."""
    cases = (scenario,) if scenario.reference is None else (scenario, scenario.reference)
    if any(sector.problems(case) for case in cases for sector in sectors_of(case)):
        return False  # a shipped value beside what the user states: a fuel that is no longer there, say
    try:
        Pair(scenario).evaluate(scores, draws)
    except ScenarioError:
        return False
    return True


def _stated(scenario: Scenario) -> list[Setting]:
    """Settings that files and overrides state, the nearest to the user first."""

    def distance(setting: Setting) -> int:
        return 0 if setting.origin.line == 0 else 1 if setting.origin.file == scenario.file else 2

    cases = (scenario,) if scenario.reference is None else (scenario, scenario.reference)
    stated = [setting for case in cases for setting in case.settings.values() if not setting.origin.row]
    return sorted(dict.fromkeys(stated), key=distance)


def _with(scenario: Scenario, shipped: Setting, last: int) -> Scenario:
    """A scenario and its reference with a shipped value, to the year of a fault."""

    def changed(case: Scenario) -> Scenario:
        settings = {**case.settings, shipped.address: shipped}
        return replace(case, settings=settings, years=(case.years[0], last))

    reference = scenario.reference
    return replace(changed(scenario), reference=None if reference is None else changed(reference))


def _problem(setting: Setting, message: str, hint: str) -> Problem:
    origin = setting.origin
    return Problem(origin.file, origin.line, origin.column, setting.address, message, hint)


def failed_numbers(left: Sequence[bool], start: int) -> Iterator[int]:
    """Numbers of the draws that are left out of some that begin with one."""
    return (start + place for place, out in enumerate(left) if out)

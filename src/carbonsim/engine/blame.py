"""Which parameter to look at where central values that are each allowed have no answer together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from carbonsim.core.errors import Problem, ScenarioError
from carbonsim.core.types import Array
from carbonsim.engine.catalogue import catalogue
from carbonsim.engine.impossible import HINT, ImpossibleDrawsError
from carbonsim.engine.pair import Pair
from carbonsim.scenario.quantity import Setting
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors import sectors_of

#: Parameters that are tried at most, each with a run to the year of the fault.
MOST_TRIED = 60
#: Shipped rows whose value is tried in its place, at most.
MOST_OTHERS = 4


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
            return ScenarioError([at_setting(setting, message, hint)])
    own = [setting for setting in stated if _of_own_row(setting) and row_name(setting) in _rows(error.cause)]
    own.sort(key=lambda setting: -_words_in(setting, error.cause))
    tried = [(setting, other) for setting in own for other in _of_other_rows(setting)]
    for setting, other in tried[:MOST_TRIED]:
        if _answers(_with(scenario, replace(other, address=setting.address), last), {}, 1):
            hint = f"with {shipped_text(other)}, as {row_name(other)} has it, there is one"
            return ScenarioError([at_setting(setting, message, hint)])
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


def at_setting(setting: Setting, message: str, hint: str) -> Problem:
    """A problem at the place of a parameter."""
    origin = setting.origin
    return Problem(origin.file, origin.line, origin.column, setting.address, message, hint)

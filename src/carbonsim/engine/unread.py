"""Parameters that a scenario sets and nothing reads, told without a run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from carbonsim.core.errors import Problem
from carbonsim.engine.readers import BACKTEST, CHECK, CORRIDOR, COUNTERFACTUAL, is_read, readers
from carbonsim.scenario.catalogue import section_of
from carbonsim.scenario.places import is_of_user
from carbonsim.scenario.quantity import Definition, Setting
from carbonsim.scenario.scenario import Scenario
from carbonsim.scenario.units import UnitError, convert

#: How much of a key must be alike to be meant: one word that stands in no more than 14 keys, say.
LEAST_ALIKE = 0.07
#: Commands that read what no run does.
COMMANDS = {
    CORRIDOR: "carbonsim corridor",
    BACKTEST: "carbonsim backtest (of shipped data)",
    COUNTERFACTUAL: "carbonsim counterfactual (of shipped data)",
}


def unread(scenario: Scenario) -> Iterator[Problem]:
    """Warnings of parameters that a user's file or override sets and that no part of a run reads.

    Parameters
    ----------
    scenario : Scenario
        From `load_scenario`.

    Yields
    ------
    Problem
        At its place, with the parameter that was probably meant.
    """
    for setting in scenario.settings.values():
        origin, read_by = setting.origin, readers().get(setting.definition.pattern, frozenset())
        if not is_of_user(origin) or is_read(scenario, setting):
            continue
        if read_by == {CHECK}:
            continue  # it says what other values are of, and is held against them
        own = section_of(setting.address) in scenario.sectors
        commands = [command for reader, command in COMMANDS.items() if own and reader in read_by]
        if commands:
            verb = "does" if len(commands) == 1 else "do"
            message = f"a run does not read it: {' and '.join(commands)} alone {verb}"
        else:
            message = f"nothing reads it in a scenario of {', '.join(scenario.sectors)}: it changes no result"
        hint = "" if commands else meant(setting, scenario)
        yield Problem(origin.file, origin.line, origin.column, setting.address, message, hint)


def meant(setting: Setting, scenario: Scenario) -> str:
    """A parameter of the same kind that the scenario's sectors read and whose name is like it, if any."""
    words = _words(setting.address)
    best, most = "", LEAST_ALIKE
    for key, other in scenario.settings.items():
        read_by = readers().get(other.definition.pattern, frozenset())
        if not read_by.intersection(scenario.sectors) or not _same_kind(setting.definition, other.definition):
            continue
        alike = sum(1.0 / _keys_with(word) for word in words & _words(key))
        if alike > most:
            best, most = key, alike
    return f"did you mean {best}?" if best else ""


@cache
def _words(key: str) -> frozenset[str]:
    """Words of a key, without its section."""
    return frozenset(re.split(r"[._]", key.partition(".")[2]))


def _keys_with(word: str) -> int:
    """How many parameters have a word in their key: the fewer, the more it says."""
    return sum(word in _words(pattern) for pattern in readers())


def _same_kind(one: Definition, other: Definition) -> bool:
    return one.kind == other.kind and (not one.unit or _convertible(one.unit, other.unit))


@cache
def _convertible(unit: str, other: str) -> bool:
    if "1" in (unit, other):  # a share is not what a tonne takes of another
        return unit == other
    try:
        convert(1.0, unit, other)
    except UnitError:
        return False
    return True

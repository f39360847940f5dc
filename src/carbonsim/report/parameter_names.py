"""Names of parameters for readers: what a parameter is, and of which row, instead of its key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from carbonsim.engine.catalogue import catalogue
from carbonsim.engine.chinese_names import chinese_name, chinese_names, name_of_all
from carbonsim.engine.sampling import ranged_of_both
from carbonsim.report.texts import say
from carbonsim.scenario.catalogue import section_of
from carbonsim.scenario.definitions import ANY_ROW
from carbonsim.scenario.levers import Lever
from carbonsim.scenario.quantity import Definition, Setting
from carbonsim.scenario.scenario import Scenario

TOGETHER = " & "
#: Letters of a row that is an acronym: ``lng``.
LONGEST_ACRONYM = 3
#: Keys of parameters in a remark.
KEY = re.compile(r"\b(?:drivers|freight|nev|steel)(?:\.[a-z][a-z0-9_]*)+")


def parameter_name(scenario: Scenario, factor: str, language: str) -> str:
    """Name of a parameter, or of a group that is drawn together, of a sensitivity analysis.

    Parameters
    ----------
    scenario : Scenario
        With its reference, one of which has the parameter.
    factor : str
        As `analysis.factors.factors_of` names it: a key, a key with ``*`` for all rows that share their
        draws, or several keys.
    language : str
        ``en`` or ``zh``.

    Returns
    -------
    str
        ``Staff``, ``Cargo: Share of its trucks that ...``, ``Rate of ... (all rows)``; the key of what
        neither scenario has.
    """
    settings = list(ranged_of_both(scenario).values())
    first, *others = factor.split(TOGETHER)
    found = [setting for setting in settings if first in (setting.draw_name, setting.address)]
    if not found:
        return factor
    setting, alone = found[0], len(found) == 1
    if language == "zh":
        named = name_in_chinese(scenario.settings, setting.address)
        words = named if alone else name_of_all(setting.definition)
        return f"{words}等 {len(others) + 1} 项" if others else words
    words = _described(setting) if alone else setting.definition.description
    return f"{words} (+ {len(others)})" if others else words


def name_in_chinese(settings: Mapping[str, Setting], key: str, in_full: bool = False) -> str:
    """Chinese name of a parameter behind its row, if it is of one: ``柴油：年保险费``.

    Parameters
    ----------
    settings : mapping of str to Setting
        Of a scenario, whose labels rows have; those of rows that it does not have are as shipped.
    key : str
        Of a parameter, in the scenario or not.
    in_full : bool
        With its explanation, which tables and figures have no room for.

    Returns
    -------
    str
        The English description of a parameter of a sector that has no Chinese names; the key of what nobody
        declares.
    """
    definition = catalogue().definition(key)
    if definition is None:
        return key
    named = chinese_name(definition)
    words = named.in_full if in_full else named.name
    return "：".join((*(row_name(settings, row, "zh") for row in row_keys(key, definition)), words))


def row_keys(key: str, definition: Definition) -> Iterator[str]:
    """Key of the row of a family that a parameter is of."""
    parts = key.split(".")
    for place, part in enumerate(definition.pattern.split(".")):
        if part == ANY_ROW:
            yield ".".join(parts[: place + 1])


def row_name(settings: Mapping[str, Setting], key: str, language: str) -> str:
    """Name of a row of a family: its label, or what its key says."""
    label = settings.get(f"{key}.label") or catalogue().defaults.get(f"{key}.label")
    if label is not None:
        return say(str(label.value), language)
    named = chinese_names(section_of(key)).get(key) if language == "zh" else None
    return key.rpartition(".")[2].replace("_", " ") if named is None else named.name


def value_in_chinese(settings: Mapping[str, Setting], key: str, value: str) -> str:
    """An option or a text in Chinese: a row by its name; what has none as it is written.

    Parameters
    ----------
    settings : mapping of str to Setting
        Of a scenario, which have the labels of rows.
    key : str
        Of a parameter that is no quantity.
    value : str

    Returns
    -------
    str
    """
    definition = catalogue().definition(key)
    if definition is None:
        return value
    pattern = definition.pattern
    named = chinese_names(section_of(pattern)).get(f"{pattern}={value}")
    if named is not None:
        return named.name
    # a text that is no label names a row
    others = [] if pattern.endswith(".label") else [other.rpartition(".")[0] for other in settings]
    row = next((other for other in others if other.endswith(f".{value}")), None)
    return say(value, "zh") if row is None else row_name(settings, row, "zh")


def lever_title(lever: Lever) -> dict[str, str]:
    """Name of a lever that readers see: its title, or else its name, in Chinese what it moves."""
    if set(lever.title.values()) != {lever.name}:
        return dict(lever.title)
    return {**lever.title, "zh": "、".join(name_in_chinese({}, key) for key in lever.on)}


def _described(setting: Setting) -> str:
    """Name of a setting, behind its row where it is one of a family."""
    rows = [
        part.upper() if len(part) <= LONGEST_ACRONYM else part.replace("_", " ").capitalize()
        for part in (key.rpartition(".")[2] for key in row_keys(setting.address, setting.definition))
    ]
    return ": ".join((*rows, setting.definition.description))


def setting_name(settings: Mapping[str, Setting], key: str, language: str) -> str:
    """Name of a parameter that a scenario has, behind its row where it is one of a family."""
    return name_in_chinese(settings, key) if language == "zh" else _described(settings[key])

"""Names of parameters for readers: what a parameter is, and of which row, instead of its key."""

from __future__ import annotations

from carbonsim.engine.sampling import ranged_of_both
from carbonsim.scenario.quantity import Setting
from carbonsim.scenario.scenario import Scenario

TOGETHER = " & "
#: Letters of a row that is an acronym: ``lng``.
LONGEST_ACRONYM = 3


def parameter_name(scenario: Scenario, factor: str) -> str:
    """Name of a parameter, or of a group that is drawn together, of a sensitivity analysis.

    Parameters
    ----------
    scenario : Scenario
        With its reference, one of which has the parameter.
    factor : str
        As `analysis.factors.factors_of` names it: a key, a key with ``*`` for all rows that share their
        draws, or several keys.

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
    words = _described(found[0]) if len(found) == 1 else found[0].definition.description
    return f"{words} (+ {len(others)})" if others else words


def _described(setting: Setting) -> str:
    """Name of a setting, behind its row where it is one of a family."""
    rows = [
        part.upper() if len(part) <= LONGEST_ACRONYM else part.replace("_", " ").capitalize()
        for part, pattern in zip(
            setting.address.split("."), setting.definition.pattern.split("."), strict=False
        )
        if pattern == "*"
    ]
    return ": ".join((*rows, setting.definition.description))

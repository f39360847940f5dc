"""Names of what a sensitivity analysis varies: a parameter, or several that are drawn together."""

from __future__ import annotations

from carbonsim.engine.sampling import ranged_of_both
from carbonsim.report.onepage.parameters import parameter_name, with_alike
from carbonsim.report.parameter_names import TOGETHER
from carbonsim.scenario.quantity import Setting
from carbonsim.scenario.scenario import Scenario


def factor_settings(scenario: Scenario, factor: str) -> list[Setting]:
    """Settings of a factor, in the plan or its reference.

    Parameters
    ----------
    scenario : Scenario
        With its reference.
    factor : str
        As `analysis.factors.factors_of` names it.

    Returns
    -------
    list of Setting
        All rows that share a draw, and all parameters of a group, in the order of its name.
    """
    known = ranged_of_both(scenario).values()
    parts = factor.split(TOGETHER)
    return [setting for part in parts for setting in known if part in (setting.draw_name, setting.address)]


def factor_name(scenario: Scenario, factor: str) -> dict[str, str]:
    """Name of a factor in both languages: its first parameter, and how many are drawn with it."""
    settings = factor_settings(scenario, factor)
    if not settings:
        return parameter_name(scenario, factor.split(TOGETHER, maxsplit=1)[0])
    first = settings[0].address
    owner = scenario if first in scenario.settings or scenario.reference is None else scenario.reference
    return with_alike(parameter_name(owner, first), len(settings) - 1)

"""Warnings of what is allowed in a scenario and does less than it seems to, each with its place."""

from __future__ import annotations

from carbonsim.core.errors import Problem
from carbonsim.engine.readers import readers
from carbonsim.engine.unread import unread
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors import sectors_of


def scenario_warnings(scenario: Scenario, reader: str = "") -> tuple[Problem, ...]:
    """Warnings about a scenario and its reference, found without running them.

    Parameters
    ----------
    scenario : Scenario
        From `load_scenario`.
    reader : str
        A command that is no run, such as `readers.CORRIDOR`: what it reads itself is no warning to it.

    Returns
    -------
    tuple of Problem
        Each once: of the reference's world, of the sectors, and of what nothing reads.
    """
    cases = (scenario,) if scenario.reference is None else (scenario, scenario.reference)
    found = [warning for case in cases for sector in sectors_of(case) for warning in sector.warnings(case)]
    found += [warning for case in cases for warning in unread(case)]
    found = [*scenario.unused, *found]
    return tuple(dict.fromkeys(warning for warning in found if reader not in _read_by(scenario, warning)))


def _read_by(scenario: Scenario, warning: Problem) -> frozenset[str]:
    setting = scenario.settings.get(warning.key)
    return frozenset() if setting is None else readers().get(setting.definition.pattern, frozenset())

"""Warnings of what is allowed in a scenario and does less than it seems to, each with its place."""

from __future__ import annotations

from carbonsim.core.errors import Problem
from carbonsim.engine.readers import readers
from carbonsim.engine.told_paths import told_paths
from carbonsim.engine.unread import unread
from carbonsim.scenario.header import uneven
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors import sectors_of

#: Key of the number of draws in a scenario.
DRAWS = "draws"


def scenario_warnings(scenario: Scenario, reader: str = "", draws: int | None = None) -> tuple[Problem, ...]:
    """Warnings about a scenario and its reference, found without running them.

    Parameters
    ----------
    scenario : Scenario
        From `load_scenario`.
    reader : str
        A command that is no run, such as `readers.CORRIDOR`: what it reads itself is no warning to it.
    draws : int, optional
        Size of the ensemble, where it is not the scenario's own.

    Returns
    -------
    tuple of Problem
        Each once: of the reference's world, of the sectors, of what nothing reads, of paths and of draws.
    """
    cases = (scenario,) if scenario.reference is None else (scenario, scenario.reference)
    found = [warning for case in cases for sector in sectors_of(case) for warning in sector.warnings(case)]
    found += [warning for case in cases for warning in unread(case)]
    found += [warning for case in cases for warning in told_paths(case)]
    found = [*scenario.unused, *found]
    if draws not in (None, scenario.draws):
        found = [*(one for one in found if one.key != DRAWS), *other_draws(scenario, draws)]
    return tuple(dict.fromkeys(warning for warning in found if reader not in _read_by(scenario, warning)))


def other_draws(scenario: Scenario, draws: int) -> list[Problem]:
    """A warning of another number of draws than the scenario's that fills the space less evenly."""
    message, hint = uneven(scenario.sampling, draws)
    return [Problem(f"--draws {draws}", 0, 0, DRAWS, message, hint)] if message else []


def _read_by(scenario: Scenario, warning: Problem) -> frozenset[str]:
    setting = scenario.settings.get(warning.key)
    return frozenset() if setting is None else readers().get(setting.definition.pattern, frozenset())

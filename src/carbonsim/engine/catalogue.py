"""All that may be set: the drivers that sectors share, and what each sector adds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from carbonsim.core.errors import Problem, ScenarioError
from carbonsim.scenario.catalogue import Catalogue, load_catalogue
from carbonsim.scenario.reader import load_scenario as read_scenario
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors import sector_packages, sectors_of

DRIVERS = "carbonsim.reference.drivers"


@cache
def catalogue() -> Catalogue:
    """Definitions and default values of all parameters."""
    return load_catalogue((DRIVERS, *sector_packages()))


def load_scenario(
    path: str | Path, overrides: Sequence[str] = (), reference: str | Path | None = None
) -> Scenario:
    """Read a scenario file.

    Parameters
    ----------
    path : str or Path
        A YAML file, or the name of a shipped scenario.
    overrides : sequence of str
        ``KEY=VALUE``, as ``--set`` takes them.
    reference : str or Path, optional
        What the plan is compared with instead of what its file names; ``none`` for nothing.

    Returns
    -------
    Scenario

    Raises
    ------
    ScenarioError
        With everything that is wrong, each with file, line and column.

    Examples
    --------
    >>> load_scenario("fujian-trunk-line").region
    'Fujian'
    """
    scenario = read_scenario(path, catalogue(), overrides, reference)
    cases = (scenario,) if scenario.reference is None else (scenario, scenario.reference)
    problems = [
        problem
        for case in cases
        for problem in (
            *(problem for sector in sectors_of(case) for problem in sector.problems(case)),
            *late_paths(case),
        )
    ]
    # what both cases have in common is told once
    problems = list(dict.fromkeys(_in_files(problem, scenario) for problem in problems))
    if problems:
        raise ScenarioError(problems)
    return scenario


def _in_files(problem: Problem, scenario: Scenario) -> Problem:
    """A problem at its place in the files of a scenario: what is wrong with a shipped value is so by them."""
    if not any(problem.file == setting.origin.file for setting in catalogue().defaults.values()):
        return problem
    return replace(problem, file=scenario.file, line=1, column=1)


def late_paths(scenario: Scenario) -> list[Problem]:
    """Paths of the scenario that say nothing of its first year: reading them backwards would be a guess."""
    first = scenario.years[0]
    found = []
    for setting in scenario.settings.values():
        value, origin = setting.value, setting.origin
        if isinstance(value, str) or origin.row or not value.years or value.years[0] <= first:
            continue
        message = f"the path begins in {value.years[0]}, after the first year of the horizon, {first}"
        hint = f"state its value from {first} on"
        found.append(Problem(origin.file, origin.line, origin.column, setting.address, message, hint))
    return found

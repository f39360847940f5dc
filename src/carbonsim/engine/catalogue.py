"""All that may be set: the drivers that sectors share, and what each sector adds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from carbonsim.core.errors import Problem, ScenarioError
from carbonsim.kernel.parameters import Parameters, definitions
from carbonsim.scenario.catalogue import Catalogue, load_catalogue
from carbonsim.scenario.kept_catalogue import kept_catalogue
from carbonsim.scenario.reader import load_scenario as read_scenario
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors import other_folders, sector_packages, sectors, sectors_of

PACKAGE = "carbonsim"
DRIVERS = "carbonsim.reference.drivers"


@cache
def catalogue() -> Catalogue:
    """Definitions and default values of all parameters, read anew where anything has changed since."""
    # all code counts: a list of what reads parameters would be wrong one day
    return kept_catalogue({PACKAGE: Path(str(files(PACKAGE))), **other_folders()}, _read_anew)


def _read_anew() -> Catalogue:
    declared = {
        package: definitions(sector.parameters)
        for package, sector in zip(sector_packages(), sectors(), strict=True)
        if isinstance(sector.parameters, type) and issubclass(sector.parameters, Parameters)
    }
    return load_catalogue((DRIVERS, *sector_packages()), declared)


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
    found = cross_problems(scenario)
    problems = [_in_files(problem, scenario) for problem in found]
    if (other := scenario.reference) is not None:  # what both cases have in common is told once
        problems += [
            _of_reference(problem, other) for problem in cross_problems(other) if problem not in found
        ]
    if problems:
        raise ScenarioError(list(dict.fromkeys(problems)))
    return scenario


def cross_problems(scenario: Scenario) -> list[Problem]:
    """Problems between values that are each allowed."""
    of_sectors = [problem for sector in sectors_of(scenario) for problem in sector.problems(scenario)]
    return [*of_sectors, *late_paths(scenario)]


def _in_files(problem: Problem, scenario: Scenario) -> Problem:
    """A problem at its place in the files of a scenario: what is wrong with a shipped value is so by them."""
    if not any(problem.file == setting.origin.file for setting in catalogue().defaults.values()):
        return problem
    return replace(problem, file=scenario.file, line=1, column=1)


def _of_reference(problem: Problem, reference: Scenario) -> Problem:
    """A problem of the reference alone, which says so where its place does not."""
    placed = _in_files(problem, reference)
    if placed.file == reference.file or "reference" in placed.message:
        return placed
    return replace(placed, message=f"in the reference, {reference.file}: {placed.message}")


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

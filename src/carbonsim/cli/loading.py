"""Scenarios named on the command line, with the problems of all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from carbonsim.analysis.claim_check import check
from carbonsim.cli.output import print_aside
from carbonsim.core.errors import Problem, ScenarioError
from carbonsim.engine.catalogue import load_scenario

if TYPE_CHECKING:
    import argparse

    from carbonsim.scenario.scenario import Scenario


def load_one(
    path: str,
    options: argparse.Namespace,
    overrides: Sequence[str] = (),
    reference: str | None = None,
) -> Scenario:
    """Read a scenario, and refuse claims that no run could answer, and levers that none could move."""
    scenario = load_scenario(path, overrides, reference)
    check(scenario)
    if scenario.levers:
        from carbonsim.cli.progress import progress_of  # noqa: PLC0415 - most have none
        from carbonsim.engine.tried_levers import check_levers_once  # noqa: PLC0415 - the same

        with progress_of("service curves", options) as progress:
            check_levers_once(scenario, progress)
    return scenario


def load_all(
    paths: Sequence[str],
    options: argparse.Namespace,
    overrides: Sequence[str] = (),
    reference: str | None = None,
) -> list[Scenario]:
    """Read scenarios.

    Parameters
    ----------
    paths : sequence of str
        Files, or names of shipped scenarios.
    options : Namespace
        Of the command, for how it tells progress.
    overrides : sequence of str
        ``KEY=VALUE``, for all of them.
    reference : str, optional
        What all are compared with instead of what their files name.

    Returns
    -------
    list of Scenario

    Raises
    ------
    ScenarioError
        With the problems of all of them.
    """
    scenarios: list[Scenario] = []
    problems: dict[Problem, None] = {}
    for path in paths:
        try:
            scenarios.append(load_one(path, options, overrides, reference))
        except ScenarioError as error:
            problems |= dict.fromkeys(error.problems)
    if problems:
        raise ScenarioError(list(problems))
    return scenarios


def tell_warnings(scenarios: Sequence[Scenario], options: argparse.Namespace, reader: str = "") -> None:
    """Print what these scenarios say that does less than it seems to, each once, to stderr.

    What is for machines holds it (`records.told_fields`), and who wants quiet is left in peace. `reader` is
    that of `scenario_warnings`.
    """
    if options.json or options.quiet:
        return
    from carbonsim.engine.warnings import scenario_warnings  # noqa: PLC0415 - explain has no use for it

    # indices of Sobol are found from samples of their own
    draws = 0 if getattr(options, "method", "") == "sobol" else getattr(options, "draws", None)
    warnings = dict.fromkeys(
        warning for scenario in scenarios for warning in scenario_warnings(scenario, reader, draws)
    )
    for warning in warnings:
        print_aside(f"warning: {warning}")


def prepare(scenarios: Sequence[Scenario], options: argparse.Namespace) -> None:
    """Get scenarios ready to be run: tell their warnings, and make what they need and is not there yet."""
    from carbonsim.cli.progress import progress_of  # noqa: PLC0415 - check and explain have no use for it
    from carbonsim.sectors import sectors_of  # noqa: PLC0415

    tell_warnings(scenarios, options)
    for scenario in scenarios:
        with progress_of("service curves", options) as progress:
            both = (scenario,) if scenario.reference is None else (scenario, scenario.reference)
            for one in both:
                for sector in sectors_of(one):
                    sector.prepare(one, progress)


def refuse_same_names(paths: Sequence[str], scenarios: Sequence[Scenario]) -> None:
    """Refuse scenarios of one name.

    Raises
    ------
    ScenarioError
        With every file whose name another has, too.
    """
    # some systems tell no capitals from small letters
    names = [scenario.name.casefold() for scenario in scenarios]
    message = "found {!r} more than once; the results would overwrite each other"
    found = [
        Problem(path, 0, 0, "name", message.format(scenario.name), "give one of them a name of its own")
        for path, name, scenario in zip(paths, names, scenarios, strict=True)
        if names.count(name) > 1
    ]
    if found:
        raise ScenarioError(list(dict.fromkeys(found)))

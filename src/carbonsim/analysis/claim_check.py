"""Claims that no run could answer, found before one is made: reading a scenario needs no engine for it."""

from __future__ import annotations

import numpy as np

from carbonsim.core.errors import Problem, ScenarioError
from carbonsim.engine.claimed import answers, bound_of
from carbonsim.engine.reported import reported_variables
from carbonsim.scenario.scenario import Scenario


def check(scenario: Scenario) -> None:
    """Refuse claims that no run could answer, before it is made.

    Parameters
    ----------
    scenario : Scenario
        With its claims.

    Raises
    ------
    ScenarioError
        If a claim names a variable, boundary or product that is not reported, or a bound of another kind.
    """
    problems: list[Problem] = []
    known, (first, last) = reported_variables(scenario), scenario.years
    for claim in scenario.claims:
        found = answers(known, scenario, claim, np.arange(first, last + 1), problems)
        # a wrong unit is wrong at all boundaries: once is enough
        for variable, _ in found[:1]:
            bound_of(claim, variable, problems)
    if problems:
        raise ScenarioError(problems)

"""Whether a scenario is the world that a claim speaks of, and what differs if not."""

from __future__ import annotations

import numpy as np

from carbonsim.core.bounds import EQUALS, meets
from carbonsim.results.claim_results import Difference
from carbonsim.scenario.claim_world import Requirement
from carbonsim.scenario.claims import Claim
from carbonsim.scenario.scenario import Scenario

#: Relative error of a value that is equal but for a conversion of units.
ROUNDING = 1e-9


def differences(scenario: Scenario, claim: Claim, year: int) -> tuple[Difference, ...]:
    """Every requirement of a claim that does not hold for the central value of its parameter in a year.

    Parameters
    ----------
    scenario : Scenario
        The plan.
    claim : Claim
        With the world that it requires, if any.
    year : int
        Of its answer.

    Returns
    -------
    tuple of Difference
        Empty where the scenario is the claim's world.
    """
    found = (_difference(scenario, requirement, year) for requirement in claim.world)
    return tuple(difference for difference in found if difference is not None)


def _difference(scenario: Scenario, requirement: Requirement, year: int) -> Difference | None:
    key, bound, required = requirement.key, requirement.bound, requirement.required
    setting = scenario.settings.get(key)
    if setting is None or not setting.offered:
        return Difference(key, "", bound, requirement.written)
    if isinstance(required, str) or isinstance(setting.value, str):
        value = str(setting.value)
        return None if value == required else Difference(key, value, EQUALS, requirement.written)
    central = float(setting.value.series(np.array([year]))[0][0])
    slack = ROUNDING * abs(required)
    if meets(bound, central, required, ROUNDING) or abs(central - required) <= slack:
        return None
    unit = setting.definition.unit
    value = f"{central:.6g}" if unit == "1" else f"{central:.6g} {unit}"
    return Difference(key, value, bound, requirement.written)

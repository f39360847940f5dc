"""What is wrong with the ages of a fleet that is kept by year of sale."""

from __future__ import annotations

from collections.abc import Iterator

from carbonsim.core.errors import Problem
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.labels import problem_at


def age_problems(scenario: Scenario, section: str) -> Iterator[Problem]:
    """The age axis is one for all draws and holds whole years, and what is written off is still on it."""
    oldest = scenario.quantity(f"{section}.maximum_age")
    setting = scenario.settings[f"{section}.maximum_age"]
    if oldest.low is not None or oldest.central[0] != int(oldest.central[0]):
        yield problem_at(setting, "expected a whole number of years without a range", "25 yr, say")
    written_off = scenario.quantity(f"{section}.depreciation_years")
    if max(written_off.high or written_off.central) > oldest.central[0]:
        message = f"expected at most the maximum age, {oldest.central[0]:g} years"
        yield problem_at(scenario.settings[f"{section}.depreciation_years"], message, "")
